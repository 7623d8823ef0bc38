"""What the library adds to pages of places, corridors and organisations, to the map and news."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from diwan.core import clock, slots
from diwan.core.wording import choose
from diwan.vocabularies.rules import country_of

from ..models import Item

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.http import HttpRequest

    from diwan.core.slots import Scope
    from diwan.people.models import Organisation
    from diwan.vocabularies.models import Place

    from ..queries import ItemQuerySet

MOST = 8
#: one that is about more countries than these ties no two of them to each other
_MOST_TIED = 12
_TEMPLATE = "library/_rows.html"


# --- pages -------------------------------------------------------------------------------
def _readable(person: Any) -> ItemQuerySet:
    return Item.objects.visible_to(person).published()


def _of_place(request: HttpRequest, place: Place) -> dict[str, Any] | None:
    return _shown(_readable(request.user).in_place(place), f"?country={place.pk}")


def _of_corridor(request: HttpRequest, corridor: Any) -> dict[str, Any] | None:
    rows = _readable(request.user).in_place(corridor.origin)
    return _shown(rows.in_place(corridor.destination))


def _of_organisation(request: HttpRequest, organisation: Organisation) -> dict[str, Any] | None:
    return _shown(_readable(request.user).with_body(organisation))


def _shown(rows: ItemQuerySet, query: str = "") -> dict[str, Any] | None:
    """The newest; one query."""
    found = list(rows.order_by("-published_at", "-pk")[: MOST + 1])
    if not found:
        return None
    return {
        "items": found[:MOST],
        "is_more": len(found) > MOST,
        "url": reverse("library:index") + query,
        "today": clock.now().date(),
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
    """The countries of each item; one query."""
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


def _concerned(rows: ItemQuerySet, scope: Scope) -> ItemQuerySet:
    if scope.theme is not None:
        rows = rows.on_theme(scope.theme.key)
    for end in (scope.place, scope.other):
        rows = rows.in_place(end) if end is not None else rows
    return rows


_belongs = _(
    "Practices, publications and norms about this. Every member can submit one in the library and"
    " name its places."
)
slots.place_panels.add(
    "library.items",
    slots.SubjectPanel(_("In the library"), _TEMPLATE, _of_place, belongs=_belongs),
    order=50,
)
slots.corridor_panels.add(
    "library.items",
    slots.SubjectPanel(
        _("In the library, about both places"),
        _TEMPLATE,
        _of_corridor,
        belongs=_(
            "What is known of both places together. Every member can submit it in the library."
        ),
    ),
    order=50,
)
slots.organisation_panels.add(
    "library.items",
    slots.SubjectPanel(_("In the library"), _TEMPLATE, _of_organisation, belongs=_belongs),
    order=50,
)
slots.place_counts.add("library", slots.PlaceCount(_("Library"), _counts, _pairs), order=50)
slots.news_sources.add("library", slots.NewsSource(_("New in the library"), _news), order=50)
