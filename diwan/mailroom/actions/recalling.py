"""Letters that a room takes back: before they have gone, or with everything that was in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diwan.mailroom.models import Letter, OutgoingLetter, RawLetter
from diwan.mailroom.words import OutgoingState

if TYPE_CHECKING:
    from collections.abc import Iterable


def recall(letters: Iterable[int]) -> int:
    """Delete those of these outgoing letters that still wait. Returns how many rows went."""
    waiting = OutgoingLetter.objects.filter(pk__in=list(letters), state=OutgoingState.QUEUED)
    return waiting.delete()[0]


def forget_sent(letters: Iterable[int]) -> None:
    """Delete these outgoing letters, whether they have gone or not."""
    OutgoingLetter.objects.filter(pk__in=list(letters)).delete()


def forget_words(letter: Letter) -> None:
    """Nothing that was written in a letter stays here: only that one came, from whom and when."""
    RawLetter.objects.filter(letter=letter).delete()
    letter.subject = letter.from_name = ""
    letter.save(update_fields=["subject", "from_name"])


def forget_received(letters: Iterable[int]) -> None:
    """Delete these letters that came in."""
    Letter.objects.filter(pk__in=list(letters)).delete()
