"""Whether a sentence answers: a claim of its own, and of the sort that a question asks for."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from diwan.texts.normalise import fold

from .cues import cue, folded

if TYPE_CHECKING:
    from collections.abc import Iterable

#: what a sentence gains for a claim, and for being what is asked for; loses as mere background
_CLAIM, _EXPECTED, _BACKGROUND = 0.2, 0.15, 0.8
#: of the sorts a question asks for, so many count
_SORTS_AT_MOST = 2


def claims(sentence: str) -> bool:
    """Whether it holds a reasoned view: cause, result, condition, need, worth or obstacle."""
    bare = folded(sentence)
    return bool(cue("claims").search(bare)) and not cue("background").search(bare)


def answering(sentence: str, question: Iterable[str]) -> float:
    """How much it reads as an answer, about -0.8 to 0.5.

    Args:
        question: the question's words, in as many languages as there are.
    """
    bare = folded(sentence)
    sorts = _asked_for(tuple(question))
    fitting = sum(bool(pattern.search(bare)) for pattern in sorts)
    return (
        _CLAIM * bool(cue("claims").search(bare))
        - _BACKGROUND * bool(cue("background").search(bare))
        + _EXPECTED * min(_SORTS_AT_MOST, fitting)
    )


@cache
def _asked_for(question: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """What answers of the sorts that the question asks for hold."""
    bare = " ".join(map(folded, question))
    return tuple(answer for asked, answer in _sorts() if asked.search(bare))


@cache
def _sorts() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """(what a question of a sort holds, what its answers hold)."""
    text = files(__package__).joinpath("cues/expected.txt").read_text(encoding="utf-8")
    rows = [line.split(" -> ") for line in text.splitlines() if " -> " in line]
    return tuple((_pattern(asked), _pattern(answer)) for asked, answer in rows)


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{fold(words)})")
