"""What a person takes along and leaves, and which words go by themselves (P-10, P-11, P-23)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from diwan.core.wording import choose
from diwan.people.words import Attribution

from .. import rules
from ..models import Answer, Bar, Call, Entry, Flag, Forum, Keeper, Line, Post, Subscription, Topic
from . import finding

if TYPE_CHECKING:
    from datetime import datetime

    from diwan.people.models import Person

    from ..queries import AnswerQuerySet, PostQuerySet

POSTS, ENTRIES, FOLLOWED = "forum posts", "blog entries", "forums followed"
CALLS, ANSWERS, REPORTS, BARS, KEPT = (
    "calls made",
    "answers to calls",
    "posts reported",
    "kept from writing",
    "forums kept",
)


def everything_of(person: Person) -> dict[str, Any]:
    """What this room holds about ``person``, as plain data."""
    return {
        POSTS: [_post(row) for row in Post.objects.of(person).for_reading()],
        ENTRIES: [
            {"title": choose(row.title).text, "text": choose(row.text).text, "at": row.written_at}
            for row in Entry.objects.filter(written_by=person)
        ],
        CALLS: [
            {"title": row.title, "text": row.text, "at": row.asked_at, "until": row.closes_on}
            for row in Call.objects.filter(asked_by=person)
        ],
        ANSWERS: [
            {"call": row.answer.call.title, "text": row.text, "at": row.written_at}
            for row in Line.objects.filter(author=person).select_related("answer__call")
        ],
        FOLLOWED: [
            {
                "forum": choose(row.forum.title).text,
                "topic": row.topic.title if row.topic else "",
                "letters": row.rhythm,
                "since": row.since,
            }
            for row in Subscription.objects.filter(person=person).select_related("forum", "topic")
        ],
        REPORTS: [
            {"reason": row.reason, "outcome": row.outcome, "at": row.flagged_at}
            for row in Flag.objects.filter(flagged_by=person)
        ],
        BARS: [
            {"forum": choose(row.forum.title).text, "why": row.why, "until": row.until}
            for row in Bar.objects.filter(person=person).select_related("forum")
        ],
        KEPT: [
            {"forum": choose(row.forum.title).text, "since": row.added_at}
            for row in Keeper.objects.filter(person=person).select_related("forum")
        ],
    }


def _post(row: Post) -> dict[str, Any]:
    return {
        "forum": choose(row.topic.forum.title).text,
        "topic": row.topic.title,
        "text": row.text,
        "naming": row.attribution,
        "state": row.state,
        "channel": row.channel,
        "at": row.written_at,
        "why": row.why,
    }


def erase(person: Person) -> None:
    """What was said stays where others answered it, nameless; what nobody else read goes."""
    mine = Post.objects.of(person)
    waiting = list(mine.filter(state__in=["held", "hidden", "withdrawn"]))
    for row in waiting:
        row.state, row.text, row.why = "withdrawn", "", ""
        row.save(update_fields=["state", "text", "why"])
    finding.index(waiting)
    mine.update(author=None, attribution=Attribution.ANONYMOUS)
    _forget_name(person)
    Entry.objects.filter(written_by=person).update(
        written_by=None, attribution=Attribution.ORGANISATION
    )
    _erase_calls(person)
    for model, field in ((Subscription, "person"), (Keeper, "person"), (Bar, "person")):
        model.objects.filter(**{field: person}).delete()
    Flag.objects.filter(flagged_by=person).delete()


def _forget_name(person: Person) -> None:
    """As who opened, decided or summed up."""
    Topic.objects.filter(opened_by=person).update(opened_by=None)
    Topic.objects.filter(summary_by=person).update(summary_by=None)
    Post.objects.filter(decided_by=person).update(decided_by=None)
    Flag.objects.filter(decided_by=person).update(decided_by=None)
    Forum.objects.filter(created_by=person).update(created_by=None)


def _erase_calls(person: Person) -> None:
    """Their calls end, and what they wrote to others is gone from both sides."""
    Answer.objects.filter(person=person).delete()
    Line.objects.filter(author=person).delete()
    calls = list(Call.objects.filter(asked_by=person))
    for row in calls:
        row.answers.all().delete()
        row.state = "closed" if row.state == "open" else row.state
        row.asked_by, row.attribution = None, Attribution.ANONYMOUS
        row.save(update_fields=["state", "asked_by", "attribution"])


# --- words that go by themselves ------------------------------------------------------------
def due(now: datetime) -> int:
    return _old(now).count()


def purge(now: datetime) -> int:
    """The words of posts that were held or hidden long ago."""
    rows = _old(now)
    return rows.update(text="", why="")


def _old(now: datetime) -> PostQuerySet:
    return Post.objects.all().worded_before(now - rules.KEPT_FOR)


def calls_due(now: datetime) -> int:
    return _over(now).count()


def purge_calls(now: datetime) -> int:
    """What two wrote to each other about a call that closed long ago."""
    rows = _over(now)
    count = rows.count()
    rows.delete()
    return count


def _over(now: datetime) -> AnswerQuerySet:
    return Answer.objects.filter(call__closes_on__lt=(now - rules.KEPT_FOR).date())
