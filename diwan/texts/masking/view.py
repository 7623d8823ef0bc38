"""The text as the finders read it: same length, plainer characters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_BLANKS = "\t\u00a0\u202f\u2007\u2009\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2069"
_PLAIN = str.maketrans(
    {
        **dict.fromkeys(
            "\u00a0\u202f\u2007\u2009\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2069\t", " "
        ),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        **dict.fromkeys("’‘ʼ`´", "'"),
        "＠": "@",
        "＋": "+",
        "：": ":",
    }
)


_OTHER_DIGITS = re.compile("[^\\D0-9]")


@lru_cache(maxsize=64)
def plain_view(text: str) -> str:
    """``text`` with ASCII digits, dashes, blanks and apostrophes, letter for letter."""
    plain = text.translate(_PLAIN)
    return _OTHER_DIGITS.sub(lambda digit: str(unicodedata.decimal(digit[0])), plain)
