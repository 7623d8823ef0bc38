"""Which letters somebody wants, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core import signing
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from diwan.audit.actions import record
from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.mailroom import actions as mailroom
from diwan.people.models import Invitation, Person
from diwan.people.rules import hash_of

from .links import absolute

if TYPE_CHECKING:
    from datetime import time

_SALT = "people.announcements"


@transaction.atomic
def choose_letters(
    person: Person, *, quiet: tuple[time, time] | None, wants_announcements: bool, by: Person
) -> None:
    """When ``person`` wants no letters that can wait, and whether new discussions are told.

    Raises:
        Refusal: somebody else tries.
    """
    if by.pk != person.pk:
        raise Refusal(_("Only the person can change their profile."))
    person.quiet_from, person.quiet_until = quiet or (None, None)
    person.wants_announcements = wants_announcements
    person.save(update_fields=["quiet_from", "quiet_until", "wants_announcements"])
    record("choose letters", by=by, on=person)


@transaction.atomic
def try_again(person: Person) -> None:
    """Write to the address of ``person`` again, though letters came back from there.

    Raises:
        Refusal: letters are sent there anyway.
    """
    if not mailroom.try_again(person.email, now=clock.now()):
        raise Refusal(_("Letters are sent to your address; there is nothing to do."))
    record("try address again", by=person, on=person)


# --- ended by a link in a letter -----------------------------------------------------------
def announcements_url(person: Person) -> str:
    """Where the reader of an announcement ends them; it names nobody and does not expire."""
    token = signing.dumps(person.pk, salt=_SALT)
    return absolute("people:announcements", token, language=person.language)


def reader_of(token: str) -> Person:
    """
    Raises:
        Refusal: it is no link of ours, or the account is gone.
    """
    try:
        return Person.objects.active().get(pk=signing.loads(token, salt=_SALT))
    except (signing.BadSignature, ValueError, TypeError, Person.DoesNotExist):
        raise Refusal(_("This link is broken. Copy it again from the letter, all of it.")) from None


@transaction.atomic
def stop_announcements(person: Person) -> None:
    """Tell ``person`` no more when a discussion opens."""
    Person.objects.filter(pk=person.pk).update(wants_announcements=False)
    record("stop announcements", by=None, on=person)


@transaction.atomic
def decline_invitation(token: str) -> None:
    """Forget an invitation that nobody wants; declining twice is no mistake."""
    Invitation.objects.filter(token_hash=hash_of(token), accepted_at__isnull=True).delete()
