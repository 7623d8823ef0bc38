"""Letters about questions and opinions. No subject and no log names a person or a matter (P-15)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import override

from diwan.core import clock
from diwan.core.wording import choose
from diwan.mailroom.actions import send
from diwan.people.models import Mandate, Organisation, Person
from diwan.people.rules.organisations import SIGNING

from ..queries import ANSWERING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..models import Opinion, Question


# --- questions -------------------------------------------------------------------------
def tell_published(question: Question) -> None:
    _tell_asker(question, "published", due_on=question.due_on)


def tell_returned(question: Question) -> None:
    _tell_asker(question, "returned", why=question.why)


def tell_mended(question: Question, slips: list[tuple[str, str]]) -> None:
    """Word for word: what stood there, and what stands there now."""
    _tell_asker(question, "mended", slips=slips)


def tell_turned_away(question: Question) -> None:
    box = f"help@{settings.DIWAN_MAIL_DOMAIN}"
    contact = settings.DIWAN_OPERATOR_CONTACT
    _tell_asker(question, "turned_away", why=question.why, help=box, contact=contact)


def tell_answered(question: Question) -> None:
    _tell_asker(question, "answered")


def tell_redirected(question: Question) -> None:
    _tell_asker(question, "redirected", due_on=question.due_on)


def tell_owed(question: Question) -> None:
    """To those who answer for the authority: a question is before them."""
    people = answerers(question.authority)
    _tell(people, "owed", question, question.authority, due_on=question.due_on)


def tell_not_satisfied(question: Question) -> None:
    _tell(answerers(question.authority), "not_satisfied", question, question.authority)


def remind_of_question(question: Question, *, days: int, is_overdue: bool) -> int:
    """How many letters went out."""
    people = answerers(question.authority)
    told = {"due_on": question.due_on, "days": days, "is_overdue": is_overdue}
    return _tell(people, "reminder", question, question.authority, **told)


# --- opinions --------------------------------------------------------------------------
def tell_opinion_adopted(opinion: Opinion) -> None:
    people = signers(opinion.authority)
    _tell(people, "opinion_adopted", opinion, opinion.council, due_on=opinion.due_on)


def tell_opinion_answered(opinion: Opinion) -> None:
    _tell(signers(opinion.council.secretariat), "opinion_answered", opinion, opinion.authority)


def remind_of_opinion(opinion: Opinion, *, days: int, is_overdue: bool) -> int:
    told = {"due_on": opinion.due_on, "days": days, "is_overdue": is_overdue}
    return _tell(signers(opinion.authority), "opinion_reminder", opinion, opinion.council, **told)


# --- who and how -------------------------------------------------------------------------
def answerers(authority: Organisation) -> list[Person]:
    """Its focal points and their deputies; where there are none, whoever signs for it."""
    points = _holding(authority, [role for role in ANSWERING if role not in SIGNING])
    return points or signers(authority)


def signers(body: Organisation) -> list[Person]:
    return _holding(body, list(SIGNING))


def _holding(body: Organisation, roles: Iterable[str]) -> list[Person]:
    held = Mandate.objects.current(clock.now().date()).filter(
        organisation=body, role__in=roles, person__is_active=True
    )
    rows = held.select_related("person").order_by("pk")
    return list({row.person_id: row.person for row in rows}.values())


def _tell_asker(question: Question, name: str, **context: Any) -> None:
    person = question.asked_by
    if person is not None and person.is_active:
        _tell([person], name, question, question.authority, **context)


def _tell(
    people: Iterable[Person], name: str, thing: Question | Opinion, body: Any, **context: Any
) -> int:
    """One letter each; ``body`` is whom it is about, in the reader's words."""
    told = 0
    for person in people:
        with override(person.language):
            path = thing.get_absolute_url()
            named = body.name_shown if isinstance(body, Organisation) else choose(body.name).text
        send(
            f"groups/{name}",
            to=person.email,
            language=person.language,
            context={"path": path, "body": named, **context},
        )
        told += 1
    return told
