"""What each request of a person needs: their time zone, and a second look at their account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from . import queries

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from .models import Person


class PersonMiddleware:
    """Time zone, suspension and the second factor of staff (P-21)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Strangers without a session cost nothing here.
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return self.get_response(request)
        person = request.user
        if not person.is_authenticated:
            # A session of somebody whom Django no longer lets in: suspended, erased, deleted.
            if SESSION_KEY in request.session:
                return _sign_out(request)
            return self.get_response(request)
        if person.is_demo and not settings.DIWAN_DEMO:
            return _sign_out(request)
        with timezone.override(_zone(person)):
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any
    ) -> HttpResponseBase | None:
        """Send staff without a second factor to enrol before anything else."""
        person = request.user
        if (
            not settings.DIWAN_REQUIRE_SECOND_FACTOR
            or settings.SESSION_COOKIE_NAME not in request.COOKIES
            or not person.is_authenticated
            or _is_account_page(request)
            or not queries.is_staff(person)
            or queries.has_second_factor(person)
        ):
            return None
        messages.warning(
            request,
            _(
                "Your role needs a second factor. Set up an authenticator app or a key, "
                "then go on with your work."
            ),
        )
        return redirect("mfa_index")


def _is_account_page(request: HttpRequest) -> bool:
    """Pages that lead to a second factor or out of the site."""
    match = request.resolver_match
    name = (match.view_name if match else "") or ""
    return name.startswith(("account_", "mfa_"))


def _sign_out(request: HttpRequest) -> HttpResponse:
    """End a session whose account may not be used any more."""
    logout(request)
    messages.error(request, _("This account cannot be used. Write to the operator of this site."))
    return redirect("portal:home")


def _zone(person: Person) -> ZoneInfo:
    try:
        return ZoneInfo(person.time_zone)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")
