"""UTF-8 that somebody on the way took for another charset: “Ã©” is “é” again, when certain."""

from __future__ import annotations

import re

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
#: what people who write to us write with, beside ASCII
_EXPECTED = re.compile(r"[\u00a0-\u017f\u0600-\u06ff\u200b-\u200f\u2010-\u2044\u20ac\ufeff]")
#: fewer letters than this are no proof
_LEAST = {"windows-1252": 3, "windows-1256": 6}


def _table(charset: str) -> dict[int, int]:
    defined = {byte: bytes([byte]).decode(charset, "ignore") for byte in range(128, 256)}
    return {ord(character): byte for byte, character in defined.items() if character}


_TABLES = {charset: _table(charset) for charset in _LEAST}


def mended(text: str) -> str:
    """``text`` as it was before it was misread; the same when that is not certain.

    Certain means: every character above ASCII is part of UTF-8 once the wrong step is undone,
    there are several, and all of them belong to the alphabets of the house.
    """
    if text.isascii():
        return text
    for charset, table in _TABLES.items():
        try:
            undone = text.translate(table).encode("latin-1").decode("utf-8")
        except UnicodeError:
            continue
        found = _NOT_ASCII.findall(undone)
        if len(found) >= _LEAST[charset] and all(map(_EXPECTED.match, found)):
            return undone
    return text
