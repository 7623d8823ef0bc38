"""Lists of telling words, one a line, in English, French and Arabic together.

A line is a piece of a regular expression without capitals, written with its accents; it is
compared with whole words of folded text. Lines after ``#`` are for the reader.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

from diwan.texts.masking.view import plain_view
from diwan.texts.normalise import fold


@cache
def cue(name: str) -> re.Pattern[str]:
    """The pattern of every line of ``NAME.txt``, as whole words."""
    text = files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    lines = [fold(line.strip()) for line in text.splitlines()]
    parts = "|".join(line for line in lines if line and not line.startswith("#"))
    return re.compile(rf"(?<!\w)(?:{parts})(?!\w)")


@lru_cache(maxsize=4096)
def folded(sentence: str) -> str:
    """The sentence as the lists see it: folded, with plain blanks, dashes and apostrophes."""
    return " ".join(fold(plain_view(sentence)).split())
