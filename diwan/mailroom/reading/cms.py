"""Signed letters that hide their words in the signature (S/MIME, RFC 8551; CMS, RFC 5652).

Only the shape is read, to find the words; what the signature proves is not asked here.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGNED = bytes.fromhex("2a864886f70d010702")
_ENCRYPTED = {
    bytes.fromhex("2a864886f70d010703"),  # enveloped
    bytes.fromhex("2a864886f70d0109100117"),  # enveloped and authenticated
}
_OBJECT, _OCTETS, _OCTETS_IN_PIECES, _CONTENT = 0x06, 0x04, 0x24, 0xA0
_DEEPEST = 12


class Opened(NamedTuple):
    """``words``: the letter that was signed; ``is_encrypted``: there is one, but not for us."""

    words: bytes | None
    is_encrypted: bool


class _Value(NamedTuple):
    tag: int
    start: int
    end: int


def opened(data: bytes) -> Opened:
    """What an ``application/pkcs7-mime`` part holds; never raises."""
    try:
        return _opened(data)
    except (ValueError, IndexError):
        return Opened(None, is_encrypted=False)


def _opened(data: bytes) -> Opened:
    whole = _value(data, 0, len(data), 0)
    kind, content = _first(data, whole, 2)
    name = data[kind.start : kind.end]
    if name in _ENCRYPTED:
        return Opened(None, is_encrypted=True)
    if kind.tag != _OBJECT or name != _SIGNED:
        return Opened(None, is_encrypted=False)
    (signed,) = _first(data, content, 1)
    # version, digest algorithms, then what was signed
    *_version_and_digests, inner = _first(data, signed, 3)
    _kind, wrapped = _first(data, inner, 2)
    (octets,) = _first(data, wrapped, 1)
    return Opened(b"".join(_octets(data, octets, 0)), is_encrypted=False)


def _first(data: bytes, outer: _Value, number: int) -> list[_Value]:
    """The first values in ``outer``.

    Raises:
        ValueError: there are fewer.
    """
    values = list(islice(_inside(data, outer), number))
    if len(values) < number:
        raise ValueError("values are missing")
    return values


def _inside(data: bytes, outer: _Value) -> Iterator[_Value]:
    position = outer.start
    while position < outer.end and data[position : position + 2] != b"\x00\x00":
        value = _value(data, position, outer.end, 0)
        yield value
        position = _after(data, value)


def _octets(data: bytes, value: _Value, depth: int) -> Iterator[bytes]:
    if value.tag == _OCTETS:
        yield data[value.start : value.end]
    elif value.tag == _OCTETS_IN_PIECES and depth < _DEEPEST:
        for piece in _inside(data, value):
            yield from _octets(data, piece, depth + 1)


def _value(data: bytes, position: int, end: int, depth: int) -> _Value:
    """The value that begins at ``position``; one without a length ends with two zero bytes."""
    tag, size, start = data[position], data[position + 1], position + 2
    if tag & 0x1F == 0x1F or depth > _DEEPEST:
        raise ValueError("no tag of a letter")
    if size == 0x80:
        while data[start : start + 2] != b"\x00\x00":
            start = _after(data, _value(data, start, end, depth + 1))
        return _Value(tag, position + 2, start)
    if size > 0x80:
        digits = size & 0x7F
        if digits > 4:
            raise ValueError("longer than any letter")
        size = int.from_bytes(data[start : start + digits], "big")
        start += digits
    if start + size > end:
        raise ValueError("cut short")
    return _Value(tag, start, start + size)


def _after(data: bytes, value: _Value) -> int:
    """Where the next value begins."""
    is_endless = data[value.start - 1] == 0x80 and data[value.start - 2] == value.tag
    return value.end + (2 if is_endless and data[value.end : value.end + 2] == b"\x00\x00" else 0)
