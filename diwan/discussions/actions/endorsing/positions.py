"""Say what one thinks of statements, and take back the words of an objection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from diwan.audit.actions import record
from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.people.words import Attribution

from ... import endorsing_rules, rules
from ...access import require
from ...models import EndorsementRound, Position
from ...reply import rounds
from ...words import Choice
from ...wordwork import language_of, masked_text
from .. import printing
from ..calling import day_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diwan.people.models import Person

    from ...models import Statement


@dataclass(frozen=True, slots=True)
class Taken:
    """What a member says to one statement; an objection has a ``reason``."""

    choice: str
    reason: str = ""


@transaction.atomic
def take_positions(
    running: EndorsementRound,
    *,
    by: Person,
    taken: Mapping[str, Taken],
    attribution: str = Attribution.ANONYMOUS,
    endorse_rest: bool = False,
) -> int:
    """Say what one thinks of statements; what was said before of the same ones is changed.

    Args:
        taken: by key of a statement.
        attribution: how one's objections are signed.
        endorse_rest: endorse every statement on which one has taken no position.

    Returns:
        How many statements one has taken a position on now.

    Raises:
        PermissionDenied: somebody else is asked.
        Refusal: the round takes none now, or an objection has no reason.
    """
    require(rounds.may_take_part(by, running))
    locked = locked_round(running)
    _require_open(locked)
    if attribution not in Attribution.values:
        raise Refusal(_("Choose one of the ways to be named."))
    works_for = by.organisation.name if by.organisation else ""
    if not rules.signed(attribution, by.name, works_for):
        attribution = Attribution.ANONYMOUS  # a name given later is not what was agreed to now
    there = {row.key: row for row in rounds.statements(locked.reply)}
    mine = {row.statement_id: row for row in locked.positions.by(by)}
    if endorse_rest:
        rest = (key for key, row in there.items() if row.pk not in mine)
        taken = {key: Taken(Choice.ENDORSE) for key in rest} | dict(taken)
    for key, said in taken.items():
        if key not in there:
            raise Refusal(_("A statement is no longer there; load the page again."))
        _take(locked, there[key], mine.get(there[key].pk), said, by=by, attribution=attribution)
    locked.positions.by(by).update(attribution=attribution)
    record("take positions", by=by, on=locked.reply.discussion, details={"round": locked.pk})
    return int(locked.positions.by(by).count())


def take_position(
    running: EndorsementRound,
    statement: Statement,
    *,
    by: Person,
    choice: str,
    reason: str = "",
    attribution: str = Attribution.ANONYMOUS,
) -> None:
    """Take one position; see :func:`take_positions`."""
    said = {statement.key: Taken(choice, reason)}
    take_positions(running, by=by, taken=said, attribution=attribution)


def _take(
    running: EndorsementRound,
    statement: Statement,
    before: Position | None,
    said: Taken,
    *,
    by: Person,
    attribution: str,
) -> None:
    if said.choice not in Choice.values:
        raise Refusal(_("Endorse, object or abstain."))
    is_objection = said.choice == Choice.OBJECT
    reason, language = _worded(said.reason, by, attribution) if is_objection else ("", "")
    if is_objection and not reason:
        raise Refusal(_("Write why you object; the facilitation team answers in public."))
    if before is not None and (before.choice, before.reason) == (said.choice, reason):
        return
    row = before or Position(round=running, statement=statement, person=by)
    row.choice, row.reason, row.language = said.choice, reason, language
    row.attribution, row.given_at = attribution, clock.now()
    row.withdrawn_at = None
    row.is_met = False  # what was met were other words
    row.met_told_at = row.confirmed_at = None
    if not is_objection:
        row.maintained_at = None
        row.answer, row.answered_at, row.answered_by = "", None, None
    row.save()


def _worded(typed: str, by: Person, attribution: str) -> tuple[str, str]:
    """A reason without contact details, nor the name where it is not wanted; its language."""
    text = typed.replace("\r\n", "\n").strip()
    if not text:
        return "", ""
    language = language_of(text, default=by.language)
    hidden = "" if attribution == Attribution.NAMED else by.name
    return masked_text(text, language=language, name=hidden), language


def _require_open(running: EndorsementRound) -> None:
    now = clock.now()
    if rounds.is_open(running, now):
        return
    if running.closed_at is None and not endorsing_rules.is_over(
        now, running.closes_on, running.reply.discussion.time_zone
    ):
        raise Refusal(
            _("This round has not begun yet; come back on %s.") % day_of(running.opens_on)
        )
    raise Refusal(_("This round is over; no position can be taken or changed any more."))


def locked_round(running: EndorsementRound) -> EndorsementRound:
    locked = EndorsementRound.objects.select_for_update(of=("self",))
    found: EndorsementRound = locked.select_related("reply__discussion").get(pk=running.pk)
    return found


@transaction.atomic
def maintain_objection(position: Position, *, by: Person) -> None:
    """Say that one's objection, which the team takes as met, stands all the same, and stays."""
    require(position.person_id == by.pk)
    running = locked_round(position.round)
    _require_open(running)
    locked = Position.objects.select_for_update().get(pk=position.pk)
    if locked.choice != Choice.OBJECT or not (locked.reason and locked.is_met):
        raise Refusal(_("Only an objection that is marked as met can be maintained."))
    locked.is_met, locked.met_told_at, locked.confirmed_at = False, None, None
    locked.maintained_at = locked.given_at = clock.now()
    locked.save()
    record("take positions", by=by, on=running.reply.discussion, details={"round": running.pk})


@transaction.atomic
def confirm_objection(position: Position, *, by: Person) -> None:
    """Say that one's objection is met, also one that was maintained before."""
    require(position.person_id == by.pk)
    running = locked_round(position.round)
    _require_open(running)
    locked = Position.objects.select_for_update().get(pk=position.pk)
    is_answered = locked.is_met or locked.maintained_at is not None
    if locked.choice != Choice.OBJECT or not (locked.reason and is_answered):
        raise Refusal(_("Only an objection that the team takes as met can be confirmed as met."))
    locked.is_met, locked.confirmed_at, locked.maintained_at = True, clock.now(), None
    locked.save()
    record("take positions", by=by, on=running.reply.discussion, details={"round": running.pk})


@transaction.atomic
def withdraw_objection(position: Position, *, by: Person) -> None:
    """Take back the words of one's objection, at any time; that one objected stays counted."""
    require(position.person_id == by.pk)
    locked = Position.objects.select_for_update().get(pk=position.pk)
    if locked.choice != Choice.OBJECT or not locked.reason:
        raise Refusal(_("There are no words to take back."))
    # an answer may repeat what it answers
    locked.reason, locked.answer, locked.withdrawn_at = "", "", clock.now()
    locked.save(update_fields=["reason", "answer", "withdrawn_at"])
    printing.forget_all()
    record("withdraw objection", by=by, on=locked.round.reply.discussion)
