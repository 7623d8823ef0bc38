"""Letters that lie stored are read, and handed to the room that takes their address."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError, transaction
from django.utils.translation import gettext as _

from diwan.audit import actions as audit
from diwan.core import clock, slots
from diwan.core.errors import Refusal
from diwan.mailroom import rules
from diwan.mailroom.models import Letter, RawLetter
from diwan.mailroom.reading import Reading, read
from diwan.mailroom.words import Channel, LetterState, Sort

from . import proving

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

logger = logging.getLogger(__name__)


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
