"""What councils and questions add to the pages of places and corridors, and to the news."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from diwan.core import clock, slots
from diwan.core.wording import choose

from ..models import Council, Opinion, Question

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from django.http import HttpRequest

    from diwan.core.slots import Scope
    from diwan.vocabularies.models import Place

    from ..queries import OpinionQuerySet, QuestionQuerySet

MOST = 8


def _asked(_request: HttpRequest, place: Place) -> dict[str, Any] | None:
    return _questions(Question.objects.all().public().about(place))


def _asked_between(_request: HttpRequest, corridor: Any) -> dict[str, Any] | None:
    """About one end and to an authority of the other, or the other way round."""
    rows = Question.objects.all().public().about(corridor.origin)
    return _questions(rows.about(corridor.destination))


def _questions(rows: QuestionQuerySet) -> dict[str, Any] | None:
    shown = list(rows.for_listing()[:MOST])
    return {"questions": shown} if shown else None


def _councils(_request: HttpRequest, place: Place) -> dict[str, Any] | None:
    councils = list(Council.objects.all().in_place(place)[:MOST])
    opinions = list(Opinion.objects.all().public().about(place).for_listing()[:MOST])
    return {"councils": councils, "opinions": opinions} if councils or opinions else None


# --- news ------------------------------------------------------------------------------
def _new_questions(_person: Any, scope: Scope, since: datetime, most: int) -> Iterable[slots.News]:
    """Published or answered since; one query."""
    rows = Question.objects.all().public().filter(_concerned(scope, Question.objects.all()))
    day = since.date()
    lately = rows.filter(Q(opened_on__gte=day) | Q(answered_on__gte=day))
    told = [
        slots.News(row.title, row.get_absolute_url(), _moment(row.answered_on or row.opened_on))
        for row in lately.order_by("-answered_on", "-opened_on", "-pk")[:most]
    ]
    return [news for news in told if news.at > since]


def _new_opinions(_person: Any, scope: Scope, since: datetime, most: int) -> Iterable[slots.News]:
    """Adopted or answered since; one query."""
    rows = Opinion.objects.all().public().filter(_concerned(scope, Opinion.objects.all()))
    day = since.date()
    lately = rows.filter(Q(adopted_on__gte=day) | Q(answered_on__gte=day))
    told = [
        slots.News(
            choose(row.title).text,
            row.get_absolute_url(),
            _moment(row.answered_on or row.adopted_on),
        )
        for row in lately.select_related("council").order_by("-answered_on", "-pk")[:most]
    ]
    return [news for news in told if news.at > since]


def _moment(day: date | None) -> datetime:
    """The end of a day, or now on the day itself: news of a day are not older than it."""
    now = clock.now()
    if day is None or day >= now.date():
        return now
    return now.replace(year=day.year, month=day.month, day=day.day, hour=23, minute=59, second=59)


def _concerned(scope: Scope, rows: QuestionQuerySet | OpinionQuerySet) -> Q:
    if scope.theme is not None:
        return Q(theme=scope.theme)
    found = rows.order_by()
    for end in (scope.place, scope.other):
        if end is not None:
            found = found.about(end)
    return Q(pk__in=found.values("pk"))


slots.place_panels.add(
    "groups.questions",
    slots.SubjectPanel(
        _("Questions to authorities"),
        "groups/panels/questions.html",
        _asked,
        belongs=_("Questions about it, and to its authorities. Any member can ask one."),
    ),
    order=50,
)
slots.place_panels.add(
    "groups.councils",
    slots.SubjectPanel(
        _("Councils and opinions"),
        "groups/panels/councils.html",
        _councils,
        belongs=_("Councils of migrants and others that advise here. Stewards write them in."),
    ),
    order=52,
)
slots.corridor_panels.add(
    "groups.questions",
    slots.SubjectPanel(
        _("Questions across"),
        "groups/panels/questions.html",
        _asked_between,
        belongs=_("Questions about one side to an authority of the other. Any member can ask one."),
    ),
    order=50,
)
slots.news_sources.add(
    "groups.questions", slots.NewsSource(_("Question to an authority"), _new_questions), order=50
)
slots.news_sources.add(
    "groups.opinions", slots.NewsSource(_("Opinion of a council"), _new_opinions), order=52
)
