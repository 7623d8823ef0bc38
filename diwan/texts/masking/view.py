"""The text as the finders read it: same length, plainer characters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_PLAIN = {
    **dict.fromkeys(
        "\u00a0\u202f\u2007\u2009\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2069\t", " "
    ),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    **dict.fromkeys("’‘ʼ`´", "'"),
    "＠": "@",
    "＋": "+",
    "：": ":",
}
_OTHER = re.compile(f"[{re.escape(''.join(_PLAIN))}]|[^\\D0-9]")


@lru_cache(maxsize=64)
def plain_view(text: str) -> str:
    """``text`` with ASCII digits, dashes, blanks and apostrophes, letter for letter."""
    if text.isascii():
        return text.replace("\t", " ").replace("`", "'")
    return _OTHER.sub(_plainer, text)


def _plainer(found: re.Match[str]) -> str:
    return _PLAIN.get(found[0]) or str(unicodedata.decimal(found[0]))
