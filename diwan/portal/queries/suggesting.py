"""What somebody who types may mean: names of the vocabularies, titles the person may read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language

from diwan.texts.normalise import asked

from ..finding import database, labels, marks
from ..finding.asking import Narrowing
from . import searching

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_LABELS, MOST_TITLES = 5, 5
#: titles that are looked at
_LOOKED = 40
_LEAST, _LONGEST = 2, 80


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Words to look for, with their language as far as it is known."""

    text: str
    language: str


def suggestions(person: Any, typed: str) -> list[Suggestion]:
    """Labels first, then titles; nothing that ``person`` may not read."""
    typed = " ".join(typed[:_LONGEST].split())
    if len(typed) < _LEAST or not asked(typed):
        return []
    reader = (get_language() or "en").split("-")[0]
    found = [Suggestion(*each) for each in labels.beginning(typed, reader, MOST_LABELS)]
    found += _titles(person, typed)
    return list({each.text: each for each in reversed(found)}.values())[::-1]


def _titles(person: Any, typed: str) -> Iterator[Suggestion]:
    wanted = asked(typed)
    asked_for = searching.question(person, wanted, Narrowing())
    titled = replace(asked_for, among=[*asked_for.among, *marks.in_title(wanted)], most=_LOOKED)
    hits = sorted(database.holder.hits(titled), key=lambda hit: hit.relevance, reverse=True)
    for each in searching.shown(hits[:MOST_TITLES], wanted):
        yield Suggestion(each.shown.title, each.languages[0])
