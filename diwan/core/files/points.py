"""How many points a picture says it has, from its first bytes: it is never drawn here.

Pure: no database, no clock, no Django.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

#: markers of a JPEG that say its size (ITU-T T.81, table B.1)
_FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def count(content: bytes, kind: str) -> int:
    """Width times height of a picture of media type ``kind``; 0 when it is none or says none."""
    ask = _SIZES.get(kind)
    try:
        return ask(content) if ask is not None else 0
    except (struct.error, IndexError):
        return 0


def _png(content: bytes) -> int:
    width, height = struct.unpack_from(">II", content, 16)
    return int(width * height)


def _gif(content: bytes) -> int:
    width, height = struct.unpack_from("<HH", content, 6)
    return int(width * height)


def _jpeg(content: bytes) -> int:
    position = 2
    while content[position] == 0xFF:
        marker = content[position + 1]
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", content, position + 5)
            return int(width * height)
        position += 2 + int(struct.unpack_from(">H", content, position + 2)[0])
    return 0


def _webp(content: bytes) -> int:
    kind = content[12:16]
    if kind == b"VP8X":
        width, height = (int.from_bytes(content[at : at + 3], "little") for at in (24, 27))
        return (width + 1) * (height + 1)
    if kind == b"VP8L":
        bits = int.from_bytes(content[21:25], "little")
        return ((bits & 0x3FFF) + 1) * ((bits >> 14 & 0x3FFF) + 1)
    width, height = struct.unpack_from("<HH", content, 26)
    return int((width & 0x3FFF) * (height & 0x3FFF))


_SIZES: dict[str, Callable[[bytes], int]] = {
    "image/png": _png,
    "image/gif": _gif,
    "image/jpeg": _jpeg,
    "image/webp": _webp,
}
