"""What each request of a person needs: their time zone, and a second look at their account."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from .models import Person


class PersonMiddleware:
    """Time zone, suspension and the second factor of staff (P-21)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return self.get_response(request)
        person = request.user
        if not person.is_authenticated:
            if SESSION_KEY in request.session:
                return self._sign_out(request)
            return self.get_response(request)
        if person.is_demo and not settings.DIWAN_DEMO:
            return self._sign_out(request)
        with timezone.override(_zone(person)):
            return self.get_response(request)

    def _sign_out(self, request: HttpRequest) -> HttpResponse:
        """End a session whose account may not be used any more."""
        logout(request)
        messages.error(
            request, _("This account cannot be used. Write to the operator of this site.")
        )
        return redirect("portal:home")


def _zone(person: Person) -> ZoneInfo:
    try:
        return ZoneInfo(person.time_zone)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")
