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


def _begun(table: dict[int, int]) -> re.Pattern[str]:
    """What the first character above ASCII must begin: the first two bytes of one in UTF-8."""
    bytes_of = {code: code for code in range(128, 256)} | table

    def those(least: int, end: int) -> str:
        return re.escape("".join(chr(c) for c, byte in bytes_of.items() if least <= byte < end))

    return re.compile(f"[{those(0xC2, 0xF5)}][{those(0x80, 0xC0)}]")


_BEGUN = {charset: _begun(table) for charset, table in _TABLES.items()}


def mended(text: str) -> str:
    """``text`` as it was before it was misread; the same when that is not certain.

    Certain means: every character above ASCII is part of UTF-8 once the wrong step is undone,
    there are several, and all of them belong to the alphabets of the house.
    """
    first = _NOT_ASCII.search(text)
    for charset, table in _TABLES.items():
        if first is None or not _BEGUN[charset].match(text, first.start()):
            continue
        try:
            undone = text.translate(table).encode("latin-1").decode("utf-8")
        except UnicodeError:
            continue
        found = _NOT_ASCII.findall(undone)
        if len(found) >= _LEAST[charset] and all(map(_EXPECTED.match, found)):
            return undone
    return text
