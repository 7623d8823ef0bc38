"""What is kept of letters: what is held about an address (P-11), and what is deleted when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from diwan.mailroom.models import AddressHealth, Letter, OutgoingLetter, RawLetter

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet


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
