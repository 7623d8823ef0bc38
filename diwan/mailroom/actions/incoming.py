"""Letters in: stored before they are acknowledged, read afterwards, never lost."""

from __future__ import annotations

import hashlib
import logging
import traceback
from copy import copy
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction
from django.utils.translation import gettext as _
from django_tasks import task
from django_tasks_db import DatabaseBackend

from diwan.audit import actions as audit
from diwan.core import clock, slots
from diwan.core.errors import Refusal
from diwan.core.rows import insert
from diwan.mailroom import rules
from diwan.mailroom.models import AddressHealth, Letter, OutgoingLetter, RawLetter
from diwan.mailroom.reading import Reading, read
from diwan.mailroom.words import Channel, LetterState, Sort

from . import pacing, proving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from django.db.models import QuerySet

logger = logging.getLogger(__name__)
#: longer than mail servers try to hand over one letter
_SENT_AGAIN_WITHIN = timedelta(days=7)


# --- in at the door --------------------------------------------------------------------------
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


# --- reading ---------------------------------------------------------------------------------
def process(letter: Letter) -> None:
    """Read the letter, fill its row, and hand it to the first handler that takes its address.

    Safe to call twice: a handled letter is left alone. What fails is quarantined with the
    reason; only a database that cannot be reached is raised, and leaves the letter stored. So
    does a sender's domain that cannot be asked just now: the job comes back to the letter.
    """
    if not proving.prove(letter):
        return
    try:
        with transaction.atomic():
            row = _locked(letter)
            if row.state != LetterState.HANDLED:
                _read_and_hand_over(row)
    except (OperationalError, InterfaceError):
        raise
    except Refusal as refusal:
        _quarantine(letter, str(refusal))
    except Exception as error:  # noqa: BLE001 - whatever a handler does, the letter is kept
        place = where(error)
        logger.error("Letter %s was quarantined: %s", letter.pk, place)  # noqa: TRY400 - a traceback would print names
        _quarantine(letter, place)
    letter.refresh_from_db()


def _locked(letter: Letter) -> Letter:
    return Letter.objects.select_for_update().get(pk=letter.pk)


def _read_and_hand_over(letter: Letter) -> None:
    fill(letter, reading_of(letter))
    name, handler = _handler_for(letter.recipient)
    letter.state = LetterState.HANDLED
    letter.handler = name
    letter.problem = ""
    letter.tries += 1
    letter.processed_at = clock.now()
    letter.save()
    handler.handle(letter)


def _handler_for(address: str) -> tuple[str, slots.LetterHandler]:
    for name, handler in slots.letter_handlers.items():
        if handler.accepts(address):
            return name, handler
    raise Refusal(_("Nobody here takes letters to this address."))


def repeats(letter: Letter) -> str:
    """What tells that a letter came before: ``Message-ID`` or ``same words``; else empty."""
    if Letter.objects.earlier_with_id(letter).exists():
        return "Message-ID"
    return "same words" if Letter.objects.earlier_with_words(letter).exists() else ""


def fill(
    letter: Letter,
    reading: Reading,
    told: Callable[[Letter], str] = repeats,
    *,
    content_hash: str | None = None,
) -> None:
    """Write what was read beside the letter, each value cut to its column.

    ``told`` says what `repeats` does; whoever takes many letters knows it for all at once, and
    the hash of their words.
    """
    letter.message_id = reading.message_id[:400]
    letter.in_reply_to = reading.in_reply_to[:400]
    letter.from_name = reading.from_name[:200]
    letter.from_address = reading.from_address[:254]
    letter.subject = reading.subject[:500]
    letter.sent_at = reading.sent_at
    letter.problems = [str(each) for each in dict.fromkeys(reading.problems)]
    letter.content_hash = rules.content_hash(reading.text) if content_hash is None else content_hash
    letter.sort, letter.sort_evidence = _sort(letter, reading, told)


def _sort(letter: Letter, reading: Reading, told: Callable[[Letter], str]) -> tuple[str, str]:
    if reading.sort not in {Sort.BOUNCE, Sort.LOOP} and _is_ours(reading):
        return Sort.LOOP.value, "From"
    if reading.sort in {Sort.PERSONAL, Sort.SPAM, Sort.EMPTY} and (evidence := told(letter)):
        return Sort.DUPLICATE.value, evidence
    return reading.sort, reading.sort_evidence


def _is_ours(reading: Reading) -> bool:
    """Whether the letter claims to come from an address or a list of this house."""
    domain = settings.DIWAN_MAIL_DOMAIN.lower()
    if any(rules.is_own_list(value, domain) for value in reading.headers.get("list-id", [])):
        return True
    sender = reading.from_address
    if not sender.endswith("@" + domain):
        return False
    return sender == f"noreply@{domain}" or any(
        handler.accepts(sender) for handler in slots.letter_handlers
    )


