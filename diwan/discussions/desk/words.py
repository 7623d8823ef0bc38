"""The words of one contribution at the desk: its passages, and where statements cite them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from diwan.core.wording import direction
from diwan.texts.normalise import fold
from diwan.texts.paragraphs import paragraphs
from diwan.texts.sentences import sentences
from diwan.vocabularies.models import Place, Theme

from .. import naming, reviewing
from ..models import Citation, Passage
from ..reply import mentions
from ..words import PassageMark, ResourceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..models import Contribution, Discussion, Reply, Version
    from ..reviewing import Target

#: keys of the keyboard by mark; no key of a kind, and the same letters in every language
MARK_KEYS = {
    PassageMark.PRACTICE: "p",
    PassageMark.OBSTACLE: "b",
    PassageMark.RECOMMENDATION: "d",
    PassageMark.EVIDENCE: "v",
    PassageMark.QUESTION: "u",
    PassageMark.RESOURCE: "w",
}
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class CitedBy:
    """A statement of the reply that cites ``[start:end]`` of the words."""

    key: str
    number: int
    about: str
    stance: str
    is_perhaps: bool
    start: int
    end: int

    @property
    def section(self) -> str:
        """Where the statement stands in the outline."""
        return self.about or "none"


@dataclass(frozen=True, slots=True)
class Run:
    """Words that the same statements cite; ``ended`` are those whose citation ends with them."""

    text: str
    is_cited: bool
    ended: tuple[CitedBy, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    value: str
    label: str
    press: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class Name:
    """An organisation or initiative, with the word for what it is."""

    kind: str
    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage at the desk; ``sentences`` are (value of its checkbox, words), if several."""

    passage: Passage
    place: int
    direction: str
    language_name: str
    answers: list[Target]
    is_doubtful: bool
    seen: str
    kind: str
    chosen: list[str]
    runs: list[Run]
    cited: list[CitedBy]
    sentences: list[tuple[str, str]]
    marks: list[Mark]
    themes: list[str]
    places: list[str]
    named: list[Name]
    offered: list[Name]
    refusal: str = ""
    form: Any = None
    is_open: bool = False


# --- from rows to what is shown --------------------------------------------------------
def contribution(discussion: Discussion, number: int) -> Contribution | None:
    """A released contribution with its words, and their passages as ``shown[0].found``."""
    rows = reviewing.contributions(discussion).select_related("country")
    row = rows.filter(number=number).first()
    if row is None or not row.shown:  # type: ignore[attr-defined]
        return None
    row.discussion = discussion
    return row


def shown(
    row: Any, known: Mapping[str, Target], reply: Reply | None, *, only: int | None = None
) -> list[Shown]:
    """Its passages in their order, or only one of them; in three queries."""
    version: Version = row.shown[0]
    found: list[Passage] = row.shown[0].found
    named = Vocabulary(found)
    cited = _cited(version, reply)
    return [
        _one(passage, place, version, known, cited, named)
        for place, passage in enumerate(found, start=1)
        if only in {None, passage.pk}
    ]


class Vocabulary:
    """What the themes and places of some passages are called; two queries."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        rows = list(passages)
        self.themes = {theme.key: str(theme) for theme in Theme.objects.all()}
        codes = {code for row in rows for code in row.places}
        self.places = {place.code: str(place) for place in Place.objects.filter(code__in=codes)}


def _cited(version: Version, reply: Reply | None) -> list[CitedBy]:
    rows = Citation.objects.filter(version=version, statement__reply=reply).order_by(
        "statement__number", "order"
    )
    statement = ("statement__key", "statement__number", "statement__about")
    fields = (*statement, "stance", "is_perhaps", "start", "end")
    return [CitedBy(*row) for row in rows.values_list(*fields)] if reply else []


def _one(
    passage: Passage,
    place: int,
    version: Version,
    known: Mapping[str, Target],
    cited: Sequence[CitedBy],
    named: Vocabulary,
) -> Shown:
    words, start, end = version.masked, passage.start, passage.end
    mine = [each for each in cited if each.start < end and start < each.end]
    return Shown(
        passage=passage,
        place=place,
        direction=direction(passage.language),
        language_name=naming.language_name(passage.language) if passage.language else "",
        answers=[known[key] for key in passage.targets if key in known],
        is_doubtful=reviewing.needs_look(passage),
        seen=passage.corrected_at.isoformat() if passage.corrected_at else "",
        kind=passage.kind,
        chosen=passage.targets,
        runs=list(runs(words, start, end, mine)),
        cited=list({each.key: each for each in mine}.values()),
        sentences=_sentences(version, start, end),
        marks=marks(passage.marks),
        themes=[named.themes[key] for key in passage.themes if key in named.themes],
        places=[named.places[code] for code in passage.places if code in named.places],
        named=[_name(each["kind"], each["name"]) for each in passage.named],
        offered=offered(passage, words),
    )


def marks(on: Sequence[str]) -> list[Mark]:
    return [Mark(m, str(m.label), MARK_KEYS[m], m in on) for m in PassageMark]


def _name(kind: str, name: str) -> Name:
    return Name(kind, name, str(ResourceKind(kind).label))


def offered(passage: Passage, words: str) -> list[Name]:
    """Organisations and initiatives that the words name and nobody has accepted yet."""
    taken = {fold(each["name"]) for each in passage.named}
    found: dict[str, Name] = {}
    for mention in mentions.bodies(words, passage.start, passage.end):
        if fold(mention.name) not in taken:
            found.setdefault(mention.key, _name(mention.kind, mention.name))
    return list(found.values())


def _sentences(version: Version, start: int, end: int) -> list[tuple[str, str]]:
    found = sentences(version.masked, start, end)
    if len(found) < 2:
        return []
    return [
        (f"{version.pk}-{each.start}-{each.end}", _line(version.masked[each.start : each.end]))
        for each in found
    ]


def _line(words: str) -> str:
    return " ".join(words.split())


# --- where the words are cited ---------------------------------------------------------
def runs(words: str, start: int, end: int, cited: Sequence[CitedBy]) -> Iterator[Run]:
    """``words[start:end]`` cut where a citation begins or ends; pure.

    Line ends of a mail program are blanks, those that were typed stay.
    """
    begun = {start + each.start for each in paragraphs(words[start:end])}
    inside = [edge for each in cited for edge in (each.start, each.end) if start < edge < end]
    edges = sorted({start, end, *inside})
    for first, last in pairwise(edges):
        yield Run(
            _unwrapped(words, first, last, begun),
            any(each.start < last and first < each.end for each in cited),
            tuple(each for each in cited if each.end == last or (each.end > end and last == end)),
        )


def _unwrapped(words: str, start: int, end: int, begun: set[int]) -> str:
    return _BLANKS.sub(
        lambda blank: "\n" if start + blank.end() in begun and "\n" in blank[0] else " ",
        words[start:end],
    )
