"""Due work of people."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.sessions.models import Session

from diwan.core import fulltext, slots

from .actions import confirming, conversations, run_retention
from .models import DirectoryEntry, Invitation, Person, SignInLink
from .rules import LEFTOVER_LIFE

if TYPE_CHECKING:
    from datetime import datetime

RETENTION = slots.Job(
    run=lambda now: sum(outcome.count for outcome in run_retention(now, dry_run=False)),
    every=timedelta(days=1),
)

CONFIRMATIONS = slots.Job(
    run=lambda now: confirming.ask_to_confirm(now) + confirming.tell_hidden(now),
    every=timedelta(hours=6),
)
TIDINESS = slots.Job(
    run=lambda _now: fulltext.tidy(DirectoryEntry, using=DirectoryEntry.objects.db),
    every=timedelta(hours=1),
)
#: of members to write to other members
REQUESTS = slots.Job(run=conversations.lapse_due, every=timedelta(hours=1))


def due_leftovers(now: datetime) -> int:
    before = now - LEFTOVER_LIFE
    links = SignInLink.objects.all().leftover(before).count()
    return links + Invitation.objects.all().leftover(before).count()


def purge_leftovers(now: datetime) -> int:
    before = now - LEFTOVER_LIFE
    links = SignInLink.objects.all().leftover(before).delete()[0]
    return links + Invitation.objects.all().leftover(before).delete()[0]


def due_sessions(now: datetime) -> int:
    return Session.objects.filter(expire_date__lt=now).count()


def purge_sessions(now: datetime) -> int:
    return Session.objects.filter(expire_date__lt=now).delete()[0]


def due_unconfirmed(now: datetime) -> int:
    return Person.objects.never_confirmed(now - LEFTOVER_LIFE).count()


def purge_unconfirmed(now: datetime) -> int:
    """Accounts that nobody could ever use; counts people, not the rows that go with them."""
    due = Person.objects.never_confirmed(now - LEFTOVER_LIFE)
    people = list(due.values_list("pk", flat=True))
    Person.objects.filter(pk__in=people).delete()
    return len(people)
