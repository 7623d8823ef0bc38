"""A code that was typed in has arrived: what came back from its address is forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.signals import email_confirmed, user_logged_in

from diwan.mailroom import actions as mailroom

if TYPE_CHECKING:
    from django.http import HttpRequest

_USED = "account_authentication_methods"


def connect() -> None:
    user_logged_in.connect(_signed_in, dispatch_uid="people.arrivals.signed_in")
    email_confirmed.connect(_confirmed, dispatch_uid="people.arrivals.confirmed")


def _signed_in(request: HttpRequest, **_more: Any) -> None:
    for used in request.session.get(_USED, []):
        if used.get("method") == "code" and used.get("email"):
            mailroom.reached(used["email"])


def _confirmed(email_address: Any, **_more: Any) -> None:
    mailroom.reached(email_address.email)
