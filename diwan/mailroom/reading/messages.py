"""Bytes to a tree of MIME parts; what the standard library stumbles over is one plain part."""

from __future__ import annotations

import re
from email.parser import BytesFeedParser, BytesParser
from email.policy import Compat32
from typing import TYPE_CHECKING

from . import headers
from .tree import MOST_BOUNDARIES, NotPlainError, Part, tree

if TYPE_CHECKING:
    from email.message import Message


class _RawHeaders(Compat32):
    """Hands header values over as they came; bytes above 127 stay recoverable surrogates."""

    def header_fetch_parse(self, name: str, value: str) -> str:  # noqa: ARG002 - the standard library's name
        return value[: headers.LONGEST]


_POLICY = _RawHeaders()
_MOST_HEAD_LINES = 5_000
_AT_ONCE = 8_192
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
        return _by_library(raw)
    except (RecursionError, ValueError, LookupError, TypeError, AssertionError):
        return _as_text(raw)


def _by_library(raw: bytes) -> Message:
    """As ``BytesParser`` reads, without a copy of the whole letter four times its size."""
    parser = BytesFeedParser(policy=_POLICY)
    for start in range(0, len(raw), _AT_ONCE):
        parser.feed(raw[start : start + _AT_ONCE])
    return parser.close()


def _as_text(raw: bytes) -> Message:
    head, _, body = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
    message = BytesParser(policy=_POLICY).parsebytes(head + b"\n\n", headersonly=True)
    plain = Part(_POLICY, body, 0, len(body))
    for name, value in message.raw_items():
        if name.lower() not in {"content-type", "content-transfer-encoding"}:
            plain.set_raw(name, value)
    return plain
