"""Whether a text still says words that were taken back: verbatim, or nearly so.

Words are compared as the search compares them, without case, accents and Arabic marks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diwan.texts.normalise import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_WORD = re.compile(r"[^\W_]+")
#: so many words in a row tell where they are from
_RUN = 6
#: runs of so many words show what is nearly the same
_SHORT_RUN = 3
_NEARLY = 0.6


class Spoken:
    """Some texts, read once; ``but``: what others say too tells nothing about these."""

    def __init__(self, texts: Iterable[str], but: Iterable[str] = ()) -> None:
        said, others = [_words(text) for text in texts], [_words(text) for text in but]
        self._runs = {
            size: _all_runs(said, size) - _all_runs(others, size) for size in (_RUN, _SHORT_RUN)
        }

    def is_in(self, text: str) -> bool:
        """Whether ``text`` has six words in a row of theirs, or is made of them for the most."""
        said = _words(text)
        if any(run in self._runs[_RUN] for run in _in_a_row(said, _RUN)):
            return True
        runs = list(_in_a_row(said, _SHORT_RUN))
        found = sum(run in self._runs[_SHORT_RUN] for run in runs)
        return bool(runs) and found >= _NEARLY * len(runs)


def says(text: str, words: str) -> bool:
    """Whether ``text`` has exactly these words in a row, such as a name."""
    said, wanted = _words(text), tuple(_words(words))
    return bool(wanted) and any(run == wanted for run in _in_a_row(said, len(wanted)))


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def _all_runs(texts: Iterable[Sequence[str]], size: int) -> set[tuple[str, ...]]:
    return {run for said in texts for run in _in_a_row(said, size)}


def _in_a_row(said: Sequence[str], size: int) -> Iterator[tuple[str, ...]]:
    return (tuple(said[at : at + size]) for at in range(len(said) - size + 1))
