"""Bytes to a tree of MIME parts; what the standard library stumbles over is one plain part."""

from __future__ import annotations

from email.parser import BytesParser
from email.policy import Compat32
from typing import TYPE_CHECKING

from . import headers
from .charsets import decode

if TYPE_CHECKING:
    from email.message import Message


class _RawHeaders(Compat32):
    """Hands header values over as they came; bytes above 127 stay recoverable surrogates."""

    def header_fetch_parse(self, name: str, value: str) -> str:  # noqa: ARG002 - the standard library's name
        return value[: headers.LONGEST]


def parsed(raw: bytes) -> Message:
    """The tree of a letter; never raises."""
    parser = BytesParser(policy=_RawHeaders())
    try:
        return parser.parsebytes(raw.lstrip(b"\r\n"))
    except (RecursionError, ValueError, LookupError, TypeError, AssertionError):
        head, _, body = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
        message = parser.parsebytes(head + b"\n\n", headersonly=True)
        for name in ("content-type", "content-transfer-encoding"):
            del message[name]
        message.set_payload(decode(body)[0])
        return message
