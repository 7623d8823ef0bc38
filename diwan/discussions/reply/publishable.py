"""What must hold before a reply is published; each check names the places where it does not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from diwan.texts.masking import mask

from . import checks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from .document import Citation, Document, Statement

    Findings = Mapping[str, Sequence[checks.Finding]]

#: every check, in the order in which they are shown
NAMES = (
    "cited",
    "standing",
    "worded",
    "figures",
    "dates",
    "names",
    "contacts",
    "voice",
    "covered",
    "translations",
)
#: those that look at one statement and the words it rests on
_OF_WORDS = ("figures", "dates", "names", "voice")


@dataclass(frozen=True, slots=True)
class Place:
    """Where to look: a statement by number and key, or a contribution by number.

    ``words`` are those that offend, or the language of a translation.
    """

    statement: int = 0
    key: str = ""
    contribution: int = 0
    words: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """``places`` may be worth a look although it passed: translations that are out of date."""

    name: str
    passed: bool
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """What the reply itself does not tell.

    Args:
        known: code → names in every language of what must not be swapped, such as countries.
        spoken: number of each released contribution → the number of the first one of whoever
            wrote it, so that one person is one voice.
        outdated: pairs of the number of a statement and the language of its translation.
        shown: the same of the translations that readers see.
    """

    known: Mapping[str, Sequence[str]]
    spoken: Mapping[int, int]
    outdated: Sequence[tuple[int, str]] = ()
    shown: frozenset[tuple[int, str]] = frozenset()


def look(document: Document, around: Around, others: Iterable[Document] = ()) -> list[Check]:
    """All checks of a draft, in the order of ``NAMES``.

    Args:
        others: the same draft in the other languages of readers, for its translations.
    """
    found = _found(document.statements, around)
    made = {
        "cited": _broken(_uncited(document.statements)),
        "standing": _broken(_fallen(document.statements)),
        "worded": _broken(_at(each) for each in document.statements if not each.text.strip()),
        **{name: _broken(_offending(found[name], document)) for name in _OF_WORDS},
        "contacts": _broken(_contacts(document.statements)),
        "covered": _broken(_left_out(document, around)),
        "translations": _translations([document, *others], around),
    }
    return [Check(name, *made[name]) for name in NAMES]


def _broken(places: Iterable[Place]) -> tuple[bool, tuple[Place, ...]]:
    listed = tuple(places)
    return not listed, listed


def _at(statement: Statement, words: str = "", contribution: int = 0) -> Place:
    return Place(statement.number, statement.key, contribution, words)


def _uncited(statements: Iterable[Statement]) -> Iterator[Place]:
    """Statements that no words support which readers see now."""
    for each in statements:
        if not any(cited.stance == "supports" and cited.words for cited in each.citations):
            yield _at(each, each.text)


def _fallen(statements: Iterable[Statement]) -> Iterator[Place]:
    """Citations of words that are not, or not any more, those that readers see."""
    for each in statements:
        for cited in each.citations:
            if cited.flag:
                yield _at(each, cited.words, cited.contribution)


def _found(statements: Iterable[Statement], around: Around) -> Findings:
    """By check; words not shown any more are left out, ``standing`` tells of them."""
    found: dict[str, list[checks.Finding]] = {name: [] for name in _OF_WORDS}
    looked = [_as_voices(each, around.spoken) for each in statements if each.text]
    for finding in checks.verify(looked, around.known):
        if finding.check in found:
            found[finding.check].append(finding)
    return found


def _as_voices(statement: Statement, spoken: Mapping[int, int]) -> Statement:
    """The statement as resting on people, instead of on contributions, where words stand."""
    voices = tuple(
        replace(each, contribution=spoken.get(each.contribution, each.contribution))
        for each in _readable(statement)
    )
    return replace(statement, citations=voices)


def _readable(statement: Statement) -> tuple[Citation, ...]:
    return tuple(each for each in statement.citations if each.words)


def _offending(findings: Iterable[checks.Finding], document: Document) -> Iterator[Place]:
    said = {each.number: each for each in document.statements}
    for finding in findings:
        for words in finding.words:
            yield _at(said[finding.statement], words)


def _contacts(statements: Iterable[Statement]) -> Iterator[Place]:
    for each in statements:
        for text in (each.text, each.addressee):
            yield from (_at(each, found.text) for found in mask(text).found)


def _left_out(document: Document, around: Around) -> Iterator[Place]:
    """Released contributions that are neither cited nor listed with a reason."""
    cited = {each.contribution for said in document.statements for each in said.citations}
    listed = {each.contribution for each in document.unused if each.reason}
    for number in sorted({*around.spoken} - cited - listed):
        yield Place(contribution=number)


def _translations(layouts: Sequence[Document], around: Around) -> tuple[bool, tuple[Place, ...]]:
    """Those out of date are listed; readers must see none of them, nor one with other figures."""
    keys = {each.number: each.key for each in layouts[0].statements}
    wrong = tuple(place for layout in layouts for place in _mistranslated(layout, around))
    places = tuple(
        Place(number, keys.get(number, ""), words=language) for number, language in around.outdated
    )
    return not wrong and not around.shown.intersection(around.outdated), wrong + places


def _mistranslated(layout: Document, around: Around) -> Iterator[Place]:
    said = {each.number: each for each in layout.statements if each.translated}
    looked = [replace(each, citations=_readable(each)) for each in said.values()]
    for finding in checks.verify(looked, around.known):
        if finding.check == "translation":
            for words in finding.words:
                yield _at(said[finding.statement], f"{layout.language}: {words}")
