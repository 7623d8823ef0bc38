"""What councils and questions add to the search: what everybody may read."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from diwan.core import slots
from diwan.core.slots import Findable
from diwan.core.wording import choose

from ..actions import indexing
from ..models import Opinion, Question

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.db.models import QuerySet

Key = tuple[int, str]


def _visible_questions(_person: Any) -> QuerySet[Any, Any]:
    return Question.objects.all().public().order_by().values("pk")


def _reindex_questions() -> int:
    rows = list(Question.objects.all().public().prefetch_related("answers"))
    indexing.index_questions(rows)
    return len(rows)


def _show_questions(found: Sequence[Key]) -> dict[Key, Findable]:
    asked = Question.objects.all().public().filter(pk__in={pk for pk, _code in found})
    rows = asked.prefetch_related("answers")
    return {(row.pk, row.language): _question(row) for row in rows}


def _question(row: Question) -> Findable:
    said = " \n".join([row.masked, *(each.text for each in row.answers.all())])
    return Findable(row.title, said, row.get_absolute_url(), _moment(row.opened_on))


def _visible_opinions(_person: Any) -> QuerySet[Any, Any]:
    return Opinion.objects.all().public().order_by().values("pk")


def _reindex_opinions() -> int:
    rows = list(Opinion.objects.all().public())
    indexing.index_opinions(rows)
    return len(rows)


def _show_opinions(found: Sequence[Key]) -> dict[Key, Findable]:
    asked = Opinion.objects.all().public().filter(pk__in={pk for pk, _code in found})
    rows = {row.pk: row for row in asked.select_related("council")}
    return {(pk, code): _opinion(rows[pk], code) for pk, code in found if pk in rows}


def _opinion(row: Opinion, code: str) -> Findable:
    said = " \n".join([row.text.get(code, ""), row.answer.get(code, "")])
    title = choose(row.title, code).text
    return Findable(title, said, row.get_absolute_url(), _moment(row.adopted_on))


def _moment(day: date | None) -> datetime | None:
    return datetime.combine(day, time(12), UTC) if day else None


slots.search_sources.add(
    indexing.QUESTIONS,
    slots.SearchSource(
        _("Questions to authorities"), _visible_questions, _reindex_questions, _show_questions
    ),
    order=40,
)
slots.search_sources.add(
    indexing.OPINIONS,
    slots.SearchSource(
        _("Opinions of councils"), _visible_opinions, _reindex_opinions, _show_opinions
    ),
    order=42,
)
