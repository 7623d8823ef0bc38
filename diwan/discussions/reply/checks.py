"""What must hold of a statement and the words it rests on; each finding names its place.

Used while a draft is composed, when an exported reply is verified, and at the desk.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from diwan.texts.facts import facts
from diwan.texts.gazetteer import Gazetteer
from diwan.texts.masking import mask
from diwan.texts.normalise import fold
from diwan.texts.proper import names, quoted, titled

from .cues import cue, folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from diwan.texts.facts import Day, Figure

    from .document import Citation, Statement

_WORD = re.compile(r"[^\W_]+")
_LATIN = re.compile("[a-z]")
#: two Latin languages often write one name with the same beginning: Ministry, ministère
_ALIKE = 4
_NOUN = 5
#: a translation shares no nouns with the words it rests on
_ANOTHER = "und"


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether a check passed for one statement; ``words`` are those that offend."""

    check: str
    passed: bool
    statement: int
    words: tuple[str, ...] = ()


def verify(
    statements: Iterable[Statement], known: Mapping[str, Sequence[str]] | None = None
) -> list[Finding]:
    """Every check of every statement, in their order.

    Args:
        known: code → names in every language of what must not be swapped, such as countries.
    """
    gazetteer = Gazetteer(known or {})
    return [finding for statement in statements for finding in check(statement, gazetteer)]


def check(statement: Statement, gazetteer: Gazetteer) -> list[Finding]:
    """The findings for one statement, one a check.

    Where the words of a citation were withdrawn, nothing can be said about facts: only
    ``cited``, ``contacts`` and ``voice`` are then looked at.
    """
    evidence = _Evidence(statement, gazetteer)
    is_readable = all(citation.words for citation in statement.citations)
    asked = _CHECKS if is_readable else {name: _CHECKS[name] for name in _WITHOUT_WORDS}
    return [
        Finding(name, not offending, statement.number, offending)
        for name, run in asked.items()
        for offending in [tuple(dict.fromkeys(run(statement, evidence)))]
    ]


class _Evidence:
    """The cited words of a statement, read once."""

    def __init__(self, statement: Statement, gazetteer: Gazetteer) -> None:
        supporting = [each for each in statement.citations if each.stance == "supports"]
        self.citations: list[Citation] = supporting or list(statement.citations)
        self.gazetteer = gazetteer
        self.language = statement.language

    @cached_property
    def text(self) -> str:
        return "\n".join(citation.words for citation in self.citations)

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(_WORD.findall(fold(self.text)))

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        return facts(self.text).figures

    @cached_property
    def days(self) -> tuple[Day, ...]:
        return facts(self.text).days

    @cached_property
    def years(self) -> frozenset[float]:
        years = {value for figure in self.figures if figure.is_year for value in figure.values}
        return frozenset({*years, *(float(day.year) for day in self.days)})

    @cached_property
    def codes(self) -> frozenset[str]:
        return frozenset(self.gazetteer.codes(self.text))

    @cached_property
    def is_same_language(self) -> bool:
        return any(citation.language == self.language for citation in self.citations)

    @cached_property
    def is_latin(self) -> bool:
        return any(_LATIN.match(word) for word in self.words)


def _cited(statement: Statement, _evidence: _Evidence) -> Iterator[str]:
    if not any(citation.stance == "supports" for citation in statement.citations):
        yield statement.text


def _hashes(statement: Statement, _evidence: _Evidence) -> Iterator[str]:
    for citation in statement.citations:
        if sha256(citation.words.encode()).hexdigest() != citation.sha256:
            yield citation.words


def _figures(statement: Statement, evidence: _Evidence) -> Iterator[str]:
    """Figures and units of the statement that no cited word has."""
    for figure in facts(statement.text).figures:
        if figure.is_year:
            continue
        if not any(_agree(figure, other, evidence) for other in evidence.figures):
            yield _around(statement.text, figure)


