"""Look into a PDF without drawing it: what acts by itself, and who made it.

Pure, and in one pass over the bytes whatever they are. Only object streams are unpacked: they
hold the dictionaries of newer files; all others hold pictures, fonts and the words of pages.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

#: names that make a file act by itself when it is opened
_ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFile|RichMedia)(?![A-Za-z0-9])")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_INFO = re.compile(rb"/Info\s{1,9}(\d{1,9})\s{1,9}(\d{1,5})\s{1,9}R")
_NUMBER = re.compile(rb"\d+")
#: how much of all object streams is unpacked at most
_MOST_UNPACKED = 50_000_000
#: each saving of a file may add one; more are a trap
_MOST_INFOS = 8
#: how far before a stream its dictionary may begin
_DICTIONARY = 2_000


def is_active(content: bytes) -> bool:
    """Whether something in it acts by itself; names written with ``#`` escapes are read too."""
    outside, unpacked = [], _MOST_UNPACKED
    position = 0
    for start, end in _streams(content):
        outside.append(content[position:start])
        if _is_object_stream(content, start) and unpacked > 0:
            inside = _inflated(content[start:end], unpacked)
            unpacked -= len(inside)
            outside.append(inside)
        position = end
    outside.append(content[position:])
    plain = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), b"\n".join(outside))
    return _ACTIVE.search(plain) is not None


def _streams(content: bytes) -> Iterator[tuple[int, int]]:
    """Where the bytes of each stream begin and end."""
    position = 0
    while (word := content.find(b"stream", position)) >= 0:
        start = word + 6
        start += 2 if content[start : start + 2] == b"\r\n" else 1
        end = content.find(b"endstream", start)
        if end < 0:
            return
        yield start, end
        position = end + 9


def _is_object_stream(content: bytes, start: int) -> bool:
    before = content[max(0, start - _DICTIONARY) : start]
    return b"/ObjStm" in before[before.rfind(b" obj") :]


def _inflated(data: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, most)
    except zlib.error:
        return b""


# --- who made it -----------------------------------------------------------------------
def without_metadata(content: bytes) -> bytes:
    """``content`` with blanks for what its Info dictionary and its XMP packets say.

    Nothing moves, so that every offset in the file stays right.
    """
    if b"/Encrypt" in content:
        return content  # blanks would be deciphered into rubbish
    made = bytearray(content)
    numbers = dict.fromkeys(int(found[1]) for found in _INFO.finditer(content))
    for number in list(numbers)[:_MOST_INFOS]:
        _blank_object(made, content, number)
        _blank_packed(made, content, number)
    _blank_packets(made, content)
    return bytes(made)


def _blank_object(made: bytearray, content: bytes, number: int) -> None:
    for found in re.finditer(rb"(?<!\d)%d\s{1,9}\d{1,5}\s{1,9}obj\b" % number, content):
        end = content.find(b"endobj", found.end())
        if end > 0:
            made[found.end() : end] = _blanked(content[found.end() : end])


def _blank_packed(made: bytearray, content: bytes, number: int) -> None:
    """The same for a dictionary that stands in an object stream."""
    for start, end in _streams(content):
        if not _is_object_stream(content, start):
            continue
        inside = _inflated(content[start:end], _MOST_UNPACKED)
        span = _span_of(inside, number)
        if span is None:
            continue
        begin, stop = span
        changed = inside[:begin] + _blanked(inside[begin:stop]) + inside[stop:]
        packed = zlib.compress(changed, 9)
        if len(packed) <= end - start:  # blanks pack better than what stood there
            made[start:end] = packed.ljust(end - start, b"\n")


def _span_of(inside: bytes, number: int) -> tuple[int, int] | None:
    """Where an object stands in an unpacked object stream, which begins with an index."""
    opening = inside.find(b"<<")
    index = [int(each) for each in _NUMBER.findall(inside[: max(opening, 0)])]
    places = dict(zip(index[::2], index[1::2], strict=False))
    if number not in places or not index:
        return None
    first = opening - min(places.values())
    later = [place for place in places.values() if place > places[number]]
    return first + places[number], first + min(later) if later else len(inside)


def _blanked(dictionary: bytes) -> bytes:
    """Each string of a dictionary filled with blanks, its length kept."""
    made = bytearray(dictionary)
    position = 0
    while position < len(made):
        if made[position : position + 2] == b"<<":
            position += 2
        elif made[position] in b"(<":
            end = _string_end(dictionary, position)
            fill = b" " if made[position] in b"(" else b"0"
            made[position + 1 : end - 1] = fill * max(0, end - position - 2)
            position = end
        else:
            position += 1
    return bytes(made)


def _string_end(data: bytes, start: int) -> int:
    """The place after a string that begins at ``start`` with ``(`` or ``<``."""
    if data[start] in b"<":
        end = data.find(b">", start)
        return end + 1 if end > 0 else len(data)
    depth, position = 0, start
    while position < len(data):
        letter = data[position]
        position += 2 if letter in b"\\" else 1
        depth += (letter in b"(") - (letter in b")")
        if depth == 0:
            return min(position, len(data))
    return len(data)


def _blank_packets(made: bytearray, content: bytes) -> None:
    position = 0
    while (start := content.find(b"<x:xmpmeta", position)) >= 0:
        end = content.find(b"</x:xmpmeta>", start)
        if end < 0:
            return
        made[start : end + 12] = b" " * (end + 12 - start)
        position = end
