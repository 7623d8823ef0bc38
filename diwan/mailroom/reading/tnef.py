"""Outlook's container for what mail cannot say: winmail.dat (MS-OXTNEF).

Own reader, since the one on PyPI rests since 2020: files with their names, and the words.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from . import rich
from .charsets import clean, decode

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAGIC = b"\x78\x9f\x3e\x22"
_HEAD = struct.Struct("<BII")
_CODE_PAGE, _BODY, _PROPERTIES = 0x9007, 0x800C, 0x9003
_FILE_BEGINS, _FILE_TITLE, _FILE_DATA, _FILE_PROPERTIES = 0x9002, 0x8010, 0x800F, 0x9005
_MOST_ATTRIBUTES = 2_000
_MOST_PROPERTIES = 2_000
_MOST_FILES = 100
#: bytes of a MAPI value, by its type; the others say their length
_SIZES = {2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 20: 8, 64: 8, 72: 16}
_TEXT, _WIDE_TEXT = 30, 31
_NAMES = (0x3707, 0x3704, 0x3001)
_KIND, _DATA, _PLAIN, _RICH, _HTML = 0x370E, 0x3701, 0x1000, 0x1009, 0x1013


class File(NamedTuple):
    name: str
    content_type: str
    content: bytes


@dataclass(slots=True)
class Container:
    """What was in it; ``text`` and ``html`` are empty when it holds no words."""

    files: list[File] = field(default_factory=list)
    text: str = ""
    html: str = ""


class _Property(NamedTuple):
    number: int
    type: int
    value: bytes


@dataclass(slots=True)
class _Open:
    """A file while its attributes come."""

    title: str = ""
    content: bytes = b""
    properties: list[_Property] = field(default_factory=list)


def opened(data: bytes) -> Container | None:
    """What the container holds, None when it is none; a broken one as far as it goes."""
    if data[:4] != _MAGIC:
        return None
    container = Container()
    files: list[_Open] = []
    charset = ""
    for number, value in _attributes(data):
        if number == _CODE_PAGE and len(value) >= 4:
            charset = f"cp{int.from_bytes(value[:4], 'little')}"
        elif number == _FILE_BEGINS:
            files.append(_Open())
        elif number == _BODY:
            container.text = _string(value, charset)
        elif number == _PROPERTIES:
            _take_words(container, list(_properties(value)), charset)
        elif files:
            _take(files[-1], number, value, charset)
    container.files = [_closed(each, charset) for each in files[:_MOST_FILES]]
    return container


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    position = 6
    for _ in range(_MOST_ATTRIBUTES):
        if position + _HEAD.size > len(data):
            return
        _level, number, size = _HEAD.unpack_from(data, position)
        position += _HEAD.size
        yield number & 0xFFFF, data[position : position + size]
        position += size + 2


def _take(file: _Open, number: int, value: bytes, charset: str) -> None:
    if number == _FILE_TITLE:
        file.title = _string(value, charset)
    elif number == _FILE_DATA:
        file.content = value
    elif number == _FILE_PROPERTIES:
        file.properties = list(_properties(value))


def _closed(file: _Open, charset: str) -> File:
    texts = {each.number: _text(each, charset) for each in file.properties if each.number != _DATA}
    name = next((texts[number] for number in _NAMES if texts.get(number)), file.title)
    data = next((each.value for each in file.properties if each.number == _DATA), b"")
    # an object begins with the sixteen bytes that name its class
    content = file.content or data[16:]
    return File(name or file.title, texts.get(_KIND, ""), content)


def _take_words(container: Container, properties: list[_Property], charset: str) -> None:
    for each in properties:
        if each.number == _PLAIN:
            container.text = _text(each, charset) or container.text
        elif each.number == _HTML:
            container.html = _string(each.value, charset)
        elif each.number == _RICH and not container.text:
            container.text = rich.plain(rich.unpacked(each.value))


def _text(each: _Property, charset: str) -> str:
    if each.type & 0xFFF == _WIDE_TEXT:
        return clean(each.value.decode("utf-16-le", "replace")).split("\x00")[0]
    return _string(each.value, charset)


def _string(value: bytes, charset: str) -> str:
    return decode(value.rstrip(b"\x00"), charset)[0]


def _properties(data: bytes) -> Iterator[_Property]:
    """MAPI properties; ends where the bytes do not fit any more."""
    try:
        yield from _read_properties(data)
    except struct.error:
        return


def _read_properties(data: bytes) -> Iterator[_Property]:
    (count,) = struct.unpack_from("<I", data, 0)
    position = 4
    for _ in range(min(count, _MOST_PROPERTIES)):
        kind, number = struct.unpack_from("<HH", data, position)
        position += 4
        if number >= 0x8000:
            position = _after_name(data, position)
        many = 1
        if kind & 0x1000 or kind & 0xFFF not in _SIZES:
            (many,) = struct.unpack_from("<I", data, position)
            position += 4
        value = b""
        for index in range(min(many, _MOST_PROPERTIES)):
            one, position = _one_value(data, position, kind & 0xFFF)
            value = value if index else one
        yield _Property(number, kind, value)


def _one_value(data: bytes, position: int, kind: int) -> tuple[bytes, int]:
    size = _SIZES.get(kind)
    if size is None:
        (size,) = struct.unpack_from("<I", data, position)
        position += 4
    return data[position : position + size], position + size + -size % 4


def _after_name(data: bytes, position: int) -> int:
    (kind,) = struct.unpack_from("<I", data, position + 16)
    (size,) = struct.unpack_from("<I", data, position + 20)
    return position + 24 + (size + -size % 4 if kind else 0)
