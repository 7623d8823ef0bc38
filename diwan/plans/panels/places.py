"""What projects add to pages of places, corridors and organisations, to the map and the news."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from diwan.core import slots
from diwan.core.wording import choose
from diwan.vocabularies.rules import country_of

from .. import boards
from ..models import Project

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.http import HttpRequest

    from diwan.core.slots import Scope
    from diwan.people.models import Organisation
    from diwan.vocabularies.models import Place

    from ..queries import ProjectQuerySet

MOST = 10
#: one that works in more countries than these ties no two of them to each other
_MOST_TIED = 12
_TEMPLATE = "plans/_rows.html"


# --- pages -------------------------------------------------------------------------------
def _readable(person: Any) -> ProjectQuerySet:
    return Project.objects.visible_to(person).published()


def _of_place(request: HttpRequest, place: Place) -> dict[str, Any] | None:
    return _shown(_readable(request.user).in_place(place))


def _of_corridor(request: HttpRequest, corridor: Any) -> dict[str, Any] | None:
    rows = _readable(request.user).in_place(corridor.origin)
    return _shown(rows.in_place(corridor.destination))


def _of_organisation(request: HttpRequest, organisation: Organisation) -> dict[str, Any] | None:
    return _shown(_readable(request.user).with_body(organisation))


def _shown(rows: ProjectQuerySet) -> dict[str, Any] | None:
    """What goes on now first; one query for the projects, one for their indicators."""
    found = list(rows.for_listing()[: MOST + 1])
    if not found:
        return None
    return {
        "board": boards.lines(found[:MOST]),
        "is_more": len(found) > MOST,
        "url": reverse("plans:index"),
    }


# --- the map -----------------------------------------------------------------------------
def _counts(person: Any) -> Counter[str]:
    return Counter(code for codes in _countries(person) for code in codes)


def _pairs(person: Any) -> Counter[tuple[str, str]]:
    return Counter(
        pair
        for codes in _countries(person)
        if len(codes) <= _MOST_TIED
        for pair in combinations(sorted(codes), 2)
    )


def _countries(person: Any) -> Iterable[set[str]]:
    """The countries of each project; one query."""
    rows = _readable(person).filter(places__isnull=False).order_by()
    found: dict[int, set[str]] = {}
    for pk, code in rows.values_list("pk", "places__place__code"):
        if country := country_of(code):
            found.setdefault(pk, set()).add(country)
    return found.values()


# --- news --------------------------------------------------------------------------------
def _news(person: Any, scope: Scope, since: datetime, most: int) -> list[slots.News]:
    rows = _concerned(_readable(person), scope).filter(published_at__gt=since)
    newest = rows.order_by("-published_at", "-pk")[:most]
    return [
        slots.News(choose(row.title).text, row.get_absolute_url(), row.published_at)
        for row in newest
        if row.published_at is not None
    ]


def _concerned(rows: ProjectQuerySet, scope: Scope) -> ProjectQuerySet:
    if scope.theme is not None:
        return rows.on_theme(scope.theme.key)
    for end in (scope.place, scope.other):
        rows = rows.in_place(end) if end is not None else rows
    return rows


_belongs = _(
    "Projects that work here. Whoever manages the organisation that leads one writes it down under"
    " “Projects” and names its places."
)
slots.place_panels.add(
    "plans.projects",
    slots.SubjectPanel(_("Projects"), _TEMPLATE, _of_place, belongs=_belongs),
    order=45,
)
slots.corridor_panels.add(
    "plans.projects",
    slots.SubjectPanel(
        _("Projects in both places"),
        _TEMPLATE,
        _of_corridor,
        belongs=_("Projects that work in both places. Whoever writes one down names its places."),
    ),
    order=45,
)
slots.organisation_panels.add(
    "plans.projects",
    slots.SubjectPanel(_("Projects"), _TEMPLATE, _of_organisation, belongs=_belongs),
    order=45,
)
slots.place_counts.add("plans", slots.PlaceCount(_("Projects"), _counts, _pairs), order=45)
slots.news_sources.add("plans", slots.NewsSource(_("New project"), _news), order=45)
