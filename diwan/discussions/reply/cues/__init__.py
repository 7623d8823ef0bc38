"""Lists of telling words, one a line, in English, French and Arabic together.

A line is a piece of a regular expression without capitals, written with its accents; it is
compared with whole words of folded text. Lines after ``#`` are for the reader.
"""

from __future__ import annotations

import re
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from diwan.texts.masking.view import plain_view
from diwan.texts.normalise import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ARABIC = re.compile("[\u0621-\u064a]")


class Cue:
    """Lines as one pattern of whole words; a text without an Arabic letter is spared those with.

    ``tests/test_cues.py`` proves that no such line fits a text without one.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines

    def search(self, bare: str) -> re.Match[str] | None:
        return self._for(bare).search(bare)

    def match(self, bare: str, place: int = 0) -> re.Match[str] | None:
        return self._for(bare).match(bare, place)

    def fullmatch(self, bare: str) -> re.Match[str] | None:
        return self._for(bare).fullmatch(bare)

    def finditer(self, bare: str) -> Iterator[re.Match[str]]:
        return self._for(bare).finditer(bare)

    def _for(self, bare: str) -> re.Pattern[str]:
        return self._whole if has_arabic(bare) else self._latin

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        return _pattern(self.lines)

    @cached_property
    def _latin(self) -> re.Pattern[str]:
        return _pattern([line for line in self.lines if not has_arabic(line)])


def has_arabic(text: str) -> bool:
    """Whether an Arabic letter stands in it."""
    return not text.isascii() and bool(_ARABIC.search(text))


def _pattern(lines: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(lines)})(?!\w)") if lines else re.compile("(?!)")


@cache
def cue(name: str) -> Cue:
    """Every line of ``NAME.txt``."""
    text = files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    lines = [fold(line.strip()) for line in text.splitlines()]
    return Cue([line for line in lines if line and not line.startswith("#")])


@lru_cache(maxsize=4096)
def folded(sentence: str) -> str:
    """The sentence as the lists see it: folded, with plain blanks, dashes and apostrophes."""
    return " ".join(fold(plain_view(sentence)).split())
