"""What members want to be discussed: topics before a call, and which of them come first (A20)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from diwan.audit.actions import record
from diwan.core import clock
from diwan.core.errors import Conflict, Refusal
from diwan.mailroom.actions import send

from ..access import may_create, may_facilitate, require
from ..models import Discussion, Priority, QuestionProposal, TopicIdea
from ..words import ProposalState, Stage
from ..wordwork import language_of
from . import envelopes, letters
from .asking import add_topic

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet

    from diwan.people.models import Person

_WAITING = (ProposalState.HELD, ProposalState.OPEN)


# --- topics before a call ------------------------------------------------------------------
@transaction.atomic
def propose_idea(*, title: str, text: str, by: Person) -> TopicIdea:
    """Propose what should be discussed next; it is held until somebody has read it."""
    require(by.is_active)
    if not title.strip() or not text.strip():
        raise Refusal(_("Write what should be discussed, and why it matters."))
    idea = TopicIdea.objects.create(
        title=title.strip(),
        text=text.strip(),
        language=language_of(f"{title}\n{text}", default=by.language),
        proposed_by=by,
        proposed_at=clock.now(),
    )
    record("propose topic", by=by, on=idea)
    return idea


@transaction.atomic
def open_idea(idea: TopicIdea, *, by: Person) -> TopicIdea:
    """Put a proposed topic to all members, who say what comes first."""
    require(may_create(by))
    locked = _lock(idea)
    if locked.state != ProposalState.HELD:
        raise Conflict(_("Members see this topic already."))
    return _decide(locked, ProposalState.OPEN, by=by)


@transaction.atomic
def decline_idea(idea: TopicIdea, *, note: str, by: Person) -> TopicIdea:
    """Decline a proposed topic, saying why."""
    require(may_create(by))
    if not note.strip():
        raise Refusal(_("Write to the member why the topic is not taken."))
    return _decide(_lock(idea), ProposalState.DECLINED, by=by, note=note)


@transaction.atomic
def promote_idea(
    idea: TopicIdea, *, discussion: Discussion, words: Mapping[str, str], by: Person
) -> TopicIdea:
    """Make a proposed topic one of a discussion that is in preparation.

    Args:
        words: the title of the topic by language.
    """
    require(may_facilitate(by, discussion))
    locked = _lock(idea)
    if discussion.stage != Stage.DRAFT:
        raise Refusal(_("Choose a discussion that is still in preparation."))
    add_topic(discussion, title=dict(words), by=by)
    locked.discussion = discussion
    return _decide(locked, ProposalState.PROMOTED, by=by)


def _lock(idea: TopicIdea) -> TopicIdea:
    locked = TopicIdea.objects.select_for_update().get(pk=idea.pk)
    if locked.state not in _WAITING:
        raise Conflict(_("Somebody else was faster: this topic was decided already."))
    return locked


def _decide(idea: TopicIdea, state: str, *, by: Person, note: str = "") -> TopicIdea:
    idea.state = state
    idea.decision_note = note.strip()
    idea.decided_at = clock.now()
    idea.save()
    record(f"topic {state}", by=by, on=idea)
    _tell(idea)
    return idea


def _tell(idea: TopicIdea) -> None:
    """The member who proposed it; which discussion took it up is told where they may read it."""
    person = idea.proposed_by
    if person is None or not person.is_active:
        return
    send(
        f"discussions/idea_{idea.state}",
        to=person.email,
        language=person.language,
        context={
            "idea": idea,
            "ideas_url": envelopes.link("discussions:ideas", language=person.language),
        },
    )


def ideas() -> QuerySet[TopicIdea]:
    """Open topics, the most wanted first, with their ``count``."""
    return (
        TopicIdea.objects.filter(state=ProposalState.OPEN)
        .annotate(count=Count("priorities"))
        .order_by("-count", "proposed_at", "pk")
    )


# --- proposed questions --------------------------------------------------------------------
@transaction.atomic
def open_proposal(proposal: QuestionProposal, *, by: Person) -> QuestionProposal:
    """Let members say whether a proposed question should be asked."""
    require(may_facilitate(by, proposal.discussion))
    locked = QuestionProposal.objects.select_for_update().get(pk=proposal.pk)
    if locked.state != ProposalState.HELD:
        raise Conflict(_("Somebody else was faster: this question was decided already."))
    locked.state = ProposalState.OPEN
    locked.save(update_fields=["state"])
    record("question open", by=by, on=locked.discussion)
    letters.proposal_decided(locked)
    return locked


def proposals(discussion: Discussion) -> QuerySet[QuestionProposal]:
    """Proposed questions open to priorities, the most wanted first, with their ``count``."""
    return (
        discussion.proposals.filter(state=ProposalState.OPEN)
        .annotate(count=Count("priorities"))
        .order_by("-count", "proposed_at", "pk")
    )


# --- what comes first ----------------------------------------------------------------------
@transaction.atomic
def prioritise(thing: TopicIdea | QuestionProposal, *, by: Person) -> bool:
    """Say that this should come first, or take that back; returns whether it is said now.

    The caller has made sure that ``by`` may read it.
    """
    require(by.is_active)
    if thing.state != ProposalState.OPEN:
        raise Refusal(_("This is not open to priorities any more."))
    if isinstance(thing, QuestionProposal) and not thing.discussion.is_taking_contributions:
        raise Refusal(_("This discussion takes no questions at the moment."))
    name = "idea" if isinstance(thing, TopicIdea) else "proposal"
    wanted: dict[str, Any] = {name: thing}
    mine = Priority.objects.filter(person=by, **wanted)
    if mine.exists():
        mine.delete()
        return False
    Priority.objects.get_or_create(person=by, **wanted)
    return True


def wanted_by(person: object, name: str) -> set[int]:
    """Keys of the ``idea`` or ``proposal`` rows that a person wants first; none for a visitor."""
    if not getattr(person, "is_authenticated", False):
        return set()
    rows = Priority.objects.filter(person=person, **{f"{name}__isnull": False})  # type: ignore[misc]
    return set(rows.values_list(f"{name}_id", flat=True))
