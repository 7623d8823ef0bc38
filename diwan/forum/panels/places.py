"""What forums add to pages of places and corridors, and to the news."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from diwan.core import slots

from ..models import Forum, Topic
from ..views.pages import lines

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from diwan.core.slots import Scope
    from diwan.vocabularies.models import Place

    from ..queries import ForumQuerySet, TopicQuerySet

MOST = 8
_TEMPLATE = "forum/panels/topics.html"


def _topics(person: Any, forums: ForumQuerySet) -> TopicQuerySet:
    rows = Topic.objects.visible_to(person).seen()
    return rows.filter(forum__in=forums.values("pk")).for_listing()


def _of_place(request: HttpRequest, place: Place) -> dict[str, Any] | None:
    return _shown(request, Forum.objects.all().concerning(place))


def _of_corridor(request: HttpRequest, corridor: Any) -> dict[str, Any] | None:
    forums = Forum.objects.all().concerning(corridor.origin)
    return _shown(request, forums.concerning(corridor.destination))


def _shown(request: HttpRequest, forums: ForumQuerySet) -> dict[str, Any] | None:
    """What was said last; one query."""
    rows = _topics(request.user, forums).order_by("-last_at", "-pk")[:MOST]
    topics = lines(rows)
    return {"topics": topics} if topics else None


def _news(person: Any, scope: Scope, since: datetime, most: int) -> list[slots.News]:
    forums = _concerned(scope)
    rows = _topics(person, forums).filter(opened_at__gt=since).order_by("-opened_at", "-pk")
    return [slots.News(row.title, row.get_absolute_url(), row.opened_at) for row in rows[:most]]


def _concerned(scope: Scope) -> ForumQuerySet:
    forums: ForumQuerySet = Forum.objects.all()
    if scope.theme is not None:
        return forums.on_theme(scope.theme.key)
    for end in (scope.place, scope.other):
        forums = forums.concerning(end) if end is not None else forums
    return forums


slots.place_panels.add(
    "forum.topics",
    slots.SubjectPanel(
        _("Said in forums"),
        _TEMPLATE,
        _of_place,
        belongs=_(
            "What members say in forums of this place, and of councils and projects at work here."
            " Any member opens a topic; stewards open forums."
        ),
    ),
    order=55,
)
slots.corridor_panels.add(
    "forum.topics",
    slots.SubjectPanel(
        _("Said in forums"),
        _TEMPLATE,
        _of_corridor,
        belongs=_("What members say in forums of projects that work in both places."),
    ),
    order=55,
)
slots.news_sources.add("forum", slots.NewsSource(_("New topic"), _news), order=55)
