"""Containers as programs make them, built by hand: CMS, winmail.dat, packed rich text."""

from __future__ import annotations

import struct

_DATA = bytes.fromhex("06092a864886f70d010701")


def value(tag: int, *pieces: bytes) -> bytes:
    body = b"".join(pieces)
    size = len(body)
    if size < 128:
        return bytes([tag, size]) + body
    digits = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 128 + len(digits)]) + digits + body


def endless(tag: int, *pieces: bytes) -> bytes:
    """The same without a length, as OpenSSL streams it."""
    return bytes([tag, 128]) + b"".join(pieces) + b"\x00\x00"


def signed(words: bytes, *, in_pieces: bool = False) -> bytes:
    """A CMS SignedData round ``words``, without signers."""
    outer = endless if in_pieces else value
    if in_pieces:
        octets = endless(
            0x24, *(value(0x04, words[at : at + 50]) for at in range(0, len(words), 50))
        )
    else:
        octets = value(0x04, words)
    content = outer(0x30, _DATA, outer(0xA0, octets))
    whole = outer(0x30, value(0x02, b"\x01"), value(0x31), content, value(0x31))
    return outer(0x30, bytes.fromhex("06092a864886f70d010702"), outer(0xA0, whole))


def encrypted() -> bytes:
    name = bytes.fromhex("06092a864886f70d010703")
    return value(0x30, name, value(0xA0, value(0x30, value(0x02, b"\x00"))))


def attribute(number: int, data: bytes, *, level: int = 1) -> bytes:
    return (
        struct.pack("<BII", level, number, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)
    )


def properties(*pairs: tuple[int, int, bytes]) -> bytes:
    """MAPI properties as ``(type, number, value)``, all of them with a length of their own."""
    made = struct.pack("<I", len(pairs))
    for kind, number, data in pairs:
        made += struct.pack("<HHII", kind, number, 1, len(data)) + data + b"\x00" * (-len(data) % 4)
    return made


def winmail(*attributes: bytes) -> bytes:
    return (
        b"\x78\x9f\x3e\x22\x01\x00"
        + attribute(0x9007, struct.pack("<II", 1256, 0))
        + b"".join(attributes)
    )


def stored_rich(text: bytes) -> bytes:
    return struct.pack("<IIII", len(text) + 12, len(text), 0x414C454D, 0) + text
