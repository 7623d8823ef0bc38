"""Ask the members what they think of a published reply, and answer what they object to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from diwan.audit.actions import record
from diwan.core import clock
from diwan.core.errors import Conflict, Refusal
from diwan.people.words import Attribution

from .. import endorsing_rules, rules
from ..access import may_facilitate, require
from ..models import Discussion, EndorsementRound, Position, Reply
from ..reply import rounds
from ..words import Choice, ReplyState, RoundAudience, RoundOutcome, Stage
from ..wordwork import language_of, masked_text
from . import calling, endorsing_letters, printing
from .calling import day_of, refuse_while_round

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from diwan.people.models import Person

    from ..models import Statement


@dataclass(frozen=True, slots=True)
class Taken:
    """What a member says to one statement; an objection has a ``reason``."""

    choice: str
    reason: str = ""


# --- opening ---------------------------------------------------------------------------
@transaction.atomic
def open_round(
    reply: Reply, *, by: Person, opens_on: date, closes_on: date, audience: str, quorum: int
) -> EndorsementRound:
    """Put a published version to the members; its letters go out on the first day.

    Args:
        audience: a code of ``RoundAudience``.
        quorum: how many must endorse or object.

    Raises:
        Refusal: with the sentence that says what to do instead.
    """
    discussion = reply.discussion
    require(may_facilitate(by, discussion))
    locked = Reply.objects.select_for_update().get(pk=reply.pk)
    _require_version(locked, discussion)
    _require_days(discussion, opens_on, closes_on)
    _require_quorum(discussion, audience, quorum)
    made = EndorsementRound.objects.create(
        reply=locked,
        opens_on=opens_on,
        closes_on=closes_on,
        audience=audience,
        quorum=quorum,
        opened_at=clock.now(),
        opened_by=by,
    )
    record("open round", by=by, on=discussion, details={"version": locked.number})
    if rounds.is_open(made, clock.now()):
        endorsing_letters.invite.enqueue(made.pk)
    return made


def _require_version(reply: Reply, discussion: Discussion) -> None:
    refuse_while_round(discussion)
    if discussion.stage in {Stage.DELIVERED, Stage.FOLLOWED_UP}:
        raise Refusal(_("The reply is delivered already; members are asked before that."))
    newest = rounds.newest_reply(discussion)
    if newest is None or newest.pk != reply.pk:
        raise Refusal(_("Only the newest published version can be put to the members."))
    if reply.state == ReplyState.ENDORSED:
        raise Refusal(_("The members have endorsed this version; there is nothing more to ask."))
    if EndorsementRound.objects.filter(reply=reply, outcome=RoundOutcome.OBJECTED).exists():
        raise Refusal(
            _("Objections to this version stand. Publish a new version before you ask again.")
        )
    if not rounds.statements(reply):
        raise Refusal(
            _("This version holds no statement to endorse. Write statements and publish it anew.")
        )


def _require_days(discussion: Discussion, first: date, last: date) -> None:
    if last < first:
        raise Refusal(_("The last day is before the first day; correct one of them."))
    if first < rules.local_day(clock.now(), discussion.time_zone):
        raise Refusal(_("The first day is over already; give today or a day to come."))
    if (last - first).days >= endorsing_rules.MOST_DAYS:
        raise Refusal(
            _("A round takes at most %(n)s days; give an earlier last day.")
            % {"n": endorsing_rules.MOST_DAYS}
        )


def _require_quorum(discussion: Discussion, audience: str, quorum: int) -> None:
    if audience not in RoundAudience.values:
        raise Refusal(_("Choose who may take part."))
    if quorum < 1:
        raise Refusal(_("At least one member must take part; give a number from 1 on."))
    able = rounds.eligible(discussion, audience).count()
    if not able:
        raise Refusal(
            _("None of those who contributed has an account here. Let all members take part.")
        )
    if quorum > able:
        raise Refusal(
            ngettext(
                "Only %(n)s member may take part; ask for no more than that.",
                "Only %(n)s members may take part; ask for no more than that.",
                able,
            )
            % {"n": able}
        )


# --- taking a position -----------------------------------------------------------------
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
    locked = _lock(running)
    _require_open(locked)
    if attribution not in Attribution.values:
        raise Refusal(_("Choose one of the ways to be named."))
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
    if not is_objection:
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


def _lock(running: EndorsementRound) -> EndorsementRound:
    locked = EndorsementRound.objects.select_for_update(of=("self",))
    found: EndorsementRound = locked.select_related("reply__discussion").get(pk=running.pk)
    return found


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


# --- answering -------------------------------------------------------------------------
@transaction.atomic
def answer(position: Position, *, by: Person, text: str, is_met: bool) -> Position:
    """Answer an objection in public; ``is_met`` only while the round runs.

    Raises:
        Conflict: the objection is not the one any more that was read.
    """
    discussion = position.round.reply.discussion
    require(may_facilitate(by, discussion))
    running = _lock(position.round)
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
    locked.is_met = is_met
    locked.answered_by, locked.answered_at = by, clock.now()
    locked.save()
    record("answer objection", by=by, on=discussion, details={"met": is_met})
    endorsing_letters.answered(locked)
    return locked


# --- closing ---------------------------------------------------------------------------
@transaction.atomic
def close_round(running: EndorsementRound, *, by: Person | None) -> EndorsementRound:
    """Count, and say what came of it; the clock does it after the last day, the team earlier.

    Raises:
        Conflict: it was closed by somebody else.
    """
    require(by is None or may_facilitate(by, running.reply.discussion))
    locked = _lock(running)
    if locked.closed_at is not None:
        raise Conflict(_("This round is closed already."))
    discussion, now = locked.reply.discussion, clock.now()
    _count(locked)
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


# --- leaving ---------------------------------------------------------------------------
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
