"""The order of statements: points by question, experiences by country, recommendations.

Numbers run through the reply from 1, and are unique at every moment: what makes room first goes
out of everybody's way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from diwan.audit.actions import record
from diwan.core.errors import Refusal

from ...models import Statement
from ...outlines import outline_of
from ...words import StatementKind
from .locking import lock_statement
from .stretches import FAR

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

    from diwan.people.models import Person

    from ...models import Discussion, Reply

_KINDS = (StatementKind.POINT, StatementKind.EXPERIENCE, StatementKind.RECOMMENDATION)


@transaction.atomic
def move(statement: Statement, *, by: Person, step: int) -> Statement:
    """One place up (``step=-1``) or down (``step=1``) among its neighbours of the same section.

    Raises:
        Refusal: it is the first or the last one there, or its reply is no draft.
    """
    locked = lock_statement(statement, by=by)
    other = _neighbour(locked, step)
    if other is None:
        raise Refusal(
            _("It is the first one here already.")
            if step < 0
            else _("It is the last one here already.")
        )
    _set(other, number=FAR)
    mine, locked.number = locked.number, other.number
    _set(locked, number=locked.number)
    _set(other, number=mine)
    record("move statement", by=by, on=locked, details={"from": mine, "to": locked.number})
    return locked


def _neighbour(statement: Statement, step: int) -> Statement | None:
    near = same_section(statement)
    if step < 0:
        return near.filter(number__lt=statement.number).order_by("-number").first()
    return near.filter(number__gt=statement.number).order_by("number").first()


def same_section(statement: Statement) -> QuerySet[Statement]:
    """Those it stands among: points of its question, experiences of its country, advice."""
    near = Statement.objects.filter(reply=statement.reply, kind=statement.kind)
    if statement.kind == StatementKind.EXPERIENCE:
        return near.filter(place=statement.place)
    return near.filter(about=statement.about)


def _set(statement: Statement, *, number: int) -> None:
    Statement.objects.filter(pk=statement.pk).update(number=number)


# --- room among the numbers ------------------------------------------------------------
def place_last(statement: Statement) -> None:
    """Put it where its kind, question or country belongs, after what is there already."""
    take_out(statement)
    rank = _ranks(statement.reply.discussion)
    # the countries of experiences stand as they stand; a new one comes after them
    before = (
        same_section(statement).exclude(pk=statement.pk).order_by("-number").first()
        if statement.kind == StatementKind.EXPERIENCE
        else None
    )
    others = Statement.objects.filter(reply=statement.reply).exclude(pk=statement.pk)
    numbers = (
        row.number for row in others.only("number", "kind", "about") if rank(row) <= rank(statement)
    )
    put_after(statement, before.number if before else max(numbers, default=0))


def _ranks(discussion: Discussion) -> Callable[[Any], tuple[int, int]]:
    """By which statements stand: kinds, then questions in the order of the call."""
    asked = [
        key
        for topic in outline_of(discussion).topics
        for key in (topic.key, *(question.key for question in topic.questions))
    ]
    places = {key: place for place, key in enumerate(asked)}

    def _rank(row: Statement) -> tuple[int, int]:
        question = places.get(row.about, len(places)) if row.kind == StatementKind.POINT else 0
        return _KINDS.index(StatementKind(row.kind)), question

    return _rank


def take_out(statement: Statement) -> None:
    """Out of the row of numbers, which closes behind it."""
    number = statement.number
    statement.number = 2 * FAR
    _set(statement, number=statement.number)
    close(statement.reply, number)


def put_after(statement: Statement, number: int) -> None:
    """Into the row of numbers, behind ``number``; 0: to the front."""
    _shift(statement.reply, above=number, by=1)
    statement.number = number + 1
    _set(statement, number=statement.number)


def close(reply: Reply, number: int) -> None:
    """Close the gap at ``number``."""
    _shift(reply, above=number, by=-1)


def _shift(reply: Reply, *, above: int, by: int) -> None:
    rows = Statement.objects.filter(reply=reply, number__lt=2 * FAR)
    rows.filter(number__gt=above).update(number=F("number") + FAR)
    rows.filter(number__gt=FAR).update(number=F("number") - FAR + by)
