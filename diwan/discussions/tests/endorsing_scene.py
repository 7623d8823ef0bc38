"""A published reply with two statements, and people who say what they think of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from diwan.core import clock
from diwan.discussions.actions import calling, endorsing
from diwan.discussions.models import Citation, Discussion, EndorsementRound, Reply, Statement
from diwan.discussions.rules import digest, local_day
from diwan.discussions.tests.factories import make_contribution, make_discussion

if TYPE_CHECKING:
    from diwan.discussions.models import Contribution
    from diwan.people.models import Person

WORDS = (
    "A town needs one door for all papers.",
    "Il faut reconnaître les diplômes avant le retour.",
)


def make_published(
    lead: Person, by: Person, *, slug: str = "harbour", **changes: Any
) -> tuple[Discussion, Reply, list[Contribution]]:
    """A consolidated discussion whose reply cites each of two contributions ``by`` once."""
    discussion = make_discussion(slug, lead=lead, **changes)
    said = [
        make_contribution(discussion, words, by=by, released=lead, question=f"T1Q{number}")
        for number, words in enumerate(WORDS, start=1)
    ]
    for stage in ("closed", "consolidated"):
        discussion = calling.move(discussion, stage, by=lead)
    return discussion, make_reply(discussion, said), said


def make_reply(discussion: Discussion, said: list[Contribution], *, number: int = 1) -> Reply:
    """A published version with a statement in the words of each contribution."""
    now = clock.now()
    reply = Reply.objects.create(
        discussion=discussion,
        number=number,
        state="published",
        made_on=now.date(),
        made_at=now,
        published_at=now,
    )
    for count, contribution in enumerate(said, start=1):
        make_statement(reply, contribution, number=count)
    return reply


def make_statement(reply: Reply, contribution: Contribution, *, number: int) -> Statement:
    version = contribution.versions.get(is_released=True)
    statement = Statement.objects.create(
        reply=reply,
        number=number,
        kind="point",
        text=version.masked,
        language=contribution.language,
        about=f"T1Q{number}",
        key=f"key{number}",
    )
    Citation.objects.create(
        statement=statement,
        order=1,
        version=version,
        start=0,
        end=len(version.masked),
        sha256=digest(version.masked),
        language=contribution.language,
    )
    return statement


def open_round(reply: Reply, lead: Person, **changes: Any) -> EndorsementRound:
    """A round that runs from today for ten days, for all members, with a quorum of one."""
    today = local_day(clock.now(), reply.discussion.time_zone)
    days = {"opens_on": today, "closes_on": today + timedelta(days=10)}
    given: dict[str, Any] = {"audience": "members", "quorum": 1} | days | changes
    return endorsing.open_round(reply, by=lead, **given)
