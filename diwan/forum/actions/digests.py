"""What is new in forums somebody follows: each post at once, or together in the morning."""

from __future__ import annotations

import logging
from itertools import groupby
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from diwan.core import clock
from diwan.core.wording import direction
from diwan.mailroom.actions import send, where
from diwan.people.models import Person
from diwan.portal.words import Rhythm

from .. import naming
from ..models import Forum, Post, Subscription
from ..queries import SEEN
from . import envelopes, following

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

logger = logging.getLogger(__name__)
#: letters to one reader in one run, and posts in one digest; the rest is counted and linked
MOST_EACH = 20
MOST_TOPICS = 12
MOST_OF_TOPIC = 4
#: of one post in a digest, in characters
BEGINNING = 280


def send_due(now: datetime) -> int:
    """One digest, or a letter for each post, to every reader whose time has come."""
    newest = _newest()
    rows = (
        Subscription.objects.exclude(rhythm=Rhythm.NONE)
        .filter(person__is_active=True, person__erased_at__isnull=True, forum__in=newest)
        .select_related("person", "forum", "topic")
        .order_by("person", "forum", "pk")
    )
    quiet = Person.objects.quiet_hours()
    due = (row for row in rows if _is_due(row, now) and _since(row) < newest[row.forum_id])
    sent = 0
    for (person, forum), group in groupby(due, key=lambda row: (row.person, row.forum)):
        hours = quiet.get(person.email.lower())
        if hours is not None and hours.end_for(now) > now:
            continue  # what is hidden until then is in no letter
        sent += _sent(person, forum, list(group), now)
    return sent


def _newest() -> dict[int, datetime]:
    """When each forum had its last post that readers see."""
    rows = Post.objects.all().shown().filter(topic__state__in=SEEN).order_by()
    return dict(rows.values_list("topic__forum").annotate(last=Max("shown_at")))


def _since(row: Subscription) -> datetime:
    return row.told_at or row.since


def _is_due(row: Subscription, now: datetime) -> bool:
    if row.rhythm == Rhythm.EACH:
        return True
    weekly = row.rhythm == Rhythm.WEEKLY
    return _since(row) < clock.last_morning(now, row.person.time_zone, weekly=weekly)


def _sent(person: Person, forum: Forum, rows: Sequence[Subscription], now: datetime) -> int:
    """What fails for one reader is tried again, and keeps nothing from the others."""
    try:
        with transaction.atomic():
            return _write(person, forum, rows, now)
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one, the others go out
        logger.error("Letters of forum %s to person %s: %s", forum.pk, person.pk, where(error))  # noqa: TRY400 - a traceback may hold names
        return 0


def _write(person: Person, forum: Forum, found: Sequence[Subscription], now: datetime) -> int:
    rows = _held(found, now)
    if not rows:
        return 0
    each, together = _new(person, forum, rows, now)
    told = Subscription.objects.filter(pk__in=[row.pk for row in rows])
    told.update(told_at=now)
    if not Forum.objects.visible_to(person).filter(pk=forum.pk).exists():
        return 0
    stop = following.stop_url(person, forum)
    for post in each:
        _write_post(post, person, stop)
    if together:
        is_weekly = all(row.rhythm != Rhythm.DAILY for row in rows)
        _write_digest(together, person, forum, stop, is_weekly=is_weekly)
    return len(each) + bool(together)


def _held(found: Sequence[Subscription], now: datetime) -> list[Subscription]:
    """The rows as they are now: another worker may have written these letters by then."""
    locked = Subscription.objects.select_for_update(of=("self",)).select_related("person")
    keys = [row.pk for row in found]
    return [row for row in locked.filter(pk__in=keys).order_by("pk") if _is_due(row, now)]


