"""What became of a contribution: where it is cited, what was set aside, what the reply became."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from diwan.core.wording import direction

from . import naming, translating
from .models import Citation, Passage, Reply, Unused
from .reply import rounds
from .reply.citing import words_of
from .words import PassageKind, Stage, Stance, UnusedReason

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .models import Contribution, Discussion, Statement, Translation

#: what a reader would expect to find in a reply
_SAYING = (PassageKind.ANSWER, PassageKind.OWN_QUESTION, PassageKind.REFERENCE)
_LONGEST = 240


@dataclass(frozen=True, slots=True)
class Cited:
    """A statement that cites a contribution; ``words`` are those it cites."""

    number: int
    key: str
    text: str
    language: str
    url: str
    stance: str
    stance_label: str
    is_perhaps: bool
    words: str
    #: what a reader of another language reads beside the original, and whose work it is
    translation: str = ""
    translated_by: str = ""

    @property
    def direction(self) -> str:
        return direction(self.language)


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier published version, and how many of its statements cite the contribution."""

    reply: Reply
    cited: int
    url: str


@dataclass(frozen=True, slots=True)
class Became:
    """What became of one contribution; ``reply`` is the newest published version, if any.

    ``reason`` is told when the reply lists the contribution as read and not used; ``left`` are
    the passages of the present words that nothing cites.
    """

    contribution: Contribution
    reply: Reply | None = None
    url: str = ""
    cited: tuple[Cited, ...] = ()
    reason: str = ""
    left: tuple[str, ...] = ()
    earlier: tuple[Earlier, ...] = ()


def of_contribution(contribution: Contribution) -> Became:
    """A fixed number of queries, however many versions there are."""
    replies = published(contribution.discussion)
    if not replies:
        return Became(contribution)
    newest, *earlier = replies
    cited = cited_in(newest, [contribution])[contribution.pk]
    unused = Unused.objects.filter(reply=newest, contribution=contribution).first()
    return Became(
        contribution=contribution,
        reply=newest,
        url=page_of(newest),
        cited=tuple(cited),
        reason=str(UnusedReason(unused.reason).label) if unused and not cited else "",
        left=tuple(_left(contribution, newest)),
        earlier=tuple(_earlier(contribution, earlier)),
    )


def published(discussion: Discussion) -> list[Reply]:
    """Published versions, newest first."""
    rows = list(Reply.objects.public().filter(discussion=discussion).order_by("-number"))
    for row in rows:
        row.discussion = discussion
    return rows


def page_of(reply: Reply, statement: int | None = None) -> str:
    page = reverse("discussions:consolidated", args=[reply.discussion.slug, reply.number])
    return page if statement is None else f"{page}#s{statement}"


def cited_in(reply: Reply, contributions: Iterable[Contribution]) -> dict[int, list[Cited]]:
    """By contribution, the statements of a version that cite it and can still be read."""
    there = {row.pk: row for row in rounds.statements(reply)}
    translations = translating.of_reply(reply, naming.active())
    rows = (
        Citation.objects.filter(statement__in=there, version__contribution__in=list(contributions))
        .select_related("version__contribution")
        .order_by("statement__number", "order")
    )
    found: dict[int, dict[int, Cited]] = defaultdict(dict)
    for row in rows:
        translation = translations.get(row.statement_id)
        one = _cited(row, there[row.statement_id], reply, translation)
        found[row.version.contribution_id].setdefault(one.number, one)
    return defaultdict(list, {pk: list(each.values()) for pk, each in found.items()})


def _cited(
    row: Citation, statement: Statement, reply: Reply, translation: Translation | None
) -> Cited:
    words, _flag = words_of(row, row.version)
    return Cited(
        number=statement.number,
        key=statement.key,
        text=statement.text,
        language=statement.language,
        url=page_of(reply, statement.number),
        stance=row.stance,
        stance_label=str(Stance(row.stance).label),
        is_perhaps=row.is_perhaps,
        words="" if words == statement.text else words,
        translation=translation.text if translation else "",
        translated_by=translation.get_origin_display() if translation else "",
    )


def _left(contribution: Contribution, reply: Reply) -> Iterable[str]:
    """The beginnings of passages that say something and that nothing cites; two queries."""
    passages = Passage.objects.shown().filter(version__contribution=contribution, kind__in=_SAYING)
    places = Citation.objects.filter(
        statement__reply=reply, version__contribution=contribution
    ).values_list("version_id", "start", "end")
    taken = list(places)
    for passage in passages.select_related("version").order_by("start"):
        if not _overlaps(passage, taken):
            words = passage.version.masked[passage.start : passage.end]
            yield naming.shortened(" ".join(words.split()), _LONGEST)


def _overlaps(passage: Passage, taken: Sequence[tuple[int, int, int]]) -> bool:
    return any(
        version == passage.version_id and start < passage.end and passage.start < end
        for version, start, end in taken
    )


def _earlier(contribution: Contribution, replies: Sequence[Reply]) -> Iterable[Earlier]:
    """One query for all of them."""
    rows = Citation.objects.filter(
        statement__reply__in=replies, version__contribution=contribution
    ).values_list("statement__reply", "statement")
    citing: dict[int, set[int]] = defaultdict(set)
    for version, statement in rows:
        citing[version].add(statement)
    for reply in replies:
        yield Earlier(reply, len(citing[reply.pk]), page_of(reply))


def is_delivered(discussion: Discussion) -> bool:
    return discussion.stage in {Stage.DELIVERED, Stage.FOLLOWED_UP}


def handed_over(discussion: Discussion) -> frozenset[str]:
    """The keys of the statements in the version that was delivered; none before that."""
    if not is_delivered(discussion) or discussion.delivered_at is None:
        return frozenset()
    versions = Reply.objects.filter(discussion=discussion).public()
    delivered = versions.filter(published_at__lte=discussion.delivered_at).order_by("-number")
    newest = delivered.first() or versions.order_by("number").first()
    if newest is None:
        return frozenset()
    return frozenset(newest.statements.values_list("key", flat=True))
