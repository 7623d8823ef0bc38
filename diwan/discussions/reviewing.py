"""How the passages of a discussion stand: what was found, corrected, and waits for a look."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Prefetch, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from diwan.core.wording import choose, direction

from . import naming
from .models import Contribution, Discussion, Passage, Version
from .words import PassageKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from diwan.core.wording import Wording

#: below this confidence a person should look (measured in docs/explanation/passages.md)
LOOK_BELOW = 0.6
PAGE_SIZE = 25
#: keys of the keyboard by kind of passage; the same letters in every language
KIND_KEYS = {
    PassageKind.ANSWER: "a",
    PassageKind.INTRODUCTION: "i",
    PassageKind.QUESTION: "q",
    PassageKind.OWN_QUESTION: "o",
    PassageKind.GREETING: "g",
    PassageKind.SIGNATURE: "s",
    PassageKind.REFERENCE: "r",
    PassageKind.QUOTED: "c",
}
_DIGITS = "1234567890"

NEEDS_LOOK = Q(confidence__lt=LOOK_BELOW, corrected_at=None)


def needs_look(passage: Passage) -> bool:
    """Whether the program doubts and nobody has decided yet."""
    return passage.confidence < LOOK_BELOW and passage.corrected_at is None


# --- what passages answer --------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Target:
    """What a passage may answer: a question, or a topic as a whole.

    ``colours`` are those of the question, or of all the topic's; ``press`` is the key that
    chooses it, empty when there are more of them than keys.
    """

    key: str
    label: str
    words: Wording
    colours: tuple[int, ...]
    is_topic: bool
    press: str


def targets(discussion: Discussion) -> dict[str, Target]:
    """Questions in their order, then topics; by key, in two queries."""
    questions = list(discussion.questions.select_related("topic"))
    asked = naming.asked(questions)
    found = {
        key: Target(key, q.label, q.wording, (q.colour,), is_topic=False, press=press)
        for (key, q), press in zip(
            asked.items(), [*_DIGITS, *[""] * len(asked)][: len(asked)], strict=True
        )
    }
    for topic in discussion.topics.all():
        mine = [asked[q.key].colour for q in questions if q.topic_id == topic.pk]
        label = _("Topic %(number)s") % {"number": topic.number}
        words = choose(topic.title)
        found[topic.key] = Target(topic.key, label, words, tuple(mine), is_topic=True, press="t")
    return found


# --- which passages --------------------------------------------------------------------
def waiting(discussions: Iterable[int]) -> dict[int, int]:
    """For each of these discussions how many passages wait for a look; one query."""
    rows: Any = (
        Passage.objects.shown()
        .filter(NEEDS_LOOK, version__contribution__discussion__in=list(discussions))
        .order_by()
        .values_list("version__contribution__discussion")
        .annotate(n=Count("pk"))
    )
    return dict(rows)


def contributions(discussion: Discussion) -> QuerySet[Contribution]:
    """Released ones by number, each with its words and their passages as ``shown[0].found``."""
    found = Prefetch(
        "passages",
        Passage.objects.select_related("corrected_by").order_by("start"),
        to_attr="found",
    )
    words = (
        Version.objects.filter(is_released=True)
        .only("contribution_id", "number", "masked")
        .prefetch_related(found)
    )
    return (
        discussion.contributions.released()
        .order_by("number")
        .prefetch_related(Prefetch("versions", words, to_attr="shown"))
    )


def to_look_at(rows: QuerySet[Contribution]) -> QuerySet[Contribution]:
    """Those with a passage that waits for a look."""
    return rows.filter(pk__in=_owners(Passage.objects.filter(NEEDS_LOOK)))


def not_cut(rows: QuerySet[Contribution]) -> QuerySet[Contribution]:
    """Those whose present words were never cut into passages."""
    return rows.exclude(pk__in=_owners(Passage.objects.all()))


def uncut(discussion: Discussion) -> tuple[int, ...]:
    """Numbers of those whose words are new since passages were found; none before they were."""
    if not Passage.objects.of_discussion(discussion).exists():
        return ()
    written = Version.objects.filter(is_released=True).exclude(masked="")
    rows = not_cut(discussion.contributions.released()).filter(
        pk__in=written.values("contribution")
    )
    numbers = rows.exclude(number=None).order_by("number").values_list("number", flat=True)
    return tuple(number for number in numbers if number is not None)


def _owners(passages: QuerySet[Passage]) -> QuerySet[Any, Any]:
    return passages.filter(version__is_released=True).values("version__contribution")


# --- how they stand --------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a contribution in its picture: ``size`` 1 to 9, the longest being 9."""

    colours: tuple[int, ...]
    size: int


@dataclass(frozen=True, slots=True)
class Standing:
    """One contribution in the list."""

    contribution: Contribution
    signed: str  # safe HTML
    words: str
    direction: str
    day: str
    language_name: str
    passages: int
    answers: int
    corrected: int
    doubtful: int
    pieces: list[Piece]


def standing(row: Any, known: Mapping[str, Target]) -> Standing:
    found: list[Passage] = row.shown[0].found if row.shown else []
    longest = max((p.end - p.start for p in found), default=1)
    return Standing(
        contribution=row,
        signed=naming.signature(row) if naming.is_signed(row) else "",
        words=naming.shortened(_telling(row.shown[0].masked, found), 90) if row.shown else "",
        direction=direction(row.language),
        day=naming.day(row.received_at or row.created_at),
        language_name=naming.language_name(row.language),
        passages=len(found),
        answers=sum(p.kind == PassageKind.ANSWER for p in found),
        corrected=sum(p.corrected_at is not None for p in found),
        doubtful=sum(map(needs_look, found)),
        pieces=[
            Piece(_colours(p.targets, known), 1 + round(8 * (p.end - p.start) / longest))
            for p in found
        ],
    )


def _telling(text: str, found: Sequence[Passage]) -> str:
    """Words that tell it from others: of its first answer, else from its beginning."""
    first = next((p for p in found if p.kind == PassageKind.ANSWER), None)
    return " ".join((text[first.start : first.end] if first else text).split())


def _colours(keys: Sequence[str], known: Mapping[str, Target]) -> tuple[int, ...]:
    return tuple(colour for key in keys if key in known for colour in known[key].colours)


def coverage(discussion: Discussion, known: Mapping[str, Target]) -> list[tuple[str, int, int]]:
    """Label, contributions that answer it, colour: for every question, then topics answered.

    (SQLite cannot look into the lists itself.)
    """
    rows = (
        Passage.objects.of_discussion(discussion)
        .shown()
        .filter(kind=PassageKind.ANSWER)
        .order_by()
        .annotate(keys=Cast("targets", TextField()))
        .values_list("version__contribution", "keys")
        .distinct()
    )
    lists: dict[str, list[str]] = {}
    for _owner, text in rows:
        if text not in lists:
            lists[text] = json.loads(text)
    pairs = {(owner, key) for owner, text in rows for key in lists[text]}
    counts = Counter(key for _owner, key in pairs)
    return [
        (_labelled(target), counts[target.key], 0 if target.is_topic else target.colours[0])
        for target in known.values()
        if counts[target.key] or not target.is_topic
    ]


def _labelled(target: Target) -> str:
    return f"{target.label} {naming.shortened(target.words.text, 60)}"
