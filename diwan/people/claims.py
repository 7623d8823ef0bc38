"""What happens when somebody shows that an address is theirs.

Rooms above add themselves: ``claims.address_claimed.add("discussions", link_contributions)``.
Each is given the person and the address, in lower case, and must be safe to call twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.signals import email_confirmed, user_logged_in

from diwan.core.registry import Registry

from . import queries

if TYPE_CHECKING:
    from collections.abc import Callable

    from .models import Person

address_claimed: Registry[Callable[[Person, str], None]] = Registry("address claim")


def announce(person: Person, address: str) -> None:
    """Tell every room that ``address`` is proven to be ``person``'s."""
    for claim in address_claimed:
        claim(person, address.lower())


def _on_confirmed(*, email_address: Any, **_kwargs: Any) -> None:
    announce(email_address.user, email_address.email)


def _on_signed_in(*, user: Any, **_kwargs: Any) -> None:
    for address in queries.verified_addresses(user):
        announce(user, address)


def connect() -> None:
    """Listen to allauth; called once, when the room is ready."""
    email_confirmed.connect(_on_confirmed, dispatch_uid="diwan.people.claims.confirmed")
    user_logged_in.connect(_on_signed_in, dispatch_uid="diwan.people.claims.signed_in")
