"""Letters out of a mailbox file, taken in at once; and letters forgotten on request."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.db import transaction

from diwan.core import clock
from diwan.mailroom.models import Letter, RawLetter
from diwan.mailroom.words import Channel, LetterState

from .incoming import fill, reading_of

if TYPE_CHECKING:
    from datetime import datetime

    from diwan.mailroom.reading import Reading


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
    raw_hash = hashlib.sha256(raw).hexdigest()
    known = Letter.objects.filter(
        recipient=recipient.lower(), raw_hash=raw_hash, received_at__lt=received_at
    ).first()
    if known is not None:
        return known, None
    letter = Letter.objects.create(
        channel=Channel.IMPORT,
        state=LetterState.HANDLED,
        handler=handler,
        recipient=recipient.lower()[:254],
        received_at=received_at,
        processed_at=clock.now(),
        size=len(raw),
        raw_hash=raw_hash,
        tries=1,
    )
    RawLetter.objects.create(letter=letter, content=raw)
    reading = reading_of(letter)
    fill(letter, reading)
    letter.save()
    return letter, reading


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