def reading_of(letter: Letter) -> Reading:
    """Read the letter's bytes again.

    Raises:
        Refusal: the bytes were purged as the retention schedule says.
    """
    raw = RawLetter.objects.filter(letter=letter).first()
    if raw is None:
        raise Refusal(
            _(
                "The original of this letter was deleted as the retention schedule says, "
                "so it cannot be read again."
            )
        )
    return read(bytes(raw.content), envelope_from=_return_path(letter))


def _return_path(letter: Letter) -> str | None:
    """A mailbox file knows no envelope: its empty return path means unknown, not null."""
    if letter.channel != Channel.SMTP and not letter.envelope_from:
        return None
    return letter.envelope_from


def _quarantine(letter: Letter, reason: str) -> None:
    with transaction.atomic():
        row = _locked(letter)
        if row.state == LetterState.HANDLED:
            return
        row.state = LetterState.QUARANTINED
        row.problem = reason
        row.tries += 1
        row.processed_at = clock.now()
        row.save(update_fields=["state", "problem", "tries", "processed_at"])


def where(error: Exception) -> str:
    """The kind of error and the place in the code; its message may hold names, so it stays out."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" in {Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"


def retry(letter: Letter, *, by: Any) -> Letter:
    """Try a quarantined letter again, by hand.

    Raises:
        PermissionDenied: ``by`` is no administrator.
        Refusal: the letter is not in quarantine.
    """
    if not getattr(by, "is_administrator", False):
        raise PermissionDenied
    if letter.state != LetterState.QUARANTINED:
        raise Refusal(_("This letter is not in quarantine any more; there is nothing to try."))
    proving.prove(letter)  # it may take its time, so before the transaction
    with transaction.atomic():
        process(letter)
        audit.record("letter.retried", by=by, on=letter, details={"state": letter.state})
    return letter


def take_up_forgotten(now: datetime) -> int:
    """Process what no task took up, and what waits in quarantine for another try."""
    taken = 0
    for queryset in (Letter.objects.forgotten(now), Letter.objects.to_try_again(now)):
        for letter in queryset.order_by("id")[:200]:
            process(letter)
            taken += 1
    return taken


# --- out of the archive ----------------------------------------------------------------------
def purge_raw(letters: QuerySet[Letter] | Iterable[Letter]) -> int:
    """Delete the bytes of these letters; the rows that say what came stay. Returns how many."""
    ids = [letter.pk for letter in letters]
    purged, _by_model = RawLetter.objects.filter(letter_id__in=ids).delete()
    return purged


def purge_unclaimed(before: datetime) -> int:
    """Delete letters that no room took and that came before ``before``. Returns how many."""
    letters = Letter.objects.unclaimed_before(before)
    count = letters.count()
    letters.delete()
    return count


# --- what is kept about a person (P-11) --------------------------------------------------------
def letters_of(address: str) -> dict[str, Any]:
    """What the mailroom holds about the owner of ``address``, as plain data."""
    received = Letter.objects.filter(from_address=address.lower()).order_by("id")
    sent = _sent_to(address).order_by("id")
    return {
        "received_from_you": [
            {
                "received": each.received_at.isoformat(),
                "to": each.recipient,
                "subject": each.subject,
                "sender_proven": each.trust,
            }
            for each in received
        ],
        "undelivered_to_you": [
            {"last": each.noted_at.isoformat(), "status": each.status, "points": each.score}
            for each in AddressHealth.objects.filter(address=address.lower())
        ],
        "sent_to_you": [
            {"written": each.queued_at.isoformat(), "subject": each.subject, "text": each.text}
            for each in sent
        ],
    }


def _sent_to(address: str) -> QuerySet[OutgoingLetter]:
    """Compared here: databases take some letters of other alphabets for the same."""
    rows = OutgoingLetter.objects.filter(to_address__iexact=address)
    same = [row.pk for row in rows.only("to_address") if row.to_address.lower() == address.lower()]
    return OutgoingLetter.objects.filter(pk__in=same)


def erase_letters_of(address: str) -> None:
    """Delete the bytes and the letters to ``address``; of what came, only the fact stays."""
    received = Letter.objects.filter(from_address=address.lower())
    with transaction.atomic():
        _sent_to(address).delete()
        AddressHealth.objects.filter(address=address.lower()).delete()
        purge_raw(received)
        received.filter(handler="").delete()
        received.update(
            from_name="",
            from_address="",
            envelope_from="",
            subject="",
            content_hash="",
            raw_hash="",
            peer=None,
            helo="",
            trust_details={},
        )
