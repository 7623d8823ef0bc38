"""Reads the files of a story: answers typed on the web, raw letters, moments."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from django.conf import settings

_FOLDER = Path(__file__).parent
_ANSWER = re.compile(r"^\[(\w+)\]\n", re.MULTILINE)
_DAY = re.compile(r"^(-?\d+) (\d\d):(\d\d)$")


def text(slug: str, name: str) -> str:
    return (_FOLDER / slug / name).read_text(encoding="utf-8")


def data(slug: str, name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(text(slug, name))
    return read


def answers(slug: str, name: str) -> list[tuple[str | None, str]]:
    """The answers of a typed contribution by question key; None for what stands before any."""
    first, *rest = _ANSWER.split(text(slug, name))
    typed: list[tuple[str | None, str]] = [(None, first.strip())]
    typed += zip(rest[::2], (answer.strip() for answer in rest[1::2]), strict=True)
    return [(key, answer) for key, answer in typed if answer]


def language(name: str) -> str:
    """The language that a file's name says: ``amina.en.txt`` is English."""
    return name.split(".")[-2]


def letter(slug: str, name: str, *, to: str, sent: datetime) -> bytes:
    """The bytes of a letter as they come over the wire, sent to ``to`` at ``sent``."""
    filled = {
        "@TO@": to,
        "@DATE@": format_datetime(sent),
        "@EARLIER@": (sent - timedelta(days=1)).strftime("%d/%m/%Y"),
        "@DOMAIN@": settings.DIWAN_MAIL_DOMAIN,
    }
    raw = text(slug, name)
    for place, value in filled.items():
        raw = raw.replace(place, value)
    return raw.replace("\n", "\r\n").encode()


def moment(said: str, now: datetime) -> datetime:
    """``-14 09:10``: that day before ``now``, at that hour in UTC; ``-22h``: so many hours ago."""
    match = _DAY.match(said)
    if match is None:
        return now + timedelta(hours=int(said.removesuffix("h")))
    days, hour, minute = map(int, match.groups())
    day = (now + timedelta(days=days)).date()
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)
