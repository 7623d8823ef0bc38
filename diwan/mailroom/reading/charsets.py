"""Bytes to characters, when the letter says how and when it does not or lies."""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import lru_cache
from itertools import compress
from typing import TYPE_CHECKING

from .mending import mended

if TYPE_CHECKING:
    from collections.abc import Iterator

_ARABIC_WORD = re.compile(r"[\u0621-\u064a]{3,}")
_UNWANTED = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")
_MARKS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_TURN = re.compile("[\u202a-\u202e\u2066-\u2069\n]")
_EMBEDDINGS, _ISOLATES = "\u202a\u202b\u202d\u202e", "\u2066\u2067\u2068"
#: they make words read otherwise than they are written; nobody writes them
_OVERRIDES = "\u202d\u202e"
_DEEPEST = 125
_AT_ONCE = 65_536
_END_OF_EMBEDDING = "\u202c"
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_CONTROLS = bytes([*range(9), 0x0B, *range(0x0E, 0x20), 0x7F])
_LIKE_ASCII = re.compile(r"utf-8|us-ascii|windows-125\d|iso-8859-\d{1,2}")
_ALIASES = {
    # what mail programs call Latin-1 is windows-1252, as browsers read it
    "iso-8859-1": "windows-1252",
    "latin1": "windows-1252",
    "latin-1": "windows-1252",
    "iso8859-1": "windows-1252",
    "iso-8859-6-i": "iso-8859-6",
    "iso-8859-6-e": "iso-8859-6",
    "utf8": "utf-8",
    "cp-1256": "windows-1256",
    "x-mac-arabic": "mac-arabic",
    "unicode-1-1-utf-7": "utf-7",
    "ansi": "windows-1252",
}
#: Python's own ways to write characters, which no letter is written in
_NO_CHARSETS = {"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"}
#: declarations that say nothing about bytes above 127
_SILENT = {"", "us-ascii", "ascii", "unknown-8bit", "x-unknown", "8bit", "default", "binary"}


def decode(data: bytes, declared: str = "") -> tuple[str, bool]:
    """The characters of ``data``, cleaned, and whether the way to read it was certain.

    Tried in turn: UTF-8 when it fits and is not plain ASCII, the declared charset,
    windows-1256 when the bytes make Arabic words, windows-1252, Latin-1. UTF-8 that was misread
    before it came here is mended when that is certain, and said to be uncertain.
    """
    name = _known(declared)
    is_ascii = data.isascii()
    if is_ascii and name in {"", "utf-8", "windows-1252", "windows-1256", "iso-8859-6"}:
        return clean(data.decode("ascii")), True
    for candidate, errors in _candidates(data, name):
        try:
            text = _tidied(data, candidate).decode(candidate, errors)
        except (UnicodeError, ValueError):
            continue
        if candidate == "utf-7" and not _is_written(text):
            continue
        meant = mended(text)
        is_certain = errors == "strict" and candidate in {"utf-8", name} and meant == text
        return clean(meant), is_certain
    return clean(data.decode("latin-1")), False


def _tidied(data: bytes, charset: str) -> bytes:
    """What :func:`clean` does, as far as it can be done before a character takes four bytes."""
    if not _LIKE_ASCII.fullmatch(charset):
        return data
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return data.translate(None, _CONTROLS)


def _candidates(data: bytes, name: str) -> Iterator[tuple[str, str]]:
    if not data.isascii():
        yield "utf-8", "strict"
        if _is_nearly_utf8(data):
            yield "utf-8", "replace"
    if name:
        yield name, "strict"
    if _looks_arabic(data):
        yield "windows-1256", "strict"
    yield "windows-1252", "strict"


def _is_written(text: str) -> bool:
    """UTF-7 makes characters of what is only a plus sign; nobody writes most of those."""
    return not any(unicodedata.category(each) in {"Cn", "Co", "Cs"} for each in text)


def _is_nearly_utf8(data: bytes) -> bool:
    """Long UTF-8 with a few broken bytes, as when a gateway cuts a line in a character."""
    text = data.decode("utf-8", "replace")
    good = sum(1 for character in text if character > "\x7f" and character != "\ufffd")
    return good >= 10 and text.count("\ufffd") * 20 <= good


def _looks_arabic(data: bytes) -> bool:
    """French in windows-1252 has lone accented letters; Arabic in windows-1256 has words."""
    return bool(_ARABIC_WORD.search(data[:20_000].decode("windows-1256", "replace")))


@lru_cache(maxsize=64)
def _known(declared: str) -> str:
    """A charset Python can read, or nothing."""
    name = declared.strip().strip("\"'").lower().split("*")[0]
    name = _ALIASES.get(name, name)
    if name in _SILENT:
        return ""
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError):
        return ""
    is_text = getattr(codec, "_is_text_encoding", True)
    return name if is_text and codec.name not in _NO_CHARSETS else ""


def clean(text: str) -> str:
    """``text`` with plain newlines and without the characters that no letter means."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = without_controls(text.replace("\x0c", "\n"))
    if text.isascii():
        return text
    return _paired(_SURROGATES.sub("\ufffd", text).removeprefix("\ufeff"))


def without_controls(text: str) -> str:
    """``text`` without control characters but tabs and ends of lines, nor what is no character."""
    return _UNWANTED.sub("", text)


def _paired(text: str) -> str:
    """Without the marks of direction that nothing ends, or begins, in their line (UAX 9, X1-X8).

    Nor those that stand deeper than the 125 levels that anybody shows (UAX 9, BD2), nor overrides.
    """
    if not _MARKS.search(text):
        return text
    open_ones: list[tuple[int, str]] = []
    kept = bytearray(b"\x01") * len(text)
    for found in _TURN.finditer(text):
        mark, place = found.group(), found.start()
        if mark == "\n":
            _drop(kept, open_ones)
        elif mark in _EMBEDDINGS or mark in _ISOLATES:
            if len(open_ones) < _DEEPEST:
                open_ones.append((place, mark))
            else:
                kept[place] = 0
        elif open_ones and open_ones[-1][1] in (
            _EMBEDDINGS if mark == _END_OF_EMBEDDING else _ISOLATES
        ):
            begun, begin = open_ones.pop()
            if begin in _OVERRIDES:
                kept[begun] = kept[place] = 0
        else:
            kept[place] = 0
    _drop(kept, open_ones)
    pieces = range(0, len(text), _AT_ONCE)
    return "".join(
        "".join(compress(text[start : start + _AT_ONCE], kept[start : start + _AT_ONCE]))
        for start in pieces
    )


def _drop(kept: bytearray, open_ones: list[tuple[int, str]]) -> None:
    for place, _mark in open_ones:
        kept[place] = 0
    open_ones.clear()
