"""Finds known names, such as countries, in a text of any language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .masking.view import plain_view
from .normalise import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_WORD = re.compile(r"[^\W_]+")
_ARABIC = re.compile("[\u0621-\u064a]")
_LETTERS_AT_LEAST = 3
#: Arabic names that are common words too: “financial”, “diameter”, “his uncle”
_COMMON = frozenset({"مالي", "قطر", "عمان", "بنين", "كوبا", "بالي", "والمالي"})
_BEFORE_PLACES = frozenset({"في", "الي", "من", "دوله", "جمهوريه", "بين", "سلطنه", "مدينه"})


@dataclass(frozen=True, slots=True)
class Named:
    """``words`` are the folded words that name what has this code."""

    code: str
    words: tuple[str, ...]


class Gazetteer:
    """Known names, written with a capital; where one begins another, the longer one is meant.

    Args:
        names: code → its names in every language; names under three letters are left out.
    """

    def __init__(self, names: Mapping[str, Sequence[str]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for code in sorted(names):
            for name in names[code]:
                words = _words(name)
                if words and len(name) >= _LETTERS_AT_LEAST:
                    self._by_first.setdefault(words[0], []).append((words, code))
        for known in self._by_first.values():
            known.sort(key=lambda pair: (-len(pair[0]), pair))

    def named(self, text: str) -> list[Named]:
        """What is named in ``text``, in its order, as often as it is named."""
        written = _WORD.findall(plain_view(text))
        words = tuple(fold(word) for word in written)
        found: list[Named] = []
        position = 0
        while position < len(words):
            is_name = not written[position][0].islower() and _is_clear(words, position)
            named = self._at(words, position) if is_name else None
            if named:
                found.append(named)
            position += len(named.words) if named else 1
        return found

    def codes(self, text: str) -> list[str]:
        """Codes of what is named in ``text``, in the order of their first mention."""
        return list(dict.fromkeys(each.code for each in self.named(text)))

    def _at(self, words: tuple[str, ...], position: int) -> Named | None:
        for first in _spellings(words[position]):
            for name, code in self._by_first.get(first, ()):
                end = position + len(name)
                if name[1:] == words[position + 1 : end]:
                    return Named(code, words[position:end])
        return None


def _is_clear(words: tuple[str, ...], position: int) -> bool:
    """Whether the word is no common word that only sounds like a country."""
    if words[position] not in _COMMON:
        return True
    return position > 0 and words[position - 1] in _BEFORE_PLACES


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(plain_view(text))))


def _spellings(word: str) -> Iterator[str]:
    """The word; in Arabic also without a conjunction or preposition written onto it."""
    yield word
    if not _ARABIC.match(word):
        return
    if word[:1] == "و":
        yield word[1:]
    bare = word.removeprefix("و")
    if bare.startswith("لل"):
        yield "ال" + bare[2:]
    if bare[:1] in set("بلفك"):
        yield bare[1:]
