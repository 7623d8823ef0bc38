"""See, take along, and erase what is held about a person (P-11)."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from diwan.audit.actions import record
from diwan.core import clock, slots
from diwan.core.errors import Refusal
from diwan.people import queries
from diwan.people.models import Invitation, Person

from . import consenting, directory, letters
from .administration import keep_one_administrator
from .sessions import end_sessions

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def everything_about(person: Person) -> dict[str, tuple[str | _StrPromise, Any]]:
    """By source: its title and what it holds about ``person`` as plain data."""
    return {
        name: (source.title, source.export(person)) for name, source in slots.personal_data.items()
    }


@transaction.atomic
def erase(person: Person, *, by: Person) -> None:
    """Erase ``person`` for good in every room; their posts stay without a name.

    Raises:
        PermissionDenied: somebody else asks; only the person can.
        Refusal: they are the last administrator.
    """
    if by.pk != person.pk:
        raise PermissionDenied(_("Only the person can erase their account."))
    keep_one_administrator(
        person, _("You are the last administrator. Name another one before you leave.")
    )
    for source in slots.personal_data:
        source.erase(person)
    record("erase", by=by, on=person)


def erase_shown(person: Person) -> None:
    """The profile of the directory and the consents; the texts agreed to name nobody."""
    directory.forget(person)
    consenting.forget(person)


def erase_account(person: Person) -> None:
    """What this room holds; the row stays, so that what pointed to it points to nobody."""
    Invitation.objects.filter(email__iexact=person.email).delete()
    EmailAddress.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    person.sign_in_links.all().delete()
    end_sessions(person)
    person.countries_of_origin.clear()
    person.themes.clear()
    person.groups.clear()
    person.user_permissions.clear()
    blank = Person(email=f"erased-{secrets.token_hex(12)}@invalid", language=person.language)
    blank.set_unusable_password()
    for field in (
        *("email", "password", "name", "time_zone", "organisation", "kind", "gender"),
        *("attribution", "country_of_residence", "last_login", "suspended_at"),
        *("is_administrator", "is_steward", "quiet_from", "quiet_until"),
    ):
        setattr(person, field, getattr(blank, field))
    person.is_active = False
    person.erased_at = clock.now()
    person.save()


@transaction.atomic
def erase_by_address(address: str) -> None:
    """Erase the accounts of whoever was shown to read letters at ``address``, and invitations.

    Raises:
        Refusal: an account is protected by more than letters, or is the last administrator's.
    """
    for person in queries.accounts_of(address):
        if queries.is_staff(person) or queries.has_second_factor(person):
            raise Refusal(
                _(
                    "The account of this address has a role or a second factor, so a letter is not"
                    " enough: sign in, open “My data”, and erase it there."
                )
            )
        erase(person, by=person)
    named = [
        *Invitation.objects.filter(email__iexact=address),
        *EmailAddress.objects.filter(email__iexact=address),
    ]
    for row in named:
        if row.email.lower() == address:  # compared here, as in ``queries.accounts_of``
            row.delete()


def stop_announcements_to(address: str) -> None:
    """Tell the owners of ``address`` no more by mail when a discussion opens."""
    for person in queries.accounts_of(address):
        letters.stop_announcements(person)
