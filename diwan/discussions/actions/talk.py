"""Proposed questions, reports and following."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from diwan.audit.actions import record
from diwan.core import clock
from diwan.core.errors import Conflict, Refusal

from .. import rhythms
from ..access import may_facilitate, require
from ..models import Discussion, Follow, QuestionProposal, Report, Topic
from ..words import ProposalState, ReportState, Rhythm
from ..wordwork import language_of
from . import letters, stopping
from .asking import add_question

if TYPE_CHECKING:
    from diwan.people.models import Person

    from ..models import Contribution


@transaction.atomic
def propose_question(
    discussion: Discussion, *, text: str, topic: Topic | None, by: Person
) -> QuestionProposal:
    """Put a question to the discussion; it is held like everything else (A9)."""
    require(by.is_active)
    if not discussion.is_taking_contributions:
        raise Refusal(_("This discussion takes no questions at the moment."))
    proposal = QuestionProposal.objects.create(
        discussion=discussion,
        topic=topic,
        text=text.strip(),
        language=language_of(text, default=by.language),
        proposed_by=by,
        proposed_at=clock.now(),
    )
    record("propose question", by=by, on=proposal)
    return proposal


@transaction.atomic
def promote(
    proposal: QuestionProposal, *, topic: Topic, words: dict[str, str], by: Person
) -> QuestionProposal:
    """Make a proposed question one of the discussion's own, for everybody to answer."""
    locked = _lock_proposal(proposal, by=by)
    locked.question = add_question(topic, text=words, by=by, is_members=True)
    return _decide(locked, ProposalState.PROMOTED, by=by, note="")


@transaction.atomic
def decline(proposal: QuestionProposal, *, note: str, by: Person) -> QuestionProposal:
    """Decline a proposed question, saying why."""
    if not note.strip():
        raise Refusal(_("Write to the member why the question is not taken."))
    return _decide(_lock_proposal(proposal, by=by), ProposalState.DECLINED, by=by, note=note)


def _lock_proposal(proposal: QuestionProposal, *, by: Person) -> QuestionProposal:
    require(may_facilitate(by, proposal.discussion))
    locked = QuestionProposal.objects.select_for_update().get(pk=proposal.pk)
    if locked.state not in {ProposalState.HELD, ProposalState.OPEN}:
        raise Conflict(_("Somebody else was faster: this question was decided already."))
    return locked


def _decide(proposal: QuestionProposal, state: str, *, by: Person, note: str) -> QuestionProposal:
    proposal.state = state
    proposal.decision_note = note.strip()
    proposal.decided_at = clock.now()
    proposal.save()
    record(f"question {state}", by=by, on=proposal)
    letters.proposal_decided(proposal)
    return proposal


@transaction.atomic
def report(contribution: Contribution, *, reason: str, by: Person) -> Report:
    """Ask the facilitation team to look at a released contribution again."""
    if not reason.strip():
        raise Refusal(_("Say what is wrong with it."))
    made = Report.objects.create(
        contribution=contribution, reason=reason.strip(), reported_by=by, reported_at=clock.now()
    )
    record("report", by=by, on=contribution)
    return made


@transaction.atomic
def answer_report(made: Report, *, state: str, by: Person) -> Report:
    """Say that a report was looked at: kept as it is, or acted upon."""
    require(may_facilitate(by, made.contribution.discussion))
    locked = Report.objects.select_for_update().get(pk=made.pk)
    if locked.state != ReportState.OPEN:
        raise Conflict(_("Somebody else was faster: this report was answered already."))
    locked.state = state
    locked.decided_at = clock.now()
    locked.save()
    record(f"report {state}", by=by, on=made.contribution)
    return locked


@transaction.atomic
def follow(discussion: Discussion, *, by: Person, rhythm: str = "") -> None:
    """Get the letters of a discussion, in a rhythm if one is chosen."""
    chosen = {"rhythm": rhythm} if rhythm else {}
    Follow.objects.update_or_create(discussion=discussion, person=by, defaults=chosen)
    stopping.welcome_again(discussion, by.email)


def choose_rhythm(follow: Follow, rhythm: str) -> None:
    """How often a follower hears of what is new.

    What was released while they heard of each one at once is not told again.
    """
    if follow.digest_at is None or rhythms.chosen(follow) == Rhythm.EACH:
        follow.digest_at = clock.now()
    follow.rhythm = Rhythm(rhythm).value
    follow.save(update_fields=["rhythm", "digest_at"])


@transaction.atomic
def unfollow(discussion: Discussion, *, by: Person) -> None:
    Follow.objects.filter(discussion=discussion, person=by).delete()
