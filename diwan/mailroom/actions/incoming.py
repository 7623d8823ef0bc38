"""Letters in at the door: stored before they are acknowledged, read afterwards, never lost."""

from __future__ import annotations

import hashlib
import logging
from copy import copy
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import DatabaseError, connection, transaction
from django_tasks import task
from django_tasks_db import DatabaseBackend

from diwan.core.rows import insert
from diwan.mailroom.models import Letter, RawLetter
from diwan.mailroom.words import Channel, LetterState

from . import pacing, proving
from .handing import process

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

logger = logging.getLogger(__name__)
#: longer than mail servers try to hand over one letter
_SENT_AGAIN_WITHIN = timedelta(days=7)


def receive(
    raw: bytes,
    *,
    recipients: Sequence[str],
    envelope_from: str,
    channel: str,
    received_at: datetime,
    peer: str = "",
    helo: str = "",
    may_put_off: bool = False,
) -> list[Letter]:
    """Store one message for each of its recipients; when this returns, it is on the disk.

    ``peer`` and ``helo``: the network address and the greeting of the server that brought it.
    ``may_put_off``: whoever brings it keeps it, and can be told to come again later.

    Called inside a transaction, the promise holds from the commit of that transaction on.
    Reading happens later, in a task that is queued with it. Bytes that came to a
    recipient in the last days are not stored again: a sender that did not hear our answer sends
    them once more, exactly as they were. What is over the limit of its sender and came by a
    door that cannot put it off waits for its turn.

    Raises:
        TooManyError: it is put off, and nothing of it is stored.
    """
    make_durable()
    row = Letter(
        channel=Channel(channel),
        state=LetterState.STORED,
        envelope_from=envelope_from.strip("<> ").lower()[:254],
        from_address=pacing.from_address(raw),
        received_at=received_at,
        raw_hash=hashlib.sha256(raw).hexdigest(),
        size=len(raw),
        peer=proving.network_address(peer),
        helo=helo[:255],
    )
    names = [row.envelope_from, row.from_address] if may_put_off else []
    try:
        return _stored(row, raw, recipients, limited=names, is_queued=True)
    except _NotQueuedError as error:  # the job takes up what no task took
        logger.warning("A letter is read later: %s", type(error.__cause__).__name__)
        return _stored(row, raw, recipients, limited=names, is_queued=False)


class TooManyError(Exception):
    """The sender of a letter brought too many in this hour."""


class _NotQueuedError(Exception):
    """The task that reads a letter could not be queued; nothing of the letter is stored yet."""


def _stored(
    row: Letter,
    raw: bytes,
    recipients: Sequence[str],
    *,
    limited: Sequence[str],
    is_queued: bool,
) -> list[Letter]:
    """``row`` for each of the recipients, with the bytes, and the task unless it waits.

    Args:
        limited: names that may not have brought too many.

    Raises:
        TooManyError: one of them has.
        _NotQueuedError: its cause says why.
    """
    with transaction.atomic():
        _wait_for_locks()
        if pacing.is_over(limited, row.received_at):
            raise TooManyError
        known = _stored_already(row, recipients)
        names = (row.envelope_from, row.from_address)
        due_at = _turn(row.channel, names, row.received_at)
        letters = []
        for recipient in _written_to(recipients):
            if recipient not in known:
                letter = copy(row)
                letter.recipient, letter.due_at = recipient, due_at
                letter.save(force_insert=True)
                letters.append(letter)
        insert([RawLetter(letter=each, content=raw) for each in letters])
        for letter in letters:
            if due_at is None and is_queued:
                _hand_to_worker(letter)
    return [*known.values(), *letters]


def _turn(channel: str, names: Iterable[str], received_at: datetime) -> datetime | None:
    """When a letter is to be read; None for at once."""
    if channel not in pacing.READ_LATER:
        return None
    due_at = pacing.due_at(names, received_at)
    return due_at if due_at > received_at else None


def _written_to(recipients: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(each.strip().lower()[:254] for each in recipients))


def _stored_already(row: Letter, recipients: Iterable[str]) -> dict[str, Letter]:
    """The letters with these bytes, by recipient; hardly any letter comes twice."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM mailroom_letter WHERE raw_hash = %s LIMIT 1", [row.raw_hash])
        if not cursor.fetchone():
            return {}
    since = row.received_at - _SENT_AGAIN_WITHIN
    same = Letter.objects.filter(raw_hash=row.raw_hash, received_at__gte=since).order_by()
    wanted = same.filter(recipient__in=_written_to(recipients)).only("recipient")
    return {each.recipient: each for each in wanted}


def make_durable() -> None:
    """Have this connection's commits wait for the disk (SQLite: ``synchronous=FULL``).

    Inside a transaction it is too late to change that, and the caller has seen to it.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=FULL")


def _wait_for_locks() -> None:
    """The same on PostgreSQL, for this transaction; and as patient as SQLite, no more."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:  # together, since each waits for its answer
            cursor.execute("SET LOCAL synchronous_commit = on; SET LOCAL lock_timeout = '20s'")


def _hand_to_worker(letter: Letter) -> None:
    """Queue the letter for reading; when that fails it is stored all the same.

    A queue in the same database is written in the letter's own commit: one wait for the disk.
    """
    if not isinstance(process_stored.get_backend(), DatabaseBackend):
        transaction.on_commit(lambda: process_stored.enqueue(letter.pk), robust=True)
        return
    try:
        process_stored.enqueue(letter.pk)
    except DatabaseError as error:
        raise _NotQueuedError from error


@task()
def process_stored(letter_id: int) -> None:
    """Read one stored letter, in the worker."""
    letter = Letter.objects.filter(pk=letter_id).first()
    if letter is not None:
        process(letter)
