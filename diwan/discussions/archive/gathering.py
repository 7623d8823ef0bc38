"""Everything an archive is made from, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Max, Prefetch, prefetch_related_objects
from django.utils.translation import gettext as _

from diwan.audit.actions import reference
from diwan.audit.models import Entry
from diwan.core.errors import Refusal

from .. import rules
from ..models import Attachment, BackgroundPaper, Contribution, Passage, Reply, Version
from ..queries import LET_GO
from ..reply.sources import SURE
from ..words import ContributionState, Stage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ..models import Discussion, Question, Topic


@dataclass(frozen=True, slots=True)
class Holding:
    """A contribution on record; ``shown`` is None when its words were withdrawn.

    ``passages`` are those of the words shown; ``versions``: number and kind of each there was.
    """

    row: Contribution
    shown: Version | None
    passages: tuple[Passage, ...]
    versions: tuple[tuple[int, str], ...]
    files: tuple[Attachment, ...]

    @property
    def number(self) -> int:
        return self.row.number or 0

    @property
    def signed(self) -> tuple[str, ...]:
        row = self.row
        return rules.signed(row.attribution, row.author_name, row.organisation_name)


@dataclass(frozen=True)
class Holdings:
    """``reply`` is None when there is none that may be in the archive."""

    discussion: Discussion
    topics: tuple[Topic, ...]
    contributions: tuple[Holding, ...]
    papers: tuple[BackgroundPaper, ...]
    reply: Reply | None
    #: the published versions of the reply, newest first
    versions: tuple[Reply, ...]
    #: whether facilitators read the contributions before they were shown
    is_moderated: bool

    @cached_property
    def released(self) -> list[Contribution]:
        return [each.row for each in self.contributions if each.shown is not None]

    @property
    def questions(self) -> list[Question]:
        return [question for topic in self.topics for question in topic.questions.all()]

    def text(self, holding: Holding) -> str:
        """The words as readers see them; read by nobody, nameless ones lose their signature.

        Blanks stand in its place, so that every offset holds.
        """
        text = holding.shown.masked if holding.shown is not None else ""
        if self.is_moderated or holding.row.attribution == "named":
            return text
        for passage in holding.passages:
            if passage.kind == "signature" and passage.confidence >= SURE:
                text = rules.blanked(text, passage.start, passage.end)
        return text


def gather(discussion: Discussion, *, with_draft: bool) -> Holdings:
    """What readers of the discussion may read; ``with_draft``: and the team's draft of the reply.

    Raises:
        Refusal: the discussion is still in preparation.
    """
    if discussion.stage == Stage.DRAFT:
        raise Refusal(
            _("“%(slug)s” is still in preparation; open it before you archive it.")
            % {"slug": discussion.slug}
        )
    prefetch_related_objects([discussion], "topics__questions", "conveners", "places", "themes")
    replies = list(Reply.objects.filter(discussion=discussion).order_by("-number"))
    return Holdings(
        discussion=discussion,
        topics=tuple(sorted(discussion.topics.all(), key=lambda topic: topic.number)),
        contributions=tuple(_contributions(discussion)),
        papers=tuple(discussion.papers.order_by("language", "-version")),
        reply=_reply(discussion, with_draft=with_draft),
        versions=tuple(reply for reply in replies if reply.state in LET_GO),
        is_moderated=all(reply.is_moderated for reply in replies),
    )


def _reply(discussion: Discussion, *, with_draft: bool) -> Reply | None:
    """The latest that may be public, or the latest draft where that is wanted."""
    replies = Reply.objects.filter(discussion=discussion).order_by("-number")
    found = replies.public().first()
    if found is None and with_draft:
        found = replies.drafted().first()
    if found is not None:
        found.discussion = discussion
    return found


def _contributions(discussion: Discussion) -> list[Holding]:
    rows: Any = (
        Contribution.objects.filter(discussion=discussion)
        .on_record()
        .order_by("number")
        .select_related("country")
        .defer("behalf_consent", "conflict_note", "decision_note", "subject")
        .prefetch_related(
            Prefetch("versions", _released_versions(), to_attr="released_versions"),
            Prefetch("attachments", Attachment.objects.filter(refused=""), to_attr="may_be_opened"),
        )
    )
    numbers = _version_numbers(discussion)
    return [_holding(row, numbers[row.pk]) for row in rows]


def _released_versions() -> Any:
    passages = Prefetch("passages", Passage.objects.order_by("start"))
    return (
        Version.objects.filter(is_released=True)
        .defer("text", "pieces", "note")
        .order_by("number")
        .prefetch_related(passages)
    )


def _version_numbers(discussion: Discussion) -> dict[int, list[tuple[int, str]]]:
    made: dict[int, list[tuple[int, str]]] = defaultdict(list)
    rows = Version.objects.filter(contribution__discussion=discussion).order_by("number")
    for contribution, number, kind in rows.values_list("contribution", "number", "kind"):
        made[contribution].append((number, kind))
    return made


def _holding(row: Any, versions: Sequence[tuple[int, str]]) -> Holding:
    is_shown = row.state == ContributionState.RELEASED and row.released_versions
    shown = row.released_versions[-1] if is_shown else None
    return Holding(
        row=row,
        shown=shown,
        passages=tuple(shown.passages.all()) if shown else (),
        versions=tuple(versions) if shown else (),
        files=tuple(row.may_be_opened) if shown else (),
    )


def last_change(discussion: Discussion, *, with_draft: bool = False) -> date:
    """The day, where the discussion is, on which what an archive holds changed last."""
    rows = discussion.contributions.on_record()
    versions = Version.objects.filter(contribution__in=rows.values("pk"), is_released=True)
    moments = [
        discussion.created_at,
        discussion.opened_at,
        discussion.closed_at,
        discussion.delivered_at,
        *rows.aggregate(released=Max("released_at"), withdrawn=Max("withdrawn_at")).values(),
        *versions.aggregate(made=Max("made_at"), read=Max("passages__corrected_at")).values(),
        *discussion.papers.aggregate(Max("added_at")).values(),
        *Entry.objects.filter(subject=reference(discussion)).aggregate(Max("at")).values(),
    ]
    reply = _reply(discussion, with_draft=with_draft)
    if reply is not None:
        moments.append(reply.made_at)
    last = max(moment for moment in moments if moment is not None)
    return rules.local_day(last, discussion.time_zone)
