"""Header values as people mean them: encoded words, addresses, ids, dates."""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from .charsets import clean, decode, without_controls

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Headers = dict[str, list[str]]

#: characters of one header value that are read; more is no letter
LONGEST = 20_000
_LONGEST_ADDRESSES = 5_000
_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bq])\?([^?]*)\?=", re.IGNORECASE)
_BETWEEN_WORDS = re.compile(r"(\?=)[ \t\r\n]+(?==\?[^?\s]{1,60}\?[bq]\?)", re.IGNORECASE)
_FOLD = re.compile(r"[\r\n]+[ \t]*")
_QUOTED_OR_ANGLE = re.compile(r'"((?:[^"\\]|\\.)*)"|<([^<>]*)>|([,;])')
_BARE = re.compile(r"[^\s<>@,;:\"()]+@[^\s<>@,;:\"()]+")
_ID = re.compile(r"<\s*([^<>\s]+)\s*>")
_ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")


def collect(items: Sequence[tuple[str, object]]) -> Headers:
    """Raw header items by lower-case name; a value stays raw (surrogates and all)."""
    headers: Headers = {}
    for name, value in items:
        headers.setdefault(name.strip().lower(), []).append(str(value)[:LONGEST])
    return headers


def first(headers: Mapping[str, Sequence[str]], name: str) -> str:
    """The first value of ``name`` that is not empty, decoded; else nothing."""
    values = headers.get(name, ())
    return next((text for text in map(decoded, values) if text), "")


def decoded(raw: str) -> str:
    """One header value with its encoded words (RFC 2047) read and its folds undone."""
    if raw.isascii() and "=?" not in raw:
        return " ".join(without_controls(raw).split())
    text = _FOLD.sub(" ", raw)
    text = _BETWEEN_WORDS.sub(r"\1", text)
    pieces, reached = [], 0
    for group in _adjacent(list(_WORD.finditer(text))):
        pieces += [_raw(text[reached : group[0].start()]), _word(group)]
        reached = group[-1].end()
    pieces.append(_raw(text[reached:]))
    return " ".join(clean("".join(pieces)).split())


def _adjacent(words: list[re.Match[str]]) -> list[list[re.Match[str]]]:
    """Words that touch and share a charset and coding; a character may span two of them."""
    groups: list[list[re.Match[str]]] = []
    for word in words:
        last = groups[-1][-1] if groups else None
        is_same = last is not None and last.end() == word.start() and _kind(last) == _kind(word)
        if is_same:
            groups[-1].append(word)
        else:
            groups.append([word])
    return groups


def _kind(word: re.Match[str]) -> tuple[str, str]:
    return word.group(1).lower(), word.group(2).lower()


def _word(group: list[re.Match[str]]) -> str:
    charset, coding = _kind(group[0])
    data = b"".join(_word_bytes(coding, word.group(3)) for word in group)
    return decode(data, charset)[0]


def _word_bytes(coding: str, text: str) -> bytes:
    raw = text.encode("utf-8", "surrogateescape")
    if coding == "q":
        return quopri.decodestring(raw.replace(b"_", b" "))
    try:
        return base64.b64decode(raw + b"=" * (-len(raw) % 4))
    except (binascii.Error, ValueError):
        return raw


def _raw(text: str) -> str:
    """Text outside encoded words; bytes above 127 arrive as surrogates."""
    try:
        return decode(text.encode("ascii", "surrogateescape"))[0]
    except UnicodeError:
        return clean(text)


def addresses(raw: str) -> list[tuple[str, str]]:
    """The ``(name, address)`` pairs of a From, To or Cc value; what is no address is left out."""
    text = _FOLD.sub(" ", raw[:_LONGEST_ADDRESSES])
    found: list[tuple[str, str]] = []
    start, address = 0, ""
    for match in _QUOTED_OR_ANGLE.finditer(text):
        if match.group(2) is not None:
            found.append((text[start : match.start()], match.group(2)))
            start, address = match.end(), match.group(2)
        elif match.group(3):
            if not address:
                found.append(("", text[start : match.start()]))
            start, address = match.end(), ""
    if not address:
        found.append(("", text[start:]))
    return [pair for name, value in found if (pair := _pair(name, value))[1]]


def _pair(name: str, value: str) -> tuple[str, str]:
    bare = _BARE.search(_raw(value[:1000]))
    address = bare.group().strip(".'") if bare else ""
    comment = re.search(r"\(([^()]*)\)", value)
    name = name or (comment.group(1) if comment else "")
    return _name(name), address.lower()


def _name(raw: str) -> str:
    text = raw.strip().lstrip(",; ").strip()
    if len(text) >= 2 and text[0] == text[-1] == '"':
        text = re.sub(r"\\(.)", r"\1", text[1:-1])
    return decoded(text).strip("\"' ")


def ids(raw: str) -> tuple[str, ...]:
    """Message ids without their angle brackets, at most 50."""
    text = _FOLD.sub(" ", raw)
    found = _ID.findall(text) or text.split()
    return tuple(clean(_raw(each)) for each in found[:50] if each)


def date(raw: str) -> datetime | None:
    """An aware moment in UTC, or None; a date without zone is taken as UTC."""
    text = decoded(raw).translate(_ARABIC_DIGITS)
    for parse in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            moment = parse(text)
            aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
            moment = aware.astimezone(UTC)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        if 1970 <= moment.year <= 9998:
            return moment
    return None
