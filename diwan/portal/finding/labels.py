"""What a typed word or term is called in the other languages of the house.

Labels are names of places and themes, what the thesaurus of the house calls a concept, and the
fixed terms of its glossary. A search for one finds the others, and what is marked with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max

from diwan.core import clock
from diwan.core.wording import HOUSE_LANGUAGES
from diwan.texts import thesaurus
from diwan.texts.glossary import terms
from diwan.texts.normalise import fold, fold_word, stems, word_stems, words
from diwan.vocabularies.models import Place, Theme
from diwan.vocabularies.words import PlaceKind

from . import marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from .asking import Asked

#: a longer name is no term that somebody types
_MOST_WORDS = 8
#: alternatives of one typed term, however many things have its name
_MOST_WAYS = 24
_LEAST_TYPED = 2
_KEPT_SECONDS = 300
#: letters of a word that is more than a joint
_LEAST_TELLING = 4
_NAMED_PLACES = (PlaceKind.REGION, PlaceKind.COUNTRY, PlaceKind.SUBDIVISION)


@dataclass(frozen=True, slots=True)
class Label:
    """One name of a thing: its words as stems, and by what else the thing is found."""

    text: str
    language: str
    stems: tuple[str, ...]
    ways: tuple[str, ...]


#: labels by the stem of their first word, the longest first
Known = dict[str, list[Label]]


def widened(asked: Asked) -> list[list[str]]:
    """What was asked for, or what it is called elsewhere; as ``texts.normalise.asked`` says it.

    Each word of a term gets the ways of the whole term: all words, or one way, must be found.
    """
    known = _known(*_state())
    wide = [list(alternatives) for alternatives in asked]
    start = 0
    while start < len(wide):
        found = _at(asked, start, known)
        length = len(found[0].stems) if found else 1
        ways = list(dict.fromkeys(way for label in found for way in label.ways))[:_MOST_WAYS]
        for group in wide[start : start + length]:
            group += [way for way in ways if way not in group]
        start += length
    return wide


def telling(wide: Asked) -> list[list[str]]:
    """The same for showing where words stand: of names of several words not “de” and “of”."""
    return [[said for way in group for said in _telling(way)] for group in wide]


def _telling(way: str) -> list[str]:
    if not way.startswith('"'):
        return [way]
    parts = way.strip('"').split()
    return [part for part in parts if len(part) >= _LEAST_TELLING]


def _at(asked: Asked, start: int, known: Known) -> list[Label]:
    """The longest labels that stand at this word; several things may have the same name."""
    near = [label for said in asked[start] for label in known.get(said, ())]
    there = [label for label in near if _stands(label, asked[start:])]
    longest = max((len(label.stems) for label in there), default=0)
    return [label for label in there if len(label.stems) == longest]


def _stands(label: Label, asked: Sequence[Sequence[str]]) -> bool:
    return len(label.stems) <= len(asked) and all(
        stem in alternatives for stem, alternatives in zip(label.stems, asked, strict=False)
    )


def beginning(typed: str, language: str, most: int) -> list[tuple[str, str]]:
    """Labels that go on as ``typed`` begins, with their language; the reader's come first."""
    begun = " ".join(map(fold_word, words(typed)))
    if len(begun) < _LEAST_TYPED:
        return []
    found = sorted(
        (code != language, len(text), text, code, plain)
        for plain, text, code in _by_text(*_state())
        if plain.startswith(begun) and plain != begun
    )
    named = {plain: (text, code) for _other, _length, text, code, plain in reversed(found)}
    return list(reversed(named.values()))[:most]


# --- all labels ------------------------------------------------------------------------------
def _state() -> tuple[Any, ...]:
    """Changes with each place or theme that is added, and every five minutes; two small queries."""
    counted = (
        model.objects.order_by().aggregate(Count("pk"), Max("pk")) for model in (Place, Theme)
    )
    numbers = (number for row in counted for number in row.values())
    return (*numbers, int(clock.now().timestamp()) // _KEPT_SECONDS)


@lru_cache(maxsize=2)
def _known(*state: object) -> Known:
    known: Known = {}
    for label in _all(*state):
        known.setdefault(label.stems[0], []).append(label)
    return known


@lru_cache(maxsize=2)
def _by_text(*state: object) -> list[tuple[str, str, str]]:
    """Folded, as it is written, and its language."""
    rows = ((fold(label.text), label.text, label.language) for label in _all(*state))
    return list(dict.fromkeys(rows))


@lru_cache(maxsize=2)
def _all(*_state: object) -> tuple[Label, ...]:
    return (*_of_the_house(), *_of_the_vocabularies())


def _of_the_vocabularies() -> Iterator[Label]:
    for theme in Theme.objects.all():
        yield from _labels(_said(theme.names), marks.theme(theme.pk))
    for place in Place.objects.filter(kind__in=_NAMED_PLACES):
        yield from _labels(_said(place.names), marks.place(place.pk))


@cache
def _of_the_house() -> tuple[Label, ...]:
    """Of a concept what it is called by first: its other words mean nearly the same only."""
    concepts = (
        {code: said[:1] for code, said in concept.words.items()}
        for concept in thesaurus.known().values()
    )
    named = [*terms.all_terms(), *concepts]
    return tuple(label for names in named for label in _labels(names))


def _said(names: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {code: (name,) for code, name in names.items() if name}


def _labels(names: Mapping[str, Sequence[str]], *marked: str) -> Iterator[Label]:
    """Every name of one thing; each leads to the others and to what is marked with it."""
    said = [(text, code) for code in HOUSE_LANGUAGES for text in names.get(code, ())]
    ways = {text: _ways(text, code) for text, code in said}
    for text, code in said:
        found = tuple(stems(text, code))
        if 0 < len(found) <= _MOST_WORDS:
            others = (way for other, way in ways.items() if other != text)
            yield Label(text, code, found, (*marked, *_flat(others)))


def _ways(text: str, language: str) -> list[str]:
    """One word in any inflection; several in this order and form."""
    plain = [fold_word(word) for word in words(text)]
    if len(plain) == 1:
        return list(dict.fromkeys([*word_stems(words(text)[0], language), *plain]))
    return [f'"{" ".join(plain)}"'] if plain else []


def _flat(lists: Iterable[Iterable[str]]) -> Iterator[str]:
    return (each for some in lists for each in some)