def _new(
    person: Person, forum: Forum, rows: Sequence[Subscription], now: datetime
) -> tuple[list[Post], list[Post]]:
    """Posts for letters of their own, and those for the digest, in the order of time.

    What was chosen for a topic goes before what was chosen for its forum.
    """
    first = min(_since(row) for row in rows)
    posts = list(
        Post.objects.filter(
            topic__forum=forum,
            topic__state__in=SEEN,
            state="shown",
            shown_at__gt=first,
            shown_at__lte=now,
        )
        .exclude(author=person)
        .select_related("topic__forum", "author__organisation")
        .order_by("shown_at", "pk")
    )
    own = Subscription.objects.filter(person=person, forum=forum, topic__isnull=False)
    chosen = set(own.values_list("topic", flat=True))
    by_topic = {row.topic_id: row for row in rows}
    each: list[Post] = []
    together: list[Post] = []
    for post in posts:
        row = by_topic.get(post.topic_id if post.topic_id in chosen else None)
        if row is None or post.shown_at is None or post.shown_at <= _since(row):
            continue
        (each if row.rhythm == Rhythm.EACH else together).append(post)
    return (each, together) if len(each) <= MOST_EACH else ([], each + together)


def _write_post(post: Post, person: Person, stop: str) -> None:
    language, topic = person.language, post.topic
    with override(language):
        told = _told(post, person)
    send(
        "forum/post",
        to=person.email,
        language=language,
        from_name=f"{told['signed']} · {envelopes.title(topic.forum, language)}"[:120],
        reply_to=envelopes.to_post(post, person),
        root=envelopes.thread(topic, person),
        context={
            **told,
            **_about(topic.forum, person, stop),
            "title": topic.title,
            "words": post.text,
            "url": envelopes.page(post, language),
        },
        headers=envelopes.headers(topic.forum, language, stop),
    )


def _write_digest(
    posts: Sequence[Post], person: Person, forum: Forum, stop: str, *, is_weekly: bool
) -> None:
    with override(person.language):
        topics = _topics(posts, person)
    send(
        "forum/digest",
        to=person.email,
        language=person.language,
        from_name=envelopes.title(forum, person.language)[:120],
        context={
            **_about(forum, person, stop),
            "title": envelopes.title(forum, person.language),
            "count": len(posts),
            "topics": topics[:MOST_TOPICS],
            "more": len(topics[MOST_TOPICS:]),
            "is_weekly": is_weekly,
        },
        headers=envelopes.headers(forum, person.language, stop),
    )


def _about(forum: Forum, person: Person, stop: str) -> dict[str, Any]:
    return {
        "forum": envelopes.title(forum, person.language),
        "forum_url": envelopes.page(forum, person.language),
        "stop_url": stop,
    }


def _topics(posts: Iterable[Post], person: Person) -> list[dict[str, Any]]:
    """By topic, what is new in each."""
    by_topic: dict[int, list[Post]] = {}
    for post in posts:
        by_topic.setdefault(post.topic_id, []).append(post)
    return [
        {
            "title": said[0].topic.title,
            "language": said[0].topic.language,
            "direction": direction(said[0].topic.language),
            "url": envelopes.page(said[0].topic, person.language),
            "address": envelopes.to_topic(said[0].topic, person),
            "posts": [_told(post, person) for post in said[:MOST_OF_TOPIC]],
            "more": len(said[MOST_OF_TOPIC:]),
        }
        for said in by_topic.values()
    ]


def _told(post: Post, person: Person) -> dict[str, Any]:
    words = " ".join(post.text.split())
    is_cut = len(words) > BEGINNING
    with timezone.override(ZoneInfo(person.time_zone)):
        at = timezone.localtime(post.shown_at)
        day = date_format(at, "DATETIME_FORMAT")
    return {
        "signed": naming.signed(post.author, post.attribution),
        "day": day,
        "code": post.language,
        "direction": direction(post.language),
        "beginning": words[:BEGINNING].rsplit(" ", 1)[0] + "…" if is_cut else words,
    }
