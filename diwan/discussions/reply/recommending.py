"""Sentences that ask somebody to do something, and whom they ask.

A logistic regression over the signs of ``asking.py``. Its weights stand in ``recommending.json``;
``bench/recommendations/training.py`` learns them.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from math import exp
from typing import TYPE_CHECKING, NamedTuple

from diwan.texts.language import detect
from diwan.texts.sentences import sentences

from .asking import signs
from .cues import cue, folded
from .naming import addressees, responsible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ("LEAST", "Advice", "Seen", "addressees", "advice", "chance", "score", "seen")

#: from this score on a sentence recommends
LEAST = 0.45

_MARK = re.compile(r"\s*(?:\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{2,4}|[أ-ي])[.)]|[-*•‣▪◦·–—→✓])\s")
_LEADS_IN = re.compile(r"[:.]\s*$")
_LEAD_WORDS_AT_MOST = 25
#: a list of recommendations was announced and has not begun
_ANNOUNCED = ":"
#: parts of a text, and from how many characters on it has any
_PARTS, _LONG = 5, 1000


@dataclass(frozen=True, slots=True)
class Advice:
    """A sentence or item, ``text[start:end]``, and how likely it is a recommendation, 0 to 1."""

    start: int
    end: int
    score: float
    addressees: tuple[str, ...] = ()

    @property
    def recommends(self) -> bool:
        return self.score >= LEAST


class Seen(NamedTuple):
    """A sentence, ``text[start:end]``, with its signs, and whether it is an item of a list."""

    start: int
    end: int
    signs: list[str]
    is_listed: bool


def advice(text: str, start: int = 0, end: int | None = None) -> list[Advice]:
    """Every sentence with its score, in order; an item counts more under “We recommend:”."""
    found: list[Advice] = []
    context: tuple[str, ...] = ()
    language = _language(text)
    for each in seen(text, start, end):
        value = chance(each.signs)
        named = addressees(text[each.start : each.end], language)
        asked = named or context or responsible(text[each.start : each.end], language)
        found.append(Advice(each.start, each.end, value, asked))
        context = (named or context) if value >= LEAST or each.is_listed else ()
    return found


def seen(text: str, start: int = 0, end: int | None = None) -> list[Seen]:
    """Every sentence with its signs, in order, those of its place among them."""
    listing = ""
    language = _language(text)
    found: list[Seen] = []
    for span in sentences(text, start, end):
        words = text[span.start : span.end]
        mark = _mark(words)
        listing = _listing(listing, mark, words)
        is_item = bool(mark) and listing == mark
        own = signs(words, language, "recommended" if is_item else "")
        found.append(
            Seen(
                span.start,
                span.end,
                [*own, "in text", *_place(span.start, len(text))],
                bool(listing),
            )
        )
    return found


def score(sentence: str) -> float:
    """How likely a sentence by itself is a recommendation, 0 to 1."""
    return chance(signs(sentence, _language(sentence)))


def chance(found: Iterable[str], learned: Mapping[str, float] | None = None) -> float:
    """The odds of all signs together, as a chance."""
    weigh = weights() if learned is None else learned
    return 1 / (1 + exp(-weigh.get("", 0.0) - sum(weigh.get(sign, 0.0) for sign in found)))


def _place(start: int, letters: int) -> list[str]:
    """In which part of a long text it begins: greetings and thanks stand at the ends."""
    return [f"part {_PARTS * start // letters}"] if letters >= _LONG else []


@lru_cache(maxsize=64)
def _language(text: str) -> str:
    return detect(text).code


@cache
def weights() -> dict[str, float]:
    """Sign → its weight; of the empty one, what stands before any sign is seen."""
    text = files(__package__).joinpath("recommending.json").read_text(encoding="utf-8")
    found: dict[str, float] = json.loads(text)
    return found


def _mark(words: str) -> str:
    """The kind of mark an item begins with: a figure, a letter or a sign; empty for no item."""
    mark = _MARK.match(words)
    if not mark:
        return ""
    sign = next(letter for letter in mark.group() if letter not in " (\n")
    return "1" if sign.isdigit() else "a" if sign.isalpha() else sign


def _listing(listing: str, mark: str, words: str) -> str:
    """The marks of the list of recommendations that is open after this line; ``:`` before them."""
    if mark and listing == _ANNOUNCED:
        return mark
    if mark == listing and mark:
        return listing
    return _ANNOUNCED if _is_lead_in(words) else ""


def _is_lead_in(words: str) -> bool:
    """Whether a line announces a list of recommendations."""
    return (
        bool(_LEADS_IN.search(words))
        and len(words.split()) <= _LEAD_WORDS_AT_MOST
        and bool(cue("lead_in").search(folded(words)))
    )
