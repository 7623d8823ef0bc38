"""Answer an objection in public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from diwan.audit.actions import record
from diwan.core import clock
from diwan.core.errors import Conflict, Refusal

from ...access import may_facilitate, require
from ...models import Position
from ...words import Choice
from ...wordwork import language_of, masked_text
from .. import endorsing_letters
from .positions import locked_round

if TYPE_CHECKING:
    from diwan.people.models import Person


@transaction.atomic
def answer(position: Position, *, by: Person, text: str, is_met: bool) -> Position:
    """Answer an objection in public; ``is_met`` only while the round runs.

    Raises:
        Conflict: the objection is not the one any more that was read.
        Refusal: its member maintains what is to be marked as met.
    """
    discussion = position.round.reply.discussion
    require(may_facilitate(by, discussion))
    running = locked_round(position.round)
    locked = Position.objects.select_for_update().get(pk=position.pk)
    if (locked.choice, locked.given_at) != (Choice.OBJECT, position.given_at):
        raise Conflict(_("The member has changed this position; read it again."))
    if not locked.reason:
        raise Refusal(_("The words of this objection were taken back; there is nothing to answer."))
    if not text.strip():
        raise Refusal(_("Write an answer; a new wording of the statement needs a new version."))
    if running.closed_at is not None and is_met != locked.is_met:
        raise Refusal(_("The round is closed; whether objections are met stays as it was counted."))
    locked.answer = masked_text(text.strip(), language=language_of(text, default=by.language))
    if is_met and locked.maintained_at is not None:
        raise Refusal(_("Its member maintains this objection; only the member can say it is met."))
    if not (is_met and locked.is_met):
        locked.met_told_at = locked.confirmed_at = None
    locked.is_met = is_met
    locked.answered_by, locked.answered_at = by, clock.now()
    locked.save()
    record("answer objection", by=by, on=discussion, details={"met": is_met})
    if endorsing_letters.answered(locked) and is_met and locked.met_told_at is None:
        locked.met_told_at = clock.now()
        locked.save(update_fields=["met_told_at"])
    return locked
