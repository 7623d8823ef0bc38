"""What is new in what somebody follows, in one letter, in the rhythm of each."""

from __future__ import annotations

import logging
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from diwan.core import clock
from diwan.mailroom.actions import send
from diwan.mailroom.posting import list_headers
from diwan.people.models import Person

from ..models import Follow
from ..words import Rhythm
from . import scopes
from .actions import stop_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from diwan.people.rules import QuietHours

logger = logging.getLogger(__name__)

#: of one place, corridor or theme
MOST = 12


def is_due(follow: Follow, now: datetime) -> bool:
    """Whether a letter may come now: at any time, or when a morning of the reader has come."""
    if follow.rhythm == Rhythm.EACH:
        return True
    weekly = follow.rhythm == Rhythm.WEEKLY
    morning = clock.last_morning(now, follow.person.time_zone, weekly=weekly)
    return (follow.told_at or follow.since) < morning


def send_due(now: datetime) -> int:
    """One letter to each person for whom something is new; returns how many were queued.

    What fails for one person is tried again the next time, and keeps nothing from the others.
    """
    followed = Follow.objects.with_letters().for_listing().select_related("person")
    due = (follow for follow in followed.order_by("person", "pk") if is_due(follow, now))
    quiet = Person.objects.quiet_hours()
    sent = 0
    for person, follows in groupby(due, attrgetter("person")):
        try:
            sent += _send(person, list(follows), quiet.get(person.email.lower()), now)
        except Exception:
            logger.exception("News for person %s could not be written", person.pk)
    return sent


@transaction.atomic
def _send(
    person: Person, follows: Sequence[Follow], quiet: QuietHours | None, now: datetime
) -> bool:
    with override(person.language):
        sections = _sections(person, follows, now)
        manage = settings.DIWAN_ORIGIN + reverse("portal:following")
    followed = Follow.objects.filter(pk__in=[follow.pk for follow in follows])
    if not sections:
        followed.exclude(rhythm=Rhythm.EACH).update(told_at=now)  # those are asked again at once
        return False
    followed.update(told_at=now)
    stop = stop_url(person)
    send(
        "portal/news",
        to=person.email,
        language=person.language,
        context={"sections": sections, "manage_url": manage, "stop_url": stop},
        headers=list_headers(stop),
        due_at=quiet.end_for(now) if quiet else None,
    )
    return True


def _sections(person: Person, follows: Iterable[Follow], now: datetime) -> list[dict[str, Any]]:
    """What is new about each; a thing that concerns several stands with the first alone."""
    seen: set[tuple[str, datetime]] = set()
    sections = []
    for follow in follows:
        told = scopes.news(person, follow.scope, follow.told_at or follow.since, MOST)
        new = [
            each
            for each in told
            if each.news.at <= now and (each.news.url, each.news.at) not in seen
        ]
        seen.update((each.news.url, each.news.at) for each in new)
        if new:
            sections.append(_section(follow, new))
    return sections


def _section(follow: Follow, new: Iterable[scopes.Told]) -> dict[str, Any]:
    return {
        "title": scopes.title(follow.scope),
        "url": settings.DIWAN_ORIGIN + scopes.url(follow.scope),
        "rows": [
            {
                "kind": each.kind,
                "title": each.news.title,
                "url": settings.DIWAN_ORIGIN + each.news.url,
            }
            for each in new
        ],
    }
