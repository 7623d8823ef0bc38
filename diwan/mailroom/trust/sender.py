"""The head of a letter, read as strictly as a forger would not like, and who it names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from diwan.mailroom.reading import headers as mail_headers

from . import domains

if TYPE_CHECKING:
    from collections.abc import Iterator

#: bytes of the head that are looked at; honest heads have some 10 kB
LONGEST_HEAD = 200_000
_MOST_HEADERS = 1_000
_END = re.compile(rb"\r?\n\r?\n")
_NEXT = re.compile(rb"\r?\n(?![ \t])")
_ADDRESS = re.compile(r"[^\s<>()\[\]\",;:\\@]{1,64}@[^\s<>()\[\]\",;:\\@]{1,253}")


class Field(NamedTuple):
    """One header, raw; ``name`` in lower case, empty when the line is none."""

    name: str
    written: bytes
    value: bytes


@dataclass(frozen=True, slots=True)
class Head:
    """``fields`` from top to bottom; ``body``: all below it."""

    fields: tuple[Field, ...]
    body: bytes
    #: something that two programs would read in two ways
    is_odd: bool

    def values(self, name: str) -> Iterator[bytes]:
        return (each.value for each in self.fields if each.name == name)


def head_of(raw: bytes) -> Head:
    """The head of a letter. A line end of another kind in it hides a header from one of two
    readers, as does an empty name, so both make it odd.
    """
    raw = raw.lstrip(b"\r\n")
    top, body = _parted(raw)
    if len(top) > LONGEST_HEAD:
        return Head((), b"", is_odd=True)
    lines = _NEXT.split(top)
    if lines and lines[0].startswith(b"From "):
        lines = lines[1:]
    fields = [_field(line) for line in lines[:_MOST_HEADERS]]
    is_odd = b"\0" in top or b"\r" in top.replace(b"\r\n", b"") or len(lines) > _MOST_HEADERS
    is_odd = is_odd or any(not each.name for each in fields)
    return Head(tuple(fields), body, is_odd)


def _parted(raw: bytes) -> tuple[bytes, bytes]:
    end = _END.search(raw[: LONGEST_HEAD + 4])
    return (raw[: end.start()], raw[end.end() :]) if end else (raw.rstrip(b"\r\n"), b"")


def top_of(raw: bytes) -> bytes:
    """The letter without its body, to read its head alone."""
    return _parted(raw.lstrip(b"\r\n"))[0] + b"\r\n\r\n"


def _field(line: bytes) -> Field:
    name, colon, value = line.partition(b":")
    is_name = colon and name and all(33 <= each <= 126 for each in name)
    return Field(name.decode().lower() if is_name else "", name, value)


def sender_of(head: Head) -> tuple[str, str]:
    """The one address that the letter is from, and its domain in plain spelling.

    Both empty when it names none, several, or one that can be read in two ways. Letters of the
    ASCII alphabet alone are made small: others would turn into different addresses.
    """
    values = list(head.values("from"))
    if head.is_odd or len(values) != 1:
        return "", ""
    found = mail_headers.addresses(_text(values[0]))
    written = set(_ADDRESS.findall(_outside_names(_text(values[0]))))
    if len(found) != 1 or len(written) != 1:
        return "", ""
    address = written.pop()
    if address.lower() != found[0][1]:
        return "", ""
    return _small(address), domains.plain(address.rpartition("@")[2])


def _text(value: bytes) -> str:
    return value.decode("utf-8", "surrogateescape")


def _outside_names(value: str) -> str:
    """The value without quoted names, comments and encoded words, which may hold anything."""
    value = re.sub(r'"(?:[^"\\]|\\.)*"', " ", value)
    value = re.sub(r"=\?[^?\s]*\?[bqBQ]\?[^?]*\?=", " ", value)
    return re.sub(r"\([^()]*\)", " ", value)


def _small(text: str) -> str:
    return "".join(each.lower() if each.isascii() else each for each in text)
