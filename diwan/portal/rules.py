"""How the words of a search are shown again in what was found: pure functions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from diwan.texts.normalise import query_terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    #: as ``texts.normalise.asked`` says it
    Asked = Sequence[Sequence[str]]

#: Letters and digits with the marks that Arabic writes above and below them.
_WORD = re.compile("[\\w\u0610-\u061a\u064b-\u065f\u0670]+")
_CONTEXT = 90
_LENGTH = 280


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text; ``is_match`` when it is a word that was asked for."""

    text: str
    is_match: bool = False


def marked(text: str, wanted: Asked) -> list[Stretch]:
    """``text`` cut into stretches; put together again they are ``text``."""
    pieces: list[Stretch] = []
    end = 0
    for found in _matches(text, wanted):
        if found.start() > end:
            pieces.append(Stretch(text[end : found.start()]))
        pieces.append(Stretch(found.group(), is_match=True))
        end = found.end()
    if end < len(text):
        pieces.append(Stretch(text[end:]))
    return pieces


def snippet(text: str, wanted: Asked) -> list[Stretch]:
    """The part of ``text`` round the first word found, at most about 280 characters."""
    first = next(_matches(text, wanted), None)
    start = _word_start(text, max(0, first.start() - _CONTEXT)) if first else 0
    end = _word_end(text, start + _LENGTH)
    part = " ".join(text[start:end].split())
    before, after = ("… " if start else ""), (" …" if end < len(text) else "")
    return marked(before + part + after, wanted)


def _matches(text: str, wanted: Asked) -> Iterator[re.Match[str]]:
    is_asked = _asking(frozenset(each for alternatives in wanted for each in alternatives))
    return (word for word in _WORD.finditer(text) if is_asked(word[0]))


@lru_cache(maxsize=8)
def _asking(said: frozenset[str]) -> Callable[[str], bool]:
    """Whether a word is among what was asked for, remembered for the other texts of a page."""
    beginnings = tuple(each[:-1] for each in said if each.endswith("*"))
    words = {word for each in said for word in each.strip('"*').split()}

    def is_asked(word: str) -> bool:
        forms = _forms(word)
        return not words.isdisjoint(forms) or any(form.startswith(beginnings) for form in forms)

    return lru_cache(maxsize=5_000)(is_asked)


@lru_cache(maxsize=50_000)
def _forms(word: str) -> tuple[str, ...]:
    """What a word of a text may be found by; the same words come again and again."""
    return tuple({form for forms in query_terms(word) for form in forms})


def _word_start(text: str, position: int) -> int:
    """The beginning of the first whole word at or after ``position``."""
    if position == 0:
        return 0
    gap = text.find(" ", position)
    return position if gap < 0 or gap - position > _CONTEXT // 2 else gap + 1


def _word_end(text: str, position: int) -> int:
    """The end of the last whole word before ``position``."""
    if position >= len(text):
        return len(text)
    gap = text.rfind(" ", 0, position)
    return position if position - gap > _CONTEXT // 2 else gap
