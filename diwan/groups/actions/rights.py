"""What is held about a person here (P-11), and what is forgotten in time (P-10)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from .. import rules
from ..models import Answer, Holding, Question, Redirection, Support
from ..words import Naming, QuestionState
from .councils import close

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from diwan.people.models import Person


def everything_of(person: Person) -> dict[str, Any]:
    """Questions, what they asked too, answers they wrote and seats they hold, as plain data."""
    questions = Question.objects.filter(asked_by=person).select_related("authority")
    supports = Support.objects.filter(person=person).select_related("question")
    answers = Answer.objects.filter(answered_by=person).select_related("authority")
    seats = Holding.objects.filter(person=person).select_related("seat__college__council")
    return {
        "questions": [_question(row) for row in questions.order_by("asked_at", "pk")],
        "asked_too": [
            {"question": row.question.title, "given_at": row.given_at} for row in supports
        ],
        "answers": [
            {"authority": row.authority.name, "text": row.text, "answered_at": row.answered_at}
            for row in answers
        ],
        "seats": [_seat(row) for row in seats],
    }


def _question(row: Question) -> dict[str, Any]:
    names = ("title", "masked", "text", "naming", "state", "asked_at", "why", "is_satisfied")
    return {"authority": row.authority.name} | {name: getattr(row, name) for name in names}


def _seat(row: Holding) -> dict[str, Any]:
    return {
        "council": str(row.seat.college.council),
        "college": str(row.seat.college),
        "role": row.role,
        "audience": row.audience,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
    }


@transaction.atomic
def erase(person: Person) -> None:
    """What was published stays without a name; the rest goes. Seats are left.

    Of what was published and taken back, its number, authority and dates stay.
    """
    asked = Question.objects.filter(asked_by=person)
    never = asked.filter(withdrawn_on__isnull=True)
    never.exclude(state__in=[QuestionState.OPEN, QuestionState.ANSWERED]).delete()
    strip(asked.filter(withdrawn_on__isnull=False))
    asked.update(asked_by=None, naming=Naming.ANONYMOUS, text="")
    Support.objects.filter(person=person).delete()
    for holding in Holding.objects.filter(person=person):
        close(holding)
    Holding.objects.filter(person=person).update(person=None)


def due(now: datetime) -> int:
    before, rows = now - rules.UNPUBLISHED_LIFE, Question.objects.all()
    return rows.unpublished(before).count() + rows.still_worded(before).count()


def purge(now: datetime) -> int:
    """Questions that nobody read, and the words of those taken back; how many."""
    before = now - rules.UNPUBLISHED_LIFE
    keys = list(Question.objects.all().unpublished(before).values_list("pk", flat=True))
    Question.objects.filter(pk__in=keys).delete()
    return len(keys) + strip(Question.objects.all().still_worded(before))


def strip(rows: QuerySet[Question, Question]) -> int:
    """Leave the number, the authority and the dates of these, and nothing else; how many."""
    keys = list(rows.values_list("pk", flat=True))
    Answer.objects.filter(question__in=keys).delete()
    Support.objects.filter(question__in=keys).delete()
    Redirection.objects.filter(question__in=keys).update(why="")
    return Question.objects.filter(pk__in=keys).update(
        asked_by=None,
        naming=Naming.ANONYMOUS,
        title="",
        masked="",
        text="",
        why="",
        place=None,
        theme=None,
        is_satisfied=None,
    )
