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

from ..models import Follow, SavedSearch
from ..searching import saved
from ..words import Rhythm
from . import scopes
from .actions import stop_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from diwan.people.rules import QuietHours

logger = logging.getLogger(__name__)

#: of one place, corridor or theme
MOST = 12


#: both have a person, a rhythm, and when it was last told
Followed = Follow | SavedSearch


def is_due(follow: Followed, now: datetime) -> bool:
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
    due = sorted(
        (each for each in _followed() if is_due(each, now)),
        key=lambda each: (each.person_id, isinstance(each, SavedSearch), each.pk),
    )
    quiet = Person.objects.quiet_hours()
    sent = 0
    for person, follows in groupby(due, attrgetter("person")):
        try:
            sent += _send(person, list(follows), quiet.get(person.email.lower()), now)
        except Exception:
            logger.exception("News for person %s could not be written", person.pk)
    return sent


def _followed() -> Iterator[Followed]:
    for model in (Follow, SavedSearch):
        yield from model.objects.with_letters().for_listing().select_related("person")


@transaction.atomic
def _send(
    person: Person, follows: Sequence[Followed], quiet: QuietHours | None, now: datetime
) -> bool:
    with override(person.language):
        sections = _sections(person, follows, now)
        manage = settings.DIWAN_ORIGIN + reverse("portal:following")
    _told(follows, now, is_new=bool(sections))
    if not sections:
        return False
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


def _told(follows: Sequence[Followed], now: datetime, *, is_new: bool) -> None:
    """Until when each was looked at; where nothing was new, what comes at once is asked again."""
    for model in (Follow, SavedSearch):
        rows = model.objects.filter(pk__in=[row.pk for row in follows if isinstance(row, model)])
        asked = rows if is_new else rows.exclude(rhythm=Rhythm.EACH)
        asked.update(told_at=now)


def _sections(person: Person, follows: Iterable[Followed], now: datetime) -> list[dict[str, Any]]:
    """What is new about each; a thing that concerns several stands with the first alone."""
    seen: set[str] = set()
    sections = []
    for follow in follows:
        new = [row for row in _news(person, follow, now) if row["key"] not in seen]
        seen.update(row["key"] for row in new)
        if new:
            sections.append({"title": _title(follow), "url": _url(follow), "rows": new})
    return sections


def _news(person: Person, follow: Followed, now: datetime) -> list[dict[str, str]]:
    """``key`` tells one thing from another of the same address."""
    since = follow.told_at or follow.since
    if isinstance(follow, SavedSearch):
        found = saved.news(person, follow, since, MOST)
        return [_row(row.source_title, row.shown.title, row.shown.url) for row in found]
    told = (each for each in scopes.news(person, follow.scope, since, MOST) if each.news.at <= now)
    return [
        _row(each.kind, each.news.title, each.news.url, f" {each.news.at.isoformat()}")
        for each in told
    ]


def _row(kind: str, title: str, path: str, at: str = "") -> dict[str, str]:
    url = settings.DIWAN_ORIGIN + path
    return {"kind": kind, "title": title, "url": url, "key": url + at}


def _title(follow: Followed) -> str:
    return saved.title(follow) if isinstance(follow, SavedSearch) else scopes.title(follow.scope)


def _url(follow: Followed) -> str:
    path = saved.url(follow) if isinstance(follow, SavedSearch) else scopes.url(follow.scope)
    return settings.DIWAN_ORIGIN + path
