"""Count what was said and say what came of it; forget who said it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from diwan.audit.actions import record
from diwan.core import clock
from diwan.core.errors import Conflict, Refusal

from ... import endorsing_rules, rules
from ...access import may_facilitate, require
from ...models import Discussion, EndorsementRound, Position
from ...reply import rounds
from ...words import ReplyState, RoundOutcome, Stage
from .. import calling, endorsing_letters, printing
from .positions import locked_round

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from diwan.people.models import Person

    from ...models import Reply


@transaction.atomic
def close_round(running: EndorsementRound, *, by: Person | None) -> EndorsementRound:
    """Count, and say what came of it; the clock does it after the last day, the team earlier.

    Raises:
        Conflict: it was closed by somebody else.
        Refusal: the team would end it before members could say whether their objections are met.
    """
    require(by is None or may_facilitate(by, running.reply.discussion))
    locked = locked_round(running)
    if locked.closed_at is not None:
        raise Conflict(_("This round is closed already."))
    discussion, now = locked.reply.discussion, clock.now()
    waiting = rounds.waiting_for_members(locked)
    if by is not None:
        _require_nobody_waits(waiting)
    _count(locked)
    # it is counted as standing: its member had less than a day
    Position.objects.filter(pk__in=[row.pk for row in waiting]).update(is_met=False)
    locked.closed_at = now
    today = rules.local_day(now, discussion.time_zone)
    locked.closes_on = max(locked.opens_on, min(locked.closes_on, today))
    locked.save()
    record(
        "close round",
        by=by,
        on=discussion,
        details={"version": locked.reply.number, "outcome": locked.outcome},
    )
    if locked.outcome == RoundOutcome.ENDORSED:
        _endorse(locked.reply, by=by)
    if locked.invited_at is not None:
        endorsing_letters.tell.enqueue(locked.pk)
    return locked


def _require_nobody_waits(waiting: Sequence[Position]) -> None:
    moments = [endorsing_rules.met_from(row.marking) for row in waiting]
    last = max((moment for moment in moments if moment is not None), default=None)
    if last is not None:
        numbers = ", ".join(str(number) for number in sorted({r.statement.number for r in waiting}))
        raise Refusal(
            _(
                "An objection was marked as met less than a day ago (statement %(numbers)s),"
                " and its member may still maintain it. End the round after %(moment)s, or when the"
                " member has confirmed it."
            )
            % {"numbers": numbers, "moment": date_format(localtime(last), "DATETIME_FORMAT")}
        )


def _count(running: EndorsementRound) -> None:
    rows = rounds.statements(running.reply)
    tallies, count = rounds.tallies(running, rows), rounds.took_part(running, rows)
    running.outcome = endorsing_rules.outcome(
        tallies.values(), took_part=count, quorum=running.quorum
    )
    running.result = endorsing_rules.stored(tallies, took_part=count)


def _endorse(reply: Reply, *, by: Person | None) -> None:
    reply.state = ReplyState.ENDORSED
    reply.save(update_fields=["state"])
    if rules.may_move(reply.discussion.stage, Stage.ENDORSED):
        calling.move(reply.discussion, Stage.ENDORSED, by=by)


def close_due(now: datetime) -> int:
    """Close what has passed its last day, where its discussion is held; returns how many."""
    due = [
        running
        for running in EndorsementRound.objects.begun(now).select_related("reply__discussion")
        if endorsing_rules.is_over(now, running.closes_on, running.reply.discussion.time_zone)
    ]
    for running in due:
        close_round(running, by=None)
    return len(due)


def forget(person: Person) -> None:
    """What becomes of positions when an account is erased (P-11): they go, words and all.

    What a closed round counted is kept in numbers and stays.
    """
    mine = Position.objects.filter(person=person)
    asked = Discussion.objects.filter(consolidated_replies__rounds__positions__in=mine)
    for discussion in asked.distinct():
        record("erase positions", by=None, on=discussion)  # so that its pages are made anew
    mine.delete()
    printing.forget_all()
    Position.objects.filter(answered_by=person).update(answered_by=None)
    EndorsementRound.objects.filter(opened_by=person).update(opened_by=None)
