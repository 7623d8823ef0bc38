"""Bytes to a tree of MIME parts; what the standard library stumbles over is one plain part."""

from __future__ import annotations

import re
from email.parser import BytesParser
from email.policy import Compat32
from typing import TYPE_CHECKING

from . import headers
from .charsets import decode
from .tree import MOST_BOUNDARIES, NotPlainError, tree

if TYPE_CHECKING:
    from email.message import Message


class _RawHeaders(Compat32):
    """Hands header values over as they came; bytes above 127 stay recoverable surrogates."""

    def header_fetch_parse(self, name: str, value: str) -> str:  # noqa: ARG002 - the standard library's name
        return value[: headers.LONGEST]


_POLICY = _RawHeaders()
_MOST_HEAD_LINES = 5_000
_HEAD_ENDS = re.compile(rb"\r\n\r\n|\n\r?\n")


def parsed(raw: bytes) -> Message:
    """The tree of a letter; never raises."""
    raw = _with_a_short_head(raw.lstrip(b"\r\n"))
    try:
        return tree(raw, _POLICY)
    except NotPlainError:
        return _of_many_parts(raw)


def _with_a_short_head(raw: bytes) -> bytes:
    end = _HEAD_ENDS.search(raw)
    place = end.start() if end else len(raw)
    if raw.count(b"\n", 0, place) <= _MOST_HEAD_LINES:
        return raw
    return b"\n".join(raw[:place].split(b"\n", _MOST_HEAD_LINES)[:-1]) + raw[place:]


def _of_many_parts(raw: bytes) -> Message:
    if raw.count(b"\n--") > MOST_BOUNDARIES:
        return _as_text(raw)
    try:
        return _parser().parsebytes(raw)
    except (RecursionError, ValueError, LookupError, TypeError, AssertionError):
        return _as_text(raw)


def _as_text(raw: bytes) -> Message:
    head, _, body = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
    message = _parser().parsebytes(head + b"\n\n", headersonly=True)
    for name in ("content-type", "content-transfer-encoding"):
        del message[name]
    message.set_payload(decode(body)[0])
    return message


def _parser() -> BytesParser:
    return BytesParser(policy=_POLICY)
