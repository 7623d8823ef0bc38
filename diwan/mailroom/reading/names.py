"""The names of files as people mean them, safe to write."""

from __future__ import annotations

import re
from email.utils import decode_rfc2231
from typing import TYPE_CHECKING, Any

from .charsets import clean, decode
from .headers import decoded

if TYPE_CHECKING:
    from email.message import Message

_ERRORS = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)
_UNSAFE = re.compile(r"[\x00-\x1f\x7f<>:\"|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_EXTENSIONS = {
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "text/calendar": ".ics",
    "text/csv": ".csv",
    "text/html": ".html",
    "text/plain": ".txt",
    "text/vcard": ".vcf",
    "text/rfc822-headers": ".txt",
    "application/pgp-keys": ".asc",
    "application/ms-tnef": ".dat",
    "application/pkcs7-mime": ".p7m",
    "application/x-pkcs7-mime": ".p7m",
}


def quietly(ask: Any, otherwise: Any) -> Any:
    """What ``ask()`` answers; broken headers make the standard library raise many things."""
    try:
        return ask()
    except _ERRORS:
        return otherwise


def parameter(part: Message, name: str) -> str:
    """A parameter of the part's Content-Type; empty when there is none."""
    value = quietly(lambda: part.get_param(name), None)
    if isinstance(value, tuple):
        value = value[2]
    return str(value or "")


def file_name(part: Message) -> str:
    """The name that a part gives itself, decoded; empty when it has none."""
    for header, name in (("content-disposition", "filename"), ("content-type", "name")):
        value = quietly(lambda h=header, n=name: part.get_param(n, None, h), None)
        if isinstance(value, tuple):
            raw = (value[2] or "").encode("latin-1", "replace")
            value = decode(raw, value[0] or "")[0]
        elif isinstance(value, str):
            value = decoded(_unescaped(value))
        if value:
            return str(value).strip()
    return ""


def _unescaped(value: str) -> str:
    """Some programs write RFC 2231 values without saying so: ``utf-8''r%C3%A9sum%C3%A9``."""
    if "''" not in value:
        return value
    charset, _language, rest = decode_rfc2231(value)
    if not charset or not rest or "%" not in rest:
        return value
    data = re.sub(rb"%([0-9A-Fa-f]{2})", lambda m: bytes([int(m[1], 16)]), rest.encode())
    return decode(data, charset)[0]


def safe_name(name: str) -> str:
    """A file name without folders, control or direction marks, at most 120 characters."""
    last = clean(name).replace("\\", "/").rstrip("/").split("/")[-1]
    last = " ".join(_UNSAFE.sub("_", last).split()).strip(". ")
    if len(last) > 120:
        stem, dot, ending = last.rpartition(".")
        last = f"{stem[: 119 - len(ending)]}.{ending}" if dot and len(ending) <= 10 else last[:120]
    return last or "file"


def extension(kind: str) -> str:
    """The ending of a file without a name, by its media type."""
    return _EXTENSIONS.get(kind, "")
