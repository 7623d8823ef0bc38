"""The registers as files and feeds: what their pages say to everybody, nothing more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from diwan.core import feeds

from .. import registers
from ..models import Answer, Opinion, Question
from .councils import narrowed_opinions
from .questions import narrowed

if TYPE_CHECKING:
    from django.http import HttpRequest

_NEWEST = 40


@require_safe
def questions_table(request: HttpRequest) -> HttpResponse:
    """What the page of questions shows, narrowed as there, all of it."""
    rows = narrowed(request).rows.for_listing().prefetch_related("answers")
    return _table(registers.csv_of_questions(rows), "questions")


@require_safe
def questions_feed(_request: HttpRequest) -> HttpResponse:
    public = Question.objects.all().public()
    rows = public.order_by("-decided_at", "-pk")[:_NEWEST]
    answers = Answer.objects.filter(question__in=public).select_related("question")
    told = registers.news_of_questions(rows, answers.order_by("-answered_at", "-pk")[:_NEWEST])
    return feeds.atom(
        title=_("Questions to authorities"),
        subtitle=_("What was asked in public, and what was answered"),
        path=reverse("questions:index"),
        feed_path=reverse("questions:feed"),
        items=told[:_NEWEST],
    )


@require_safe
def opinions_table(request: HttpRequest) -> HttpResponse:
    rows = narrowed_opinions(request).for_listing()
    return _table(registers.csv_of_opinions(rows), "opinions")


@require_safe
def opinions_feed(_request: HttpRequest) -> HttpResponse:
    rows = Opinion.objects.all().public().for_listing()
    told = registers.news_of_opinions(rows.order_by("-adopted_on", "-pk")[:_NEWEST])
    return feeds.atom(
        title=_("Register of opinions"),
        subtitle=_("What councils said, and what was answered"),
        path=reverse("councils:opinions"),
        feed_path=reverse("councils:opinions_feed"),
        items=told[:_NEWEST],
    )


def _table(text: str, name: str) -> HttpResponse:
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer
