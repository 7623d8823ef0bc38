"""Who may do what with a council, an opinion or a question: predicates that read as speech."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied

from .queries import answers_for, signs_for, tied_to
from .words import OpinionState, QuestionState

if TYPE_CHECKING:
    from diwan.people.models import Organisation

    from .models import Council, Holding, Opinion, Question


def is_steward(person: Any) -> bool:
    return bool(
        person.is_authenticated
        and person.is_active
        and (person.is_steward or person.is_administrator)
    )


def may_found(person: Any) -> bool:
    """Stewards write councils in; their secretariats keep them afterwards."""
    return is_steward(person)


def may_keep(person: Any, council: Council) -> bool:
    """The record of a council: whoever signs for its secretariat, and stewards."""
    if not (person.is_authenticated and person.is_active):
        return False
    return is_steward(person) or signs_for(person).filter(pk=council.secretariat_id).exists()


def may_answer_opinion(person: Any, opinion: Opinion) -> bool:
    """Whoever signs for the authority: an answer to a council binds it."""
    if opinion.state != OpinionState.ADOPTED:
        return False
    return signs_for(person).filter(pk=opinion.authority_id).exists()


def may_choose_audience(person: Any, holding: Holding) -> bool:
    return bool(person.is_authenticated and holding.person_id == person.pk)


def may_answer_for(person: Any, authority: Organisation) -> bool:
    """A manager, officer, focal point or deputy of the authority."""
    return answers_for(person).filter(pk=authority.pk).exists()


def may_set_clock(person: Any, authority: Organisation) -> bool:
    return answers_for(person).filter(pk=authority.pk).exists() and (
        signs_for(person).filter(pk=authority.pk).exists()
    )


def may_read_for_house(person: Any, question: Question) -> bool:
    """A steward who neither asks nor belongs to the authority."""
    if not is_steward(person) or question.state != QuestionState.HELD:
        return False
    if question.asked_by_id == person.pk:
        return False
    return not tied_to(person).filter(pk=question.authority_id).exists()


def is_asker(person: Any, question: Question) -> bool:
    return bool(person.is_authenticated and question.asked_by_id == person.pk)


def require(allowed: bool) -> None:
    """Raises:
    PermissionDenied: when not allowed.
    """
    if not allowed:
        raise PermissionDenied
