"""What comes back of our letters: noted for each address, until nobody is written to there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils.http import base36_to_int

from diwan.mailroom import addressing, bounces, health
from diwan.mailroom.models import AddressHealth, OutgoingLetter, RawLetter
from diwan.mailroom.words import COMPLAINT_BOX, RETURN_BOX, Sort

if TYPE_CHECKING:
    from datetime import datetime

    from diwan.mailroom.models import Letter


def accepts(address: str) -> bool:
    """Whether reports come to ``address``: a return path of ours, or the box for complaints."""
    parts = addressing.opened(address)
    if parts.domain != settings.DIWAN_MAIL_DOMAIN.lower() or parts.is_forged:
        return False
    return parts.box == (RETURN_BOX if parts.tag else COMPLAINT_BOX)


def take_report(letter: Letter) -> None:
    """Note what a report says of the address a letter of ours went to.

    An automatic answer or a letter from a person that comes this way is kept, and changes
    nothing. Safe to call twice: a report of the same day does not count again.
    """
    raw = RawLetter.objects.filter(letter=letter).first()
    if raw is None:
        return
    report = bounces.read_report(bytes(raw.content), is_bounce=letter.sort == Sort.BOUNCE)
    if not report.status:
        return
    ours = _returned(letter.recipient, report)
    if ours is not None:
        OutgoingLetter.objects.filter(pk=ours.pk).update(problem=f"returned {report.status}")
        note(ours.to_address, report.status, at=letter.received_at)


def _returned(recipient: str, report: bounces.Report) -> OutgoingLetter | None:
    """The letter that the address of the report names, else the one whose head it brings back.

    Nobody but who got a letter knows its Message-ID, so nobody else can complain about it.
    """
    opened = addressing.opened(recipient)
    if opened.box == RETURN_BOX and opened.tag:
        return OutgoingLetter.objects.filter(pk=_number(opened.tag)).first()
    if report.status != health.COMPLAINT:
        return None
    return OutgoingLetter.objects.filter(message_id__in=report.message_ids).first()


def _number(tag: str) -> int:
    """The key of a letter; 0, which is none, for a tag that names none."""
    try:
        return base36_to_int(tag)
    except ValueError:
        return 0


@transaction.atomic
def note(address: str, status: str, *, at: datetime) -> None:
    """Count a report about ``address``; ``status`` as in ``health.points``."""
    if not health.points(status):
        return
    address = address.strip().lower()
    row, is_new = AddressHealth.objects.select_for_update().get_or_create(
        address=address, defaults={"noted_at": at}
    )
    known = None if is_new else health.Health(row.score, row.status, row.noted_at, row.stopped_at)
    now = health.noted(known, status, at)
    row.score, row.status = now.score, now.status[:16]
    row.noted_at, row.stopped_at = now.noted_at, now.stopped_at
    row.save()


def is_stopped(address: str) -> bool:
    """Whether nobody is written to at ``address``."""
    return AddressHealth.objects.stopped().filter(address=address.strip().lower()).exists()


def health_of(address: str) -> AddressHealth | None:
    """What came back from ``address``; None when nothing did."""
    return AddressHealth.objects.filter(address=address.strip().lower()).first()


def try_again(address: str, *, now: datetime) -> bool:
    """Write to a stopped address again, as its owner asks; False when it was not stopped.

    One more refusal for good stops it at once.
    """
    stopped = AddressHealth.objects.stopped().filter(address=address.strip().lower())
    return bool(
        stopped.update(stopped_at=None, score=health.AFTER_ANOTHER_TRY, status="", noted_at=now)
    )


def reached(address: str) -> None:
    """Forget what came back from ``address``: its owner used what stood in a letter."""
    AddressHealth.objects.filter(address=address.strip().lower()).delete()


def purge_health(before: datetime) -> int:
    """Delete what was noted of addresses that had no report since ``before``."""
    old = AddressHealth.objects.quiet_since(before)
    count = old.count()
    old.delete()
    return count
