"""Write to the audit log, and check that nobody rewrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from diwan.core import clock

from .models import Entry
from .rules import SYSTEM, chained, may_read_log, reference
from .words import CHECK, READ

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.db.models import Model

__all__ = ["check", "first_broken", "note_reading", "record", "record_many", "reference"]

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
    return record_many(verb, by=by, on=[(on, details or {})], why=why)[0]


def record_many(
    verb: str,
    *,
    by: Model | None,
    on: Iterable[tuple[Model, Mapping[str, Any]]],
    why: str = "",
) -> list[Entry]:
    """Write a line for each thing and its details, in order, as `record` would one by one."""
    with transaction.atomic():
        _wait_for_turn()
        last = Entry.objects.order_by("-id").values_list("chain", flat=True).first() or ""
        entries = []
        for each, details in on:
            entry = Entry(
                at=clock.now(),
                actor=reference(by) if by is not None else SYSTEM,
                verb=verb,
                subject=reference(each),
                reason=why,
                details=dict(details),
            )
            last = entry.chain = _chained(last, entry)
            entries.append(entry)
        return Entry.objects.bulk_create(entries)


def _wait_for_turn() -> None:
    """One line after another: PostgreSQL waits here, SQLite has one writer anyhow."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def first_broken() -> Entry | None:
    """The first entry whose chain does not fit what is written, or None."""
    last = ""
    for entry in Entry.objects.order_by("id").iterator():
        if entry.chain != _chained(last, entry):
            return entry
        last = entry.chain
    return None


def note_reading(wanted: Mapping[str, str], *, by: Any) -> Entry:
    """Write that ``by`` read the log, and what they looked for: whoever watches is watched.

    Raises:
        PermissionDenied: ``by`` is no administrator.
    """
    _require_reader(by)
    return record(READ, by=by, on=_newest() or by, details=wanted)


def check(*, by: Any) -> Entry:
    """Go through the whole chain, and write what came of it.

    Returns:
        The new line: ``details`` hold ``lines``, how many there were, and ``broken``, the
        number of the first line that does not fit, or None.

    Raises:
        PermissionDenied: ``by`` is no administrator.
    """
    _require_reader(by)
    broken = first_broken()
    details = {"lines": Entry.objects.count(), "broken": broken.pk if broken else None}
    return record(CHECK, by=by, on=_newest() or by, details=details)


def _require_reader(person: Any) -> None:
    if not may_read_log(person):
        raise PermissionDenied


def _newest() -> Entry | None:
    return Entry.objects.order_by("-id").first()


def _chained(last: str, entry: Entry) -> str:
    words = (entry.actor, entry.verb, entry.subject, entry.reason)
    return chained(last, at=entry.at, words=words, details=entry.details)
