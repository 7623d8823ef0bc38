"""Which letters: the words people use, as querysets."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Coalesce

from .health import COMPLAINT
from .words import HOUSE, RETURNS, Channel, LetterState, OutgoingState, Trust

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Self

    from .models import (  # noqa: F401 - the names of the generics
        AddressHealth,
        Letter,
        OutgoingLetter,
    )

#: a task takes a letter up within seconds; later it is taken for lost
FORGOTTEN_AFTER = timedelta(minutes=1)
#: quarantined letters are tried again by themselves this many times
MOST_TRIES = 4


class LetterQuerySet(QuerySet["Letter"]):
    def visible_to(self, person: Any) -> Self:
        """Administrators see letters themselves; everybody else what rooms make of them."""
        return self if getattr(person, "is_administrator", False) else self.none()

    def quarantined(self) -> Self:
        return self.filter(state=LetterState.QUARANTINED)

    def forgotten(self, now: datetime) -> Self:
        """Stored, but not taken up: the worker died between the two, or its turn came later."""
        is_due = Q(due_at__isnull=True) | Q(due_at__lte=now)
        return self.filter(is_due, state=LetterState.STORED, received_at__lt=now - FORGOTTEN_AFTER)

    def turns_of(self, name: str, *, after: datetime) -> QuerySet[Letter, datetime]:
        """When the letters that came from ``name`` have their turn, the latest first.

        One to several of our addresses counts once; those of an imported mailbox do not count.
        """
        of_name = Q(from_address=name) | Q(envelope_from=name)
        rows = self.filter(of_name).exclude(channel=Channel.IMPORT)
        late = rows.annotate(turn=Coalesce("due_at", "received_at")).filter(turn__gt=after)
        each = late.values("raw_hash").annotate(last=Max("turn")).order_by("-last")
        return each.values_list("last", flat=True)

    def to_try_again(self, now: datetime) -> Self:
        """Quarantined letters whose wait (10 minutes, doubled each time) is over."""
        waited = [
            Q(tries=tries, processed_at__lt=now - timedelta(minutes=10 * 2**tries))
            for tries in range(MOST_TRIES)
        ]
        due = waited[0]
        for each in waited[1:]:
            due |= each
        return self.quarantined().filter(due, raw__isnull=False)

    def earlier_with_id(self, letter: Letter) -> Self:
        """Letters to the same address, taken in before, with the same Message-ID."""
        if not letter.message_id:
            return self.none()
        return self._before(letter).filter(message_id=letter.message_id)

    def earlier_with_words(self, letter: Letter) -> Self:
        """Letters to the same address, taken in before, that say the same."""
        if not letter.content_hash:
            return self.none()
        return self._before(letter).filter(content_hash=letter.content_hash)

    def _before(self, letter: Letter) -> Self:
        earlier = self.filter(recipient=letter.recipient, id__lt=letter.pk)
        return earlier.may_be_repeated_by(letter)

    def may_be_repeated_by(self, letter: Letter) -> Self:
        """Those that ``letter`` can be once more: of its sender, not forged, no worse proven.

        Whoever sends somebody's words first, in their name or another, must not silence them.
        The same bytes are the same letter; one that was forgotten has no sender any more.
        """
        worse = [Trust.FAIL, Trust.NONE] if letter.trust == Trust.PASS else [Trust.FAIL]
        is_theirs = Q(from_address__in=["", letter.from_address]) & ~Q(trust__in=worse)
        return self.filter(is_theirs | Q(raw_hash=letter.raw_hash))

    def unclaimed_before(self, moment: datetime) -> Self:
        """Letters that no room keeps, received before ``moment``."""
        return self.filter(handler__in=["", HOUSE, RETURNS], received_at__lt=moment)


class OutgoingLetterQuerySet(QuerySet["OutgoingLetter"]):
    def due(self, now: datetime) -> Self:
        return self.filter(state=OutgoingState.QUEUED, due_at__lte=now)

    def sent_before(self, moment: datetime) -> Self:
        """Letters that are done with, one way or the other, queued before ``moment``."""
        return self.exclude(state=OutgoingState.QUEUED).filter(queued_at__lt=moment)


class AddressHealthQuerySet(QuerySet["AddressHealth"]):
    def stopped(self) -> Self:
        """Addresses that nobody is written to."""
        return self.filter(stopped_at__isnull=False)

    def quiet_since(self, moment: datetime) -> Self:
        """Those without a report since ``moment``; a complaint is heeded as long as it stands."""
        heeded = Q(status=COMPLAINT, stopped_at__isnull=False)
        return self.filter(noted_at__lt=moment).exclude(heeded)
