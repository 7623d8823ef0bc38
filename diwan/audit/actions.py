"""Write to the audit log, and check that nobody rewrote it."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from diwan.core import clock

from .models import Entry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import Model

_LOCK = 7_310_141  # any constant: the advisory lock that orders the chain on PostgreSQL


def record(
    verb: str,
    *,
    by: Model | None,
    on: Model,
    why: str = "",
    details: Mapping[str, Any] | None = None,
) -> Entry:
    """Write one line: ``by`` did ``verb`` to ``on``, in the caller's transaction.

    Args:
        by: the person acting, or None for the clock.
        details: small facts without names, texts or addresses (P-15).
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        last = Entry.objects.order_by("-id").values_list("chain", flat=True).first() or ""
        entry = Entry(
            at=clock.now(),
            actor=reference(by) if by is not None else "system",
            verb=verb,
            subject=reference(on),
            reason=why,
            details=dict(details or {}),
        )
        entry.chain = _chained(last, entry)
        entry.save()
    return entry


def reference(row: Model) -> str:
    """``room.model:key``; people are just ``person:key``."""
    label = row._meta.label_lower  # noqa: SLF001
    return f"person:{row.pk}" if label == "people.person" else f"{label}:{row.pk}"


def first_broken() -> Entry | None:
    """The first entry whose chain does not fit what is written, or None."""
    last = ""
    for entry in Entry.objects.order_by("id").iterator():
        if entry.chain != _chained(last, entry):
            return entry
        last = entry.chain
    return None


def _chained(last: str, entry: Entry) -> str:
    body = [entry.at.isoformat(), entry.actor, entry.verb, entry.subject, entry.reason]
    text = last + json.dumps([*body, entry.details], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