def _around(text: str, figure: Figure) -> str:
    following = text[figure.end :].split()[:1]
    return " ".join([text[figure.start : figure.end], *following])


def _agree(figure: Figure, other: Figure, evidence: _Evidence) -> bool:
    if not figure.values & other.values:
        return False
    if figure.unit and other.unit:
        return figure.unit == other.unit
    if not figure.noun or not other.noun or not evidence.is_same_language:
        return True
    known = {word[:_NOUN] for word in evidence.words}
    return figure.noun[0][:_NOUN] in known


def _dates(statement: Statement, evidence: _Evidence) -> Iterator[str]:
    found = facts(statement.text)
    for figure in found.figures:
        if figure.is_year and not figure.values & evidence.years:
            yield statement.text[figure.start : figure.end]
    for day in found.days:
        if not any(_same_day(day, other, evidence) for other in evidence.days):
            yield statement.text[day.start : day.end]


def _same_day(day: Day, other: Day, evidence: _Evidence) -> bool:
    """The same month and day; a month may stand for a day in it, a year may stand elsewhere."""
    return (
        day.month == other.month
        and day.day in {0, other.day}
        and (day.year in {0, other.year} or (not other.year and day.year in evidence.years))
    )


def _names(statement: Statement, evidence: _Evidence) -> Iterator[str]:
    named = evidence.gazetteer.named(statement.text)
    yield from (" ".join(each.words) for each in named if each.code not in evidence.codes)
    explained = {word for each in named if each.code in evidence.codes for word in each.words}
    days = facts(statement.text).days
    for name in names(statement.text):
        if any(day.start < name.end and name.start < day.end for day in days):
            continue
        missing = [w for w in name.words if w not in explained and not _is_written(w, evidence)]
        if missing and (evidence.is_same_language or len(missing) == len(name.words)):
            yield " ".join(missing)
    if evidence.is_same_language:
        yield from _unwritten(titled(statement.text), evidence)
        yield from _unwritten((_WORD.findall(fold(q)) for q in quoted(statement.text)), evidence)


def _is_written(word: str, evidence: _Evidence) -> bool:
    """Whether the cited words hold this word of a name, also with a plural or genitive."""
    parts = _WORD.findall(word)
    if evidence.is_same_language:
        return all(part in evidence.words or part.rstrip("s") in evidence.words for part in parts)
    if not evidence.is_latin:
        return True
    return all(any(w[:_ALIKE] == part[:_ALIKE] for w in evidence.words) for part in parts)


def _unwritten(runs: Iterable[Sequence[str]], evidence: _Evidence) -> Iterator[str]:
    for run in runs:
        missing = [word for word in run if word not in evidence.words]
        if missing:
            yield " ".join(missing)


def _contacts(statement: Statement, _evidence: _Evidence) -> Iterator[str]:
    yield from (found.text for found in mask(statement.text).found)


def _voice(statement: Statement, _evidence: _Evidence) -> Iterator[str]:
    """Words of the whole community in a statement that one contribution makes."""
    supporting = {c.contribution for c in statement.citations if c.stance == "supports"}
    if len(supporting) <= 1:
        yield from (match.group() for match in cue("anyone").finditer(folded(statement.text)))


def _translation(statement: Statement, evidence: _Evidence) -> Iterator[str]:
    """Figures and days of the translation that no cited word has."""
    if statement.translated is None:
        return
    said = replace(statement, text=statement.translated.text, language=_ANOTHER, translated=None)
    other = _Evidence(said, evidence.gazetteer)
    yield from _figures(said, other)
    yield from _dates(said, other)


_CHECKS: dict[str, Callable[[Statement, _Evidence], Iterator[str]]] = {
    "cited": _cited,
    "hashes": _hashes,
    "figures": _figures,
    "dates": _dates,
    "names": _names,
    "contacts": _contacts,
    "voice": _voice,
    "translation": _translation,
}
_WITHOUT_WORDS = ("cited", "contacts", "voice")
