"""Words compared with words: what was lost, what was left over, which answer stands where."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from diwan.mailroom.reading import Reading

    from .reading import Letter

_INVISIBLE = re.compile(r"[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_WORD = re.compile(r"[^\W_]+")
_LIST_NUMBER = re.compile(r"(?m)^\s*(\d{1,2})\. ")
#: words that may stand between where an answer is said to begin and its first own one: “[Amina]”
_MOST_BEFORE = 3
_QUOTE_MARKS = re.compile(r"(?m)^[\s>]*>")


def words(text: str) -> list[str]:
    """The words of ``text`` in order, as they are written; layout and direction do not count."""
    return _WORD.findall(unicodedata.normalize("NFC", _INVISIBLE.sub("", text)))


@dataclass(frozen=True, slots=True)
class Score:
    """How many words of the writer are gone, and how many of somebody else are there."""

    lost: int
    left: tuple[str, ...]

    @property
    def is_clean(self) -> bool:
        return not self.lost and not self.left


def score(letter: Letter, text: str) -> Score:
    """``text`` against the writer's own words, which must stand in it in their order."""
    own, kept = words(letter.own), words(text)
    matched = common(own, kept)
    over = Counter(kept) - Counter(matched)
    over -= Counter(word for piece in letter.optional for word in _repeated(words(piece), kept))
    over -= Counter(_LIST_NUMBER.findall(text))
    return Score(len(own) - len(matched), tuple(over.elements()))


def _repeated(piece: list[str], kept: list[str]) -> list[str]:
    """The words of ``piece`` as often as it stands in ``kept`` whole, and once at least."""
    size = len(piece)
    times = sum(kept[at : at + size] == piece for at in range(len(kept) - size + 1))
    return piece * max(1, times)


def common(one: Sequence[str], other: Sequence[str]) -> list[str]:
    """The longest list of words that stands in both, in order (Hyyrö's bits, then back)."""
    places: dict[str, int] = {}
    for place, word in enumerate(one):
        places[word] = places.get(word, 0) | 1 << place
    everything = (1 << len(one)) - 1
    row = everything
    rows = [row]
    for word in other:
        here = row & places.get(word, 0)
        row = ((row + here) | (row - here)) & everything
        rows.append(row)
    return _back(one, other, rows)


def _back(one: Sequence[str], other: Sequence[str], rows: list[int]) -> list[str]:
    """Walks the rows from the end; a bit that is 0 says the list grows at that word of ``one``."""
    found: list[str] = []
    left, right = len(one), len(other)
    while left and right:
        if rows[right] >> (left - 1) & 1:
            left -= 1
        elif not rows[right - 1] >> (left - 1) & 1:
            right -= 1
        else:
            found.append(one[left - 1])
            left, right = left - 1, right - 1
    return found[::-1]


def placed(letter: Letter, reading: Reading) -> int:
    """Of the answers that stand under a quoted line, those kept with that line.

    The line must be told as it was written, with at most as many words again round it, and
    the answer must begin in the text where the reading says.
    """
    found = [
        (words(_QUOTE_MARKS.sub("", line)), words(reading.text[position:]))
        for position, line in reading.answered
    ]
    return sum(_is_placed(words(pair.under), words(pair.said), found) for pair in letter.inline)


def _is_placed(
    under: list[str], said: list[str], found: Iterable[tuple[list[str], list[str]]]
) -> bool:
    return any(
        _holds(after[: len(said) + _MOST_BEFORE], said)
        and len(line) <= 2 * len(under) + 5
        and _holds(line, under)
        for line, after in found
    )


def _holds(line: list[str], under: list[str]) -> bool:
    size = len(under)
    return any(line[at : at + size] == under for at in range(len(line) - size + 1))
