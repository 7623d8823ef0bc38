"""Letters out of a mailbox file, taken in at once; and letters forgotten on request."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction

from diwan.core import clock
from diwan.core.rows import insert, reserved_keys
from diwan.mailroom.models import Letter, RawLetter
from diwan.mailroom.words import Channel, LetterState, Trust

from .handing import fill, reading_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from diwan.mailroom.reading import Reading


class Opened(NamedTuple):
    """A letter of a mailbox that was read; the hashes are those of its bytes and its words."""

    raw: bytes
    raw_hash: str
    reading: Reading
    content_hash: str


def known_bytes(hashes: Iterable[str], *, recipient: str, before: datetime) -> set[str]:
    """The hashes of letters that an import which began earlier has taken in, of these."""
    rows = Letter.objects.filter(recipient=_written(recipient), received_at__lt=before)
    return set(rows.filter(raw_hash__in=list(hashes)).values_list("raw_hash", flat=True))


def hash_of(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


@transaction.atomic
def take_in(
    raw: bytes, *, recipient: str, handler: str, received_at: datetime
) -> tuple[Letter, Reading | None]:
    """Store and read one letter of a mailbox; the caller does with it what is to be done.

    Args:
        handler: the name of the room that takes it, as in ``core.slots.letter_handlers``.
        received_at: when this import began; the same bytes imported before are known.

    Returns:
        The letter's row, and its reading, or None when it was imported before.
    """
    known = Letter.objects.filter(
        recipient=_written(recipient), raw_hash=hash_of(raw), received_at__lt=received_at
    ).first()
    if known is not None:
        return known, None
    letter = _handled(raw, recipient=recipient, handler=handler, received_at=received_at)
    letter.save()
    RawLetter.objects.create(letter=letter, content=raw)
    reading = reading_of(letter)
    fill(letter, reading)
    letter.save()
    return letter, reading


@transaction.atomic
def take_in_many(
    letters: Sequence[Opened], *, recipient: str, handler: str, received_at: datetime
) -> list[Letter]:
    """Store letters that are not known, as `take_in` would one by one."""
    earlier = _Earlier(_written(recipient), letters)
    rows = []
    for key, each in zip(reserved_keys(Letter, len(letters)), letters, strict=True):
        row = _handled(
            each.raw,
            recipient=recipient,
            handler=handler,
            received_at=received_at,
            raw_hash=each.raw_hash,
        )
        row.pk = key
        fill(row, each.reading, earlier.tells, content_hash=each.content_hash)
        earlier.add(row)
        rows.append(row)
    insert(rows)
    raws = zip(rows, letters, strict=True)
    insert([RawLetter(letter=row, content=each.raw) for row, each in raws])
    return rows


@transaction.atomic
def keep_unread(raw: bytes, why: str, *, recipient: str, received_at: datetime) -> Letter:
    """Store a letter of a mailbox that cannot be taken in; it waits in quarantine."""
    letter = _handled(raw, recipient=recipient, handler="", received_at=received_at)
    letter.state = LetterState.QUARANTINED
    letter.problem = why
    letter.save()
    RawLetter.objects.create(letter=letter, content=raw)
    return letter


def _written(recipient: str) -> str:
    return recipient.lower()[:254]


def _handled(
    raw: bytes, *, recipient: str, handler: str, received_at: datetime, raw_hash: str = ""
) -> Letter:
    return Letter(
        channel=Channel.IMPORT,
        state=LetterState.HANDLED,
        handler=handler,
        recipient=_written(recipient),
        received_at=received_at,
        processed_at=clock.now(),
        size=len(raw),
        raw_hash=raw_hash or hash_of(raw),
        tries=1,
    )


class _Earlier:
    """What came to an address before each letter of a batch: rows, and the batch so far."""

    def __init__(self, recipient: str, letters: Sequence[Opened]) -> None:
        rows = Letter.objects.filter(recipient=recipient).exclude(trust=Trust.FAIL)
        ids = {each.reading.message_id[:400] for each in letters} - {""}
        words = {each.content_hash for each in letters} - {""}
        by_id = rows.filter(message_id__in=ids)
        by_words = rows.filter(content_hash__in=words)
        self._ids = set(by_id.values_list("message_id", "from_address"))
        self._words = set(by_words.values_list("content_hash", "from_address"))

    def tells(self, letter: Letter) -> str:
        """As ``handing.repeats``."""
        if _is_among(self._ids, letter.message_id, letter):
            return "Message-ID"
        return "same words" if _is_among(self._words, letter.content_hash, letter) else ""

    def add(self, letter: Letter) -> None:
        self._ids.add((letter.message_id, letter.from_address))
        self._words.add((letter.content_hash, letter.from_address))


def _is_among(known: set[tuple[str, str]], key: str, letter: Letter) -> bool:
    """Whether its sender, or one who was forgotten, is known to have sent it."""
    return bool(key) and not known.isdisjoint({(key, ""), (key, letter.from_address)})


@transaction.atomic
def forget(letter: Letter) -> None:
    """Delete the bytes and everything that tells who wrote; that a letter came stays."""
    RawLetter.objects.filter(letter=letter).delete()
    Letter.objects.filter(pk=letter.pk).update(
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
