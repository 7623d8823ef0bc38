"""Sentences that tell what was done in a country."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .cues import cue, folded

if TYPE_CHECKING:
    from diwan.texts.gazetteer import Gazetteer, Named

_COUNTRIES_AT_MOST = 2


def tells(sentence: str) -> bool:
    """Whether the sentence says that something was done, and what."""
    bare = folded(sentence)
    return bool(cue("done").search(bare)) and bool(cue("evidence").search(bare))


def place(sentence: str, gazetteer: Gazetteer, own_country: str) -> str:
    """The country the sentence tells of; empty when it names none, or more than two.

    Of two, the one that something happens in is meant, else the first.
    """
    if own_country and cue("our_country").search(folded(sentence)):
        return own_country
    named = gazetteer.named(sentence)
    codes = list(dict.fromkeys(each.code for each in named))
    if not 1 <= len(codes) <= _COUNTRIES_AT_MOST:
        return ""
    return next((each.code for each in named if _is_inside(each, sentence)), codes[0])


def _is_inside(named: Named, sentence: str) -> bool:
    words = r"\W+".join(map(re.escape, named.words))
    inside = rf"(?:(?<!\w)(?:in|within|across|throughout|inside|en|au|aux|في)\W+|(?<!\w)و?ب){words}"
    return bool(re.search(inside, folded(sentence)))
