"""Due work: remind authorities of answers that they owe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from .. import rules
from ..models import Opinion, Question
from ..words import OpinionState, QuestionState
from . import letters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime


def remind(now: datetime) -> int:
    """Write about what is due within a week or overdue; how many letters.

    May run twice: the day of the letter is kept with the row, in the same transaction.
    """
    today = now.date()
    soon = today + rules.NOTICE
    questions = Question.objects.filter(state=QuestionState.OPEN, due_on__lte=soon)
    opinions = Opinion.objects.filter(state=OpinionState.ADOPTED, due_on__lte=soon)
    told = _each(questions.values_list("pk", flat=True), lambda pk: _question(pk, today))
    return told + _each(opinions.values_list("pk", flat=True), lambda pk: _opinion(pk, today))


def _each(keys: Iterable[int], act: Callable[[int], int]) -> int:
    return sum(act(pk) for pk in list(keys))


@transaction.atomic
def _question(pk: int, today: date) -> int:
    rows = Question.objects.select_for_update(of=("self",)).select_related("authority")
    row = rows.filter(pk=pk, state=QuestionState.OPEN).first()
    if row is None or row.due_on is None:
        return 0
    return _told(row, row.due_on, today, letters.remind_of_question)


@transaction.atomic
def _opinion(pk: int, today: date) -> int:
    rows = Opinion.objects.select_for_update(of=("self",)).select_related("authority", "council")
    row = rows.filter(pk=pk, state=OpinionState.ADOPTED).first()
    if row is None or row.due_on is None:
        return 0
    return _told(row, row.due_on, today, letters.remind_of_opinion)


def _told(row: Question | Opinion, due_on: date, today: date, write: Callable[..., int]) -> int:
    if not rules.reminder_due(due_on, row.reminded_on, today):
        return 0
    row.reminded_on = today
    row.save(update_fields=["reminded_on"])
    return write(row, days=abs((due_on - today).days), is_overdue=today > due_on)
