"""How the log names things and binds its lines together; no database, no clock."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django.db.models import Model

#: What the log calls the clock.
SYSTEM = "system"


def reference(row: Model) -> str:
    """``room.model:key``; people are just ``person:key``."""
    label = row._meta.label_lower  # noqa: SLF001
    return f"person:{row.pk}" if label == "people.person" else f"{label}:{row.pk}"


def chained(
    last: str,
    *,
    at: datetime,
    words: tuple[str, str, str, str],
    details: Mapping[str, Any],
) -> str:
    """The SHA-256, hexadecimal, of the link before and what a line says.

    Args:
        last: the chain of the line before, empty for the first.
        at: when, aware, in UTC.
        words: who, what, on what, why.
    """
    body = [at.isoformat(), *words, details]
    text = last + json.dumps(body, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def may_read_log(person: Any) -> bool:
    """Whether ``person`` may read the whole log, not only what they did themselves."""
    return bool(getattr(person, "is_active", False) and getattr(person, "is_administrator", False))
