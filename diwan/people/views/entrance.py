"""Doors that need no password: a sign-in link, an invitation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.utils import perform_login
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.people import actions
from diwan.people.actions.invitations import open_invitation
from diwan.people.actions.links import open_link

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from diwan.people.models import Person


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_link(request: HttpRequest, token: str) -> HttpResponse:
    """Opening only shows whom it signs in, so that a link scanner does not spend it."""
    try:
        if request.method == "POST":
            return _sign_in(request, actions.use_link(token))
        link = open_link(token, now=clock.now())
    except Refusal as refusal:
        return _refused(request, refusal)
    return render(request, "people/sign_in_link.html", {"person": link.person})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    try:
        if request.method == "POST":
            return _sign_in(request, actions.accept_invitation(token), then="people:profile")
        invitation = open_invitation(token, now=clock.now())
    except Refusal as refusal:
        return _refused(request, refusal)
    return render(request, "people/invitation.html", {"invitation": invitation})


def _sign_in(request: HttpRequest, person: Person, *, then: str | None = None) -> HttpResponse:
    """Through allauth, so that a second factor is asked for where there is one."""
    response: HttpResponse = perform_login(
        request, person, email_verification="none", redirect_url=then and reverse(then)
    )
    return response


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return render(request, "people/refused.html", {"refusal": refusal}, status=410)
