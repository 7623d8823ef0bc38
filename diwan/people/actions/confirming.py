"""Is the profile still right? Asked before 180 days are over; without an answer it is hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core import signing
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from diwan.core.errors import Refusal
from diwan.mailroom import actions as mailroom
from diwan.people.models import Person, Profile
from diwan.people.rules import PROFILE_LIFE, PROFILE_NOTICE

from .directory import confirm
from .links import absolute

if TYPE_CHECKING:
    from datetime import datetime

    from diwan.people.finding import ProfileQuerySet

_SALT = "people.confirm_profile"
#: letters of one run
_MOST = 500


def ask_to_confirm(now: datetime) -> int:
    """Write to those whose profile is about to be hidden; returns how many letters went out."""
    rows = Profile.objects.to_be_found().agreed().filter(reminded_at__isnull=True)
    due = rows.filter(
        confirmed_at__lte=now - PROFILE_LIFE + PROFILE_NOTICE, confirmed_at__gt=now - PROFILE_LIFE
    )
    return _write("people/confirm_profile", due, "reminded_at", now)


def tell_hidden(now: datetime) -> int:
    """Tell those whose profile is hidden, once, that nothing is lost."""
    rows = Profile.objects.to_be_found().agreed().filter(told_hidden_at__isnull=True)
    due = rows.filter(confirmed_at__lte=now - PROFILE_LIFE)
    return _write("people/profile_hidden", due, "told_hidden_at", now)


def _write(kind: str, due: ProfileQuerySet, noted: str, now: datetime) -> int:
    count = 0
    for profile in due.select_related("person").order_by("confirmed_at")[:_MOST]:
        with transaction.atomic():
            fresh = Profile.objects.filter(pk=profile.pk, **{f"{noted}__isnull": True})
            if fresh.update(**{noted: now}):
                _send(kind, profile.person)
                count += 1
    return count


def _send(kind: str, person: Person) -> None:
    """The letter holds nothing of the profile: it may be read over a shoulder."""
    mailroom.send(
        kind,
        to=person.email,
        language=person.language,
        context={"url": confirm_url(person), "days": PROFILE_LIFE.days},
    )


def confirm_url(person: Person) -> str:
    """Where the reader of the letter says that all is right; it names nobody."""
    token = signing.dumps(person.pk, salt=_SALT)
    return absolute("people:confirm_profile", token, language=person.language)


def confirm_by_link(token: str) -> None:
    """
    Raises:
        Refusal: it is no link of ours or an old one, or the account is gone.
    """
    try:
        key = signing.loads(token, salt=_SALT, max_age=PROFILE_LIFE)
        person = Person.objects.active().get(pk=key)
    except (signing.BadSignature, ValueError, TypeError, Person.DoesNotExist):
        raise Refusal(
            _("This link is broken or too old. Sign in and open “My profile in the directory”.")
        ) from None
    confirm(person, by=None)
