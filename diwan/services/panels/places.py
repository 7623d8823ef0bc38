"""What services add to pages of places, corridors and organisations, to the map and the news."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from diwan.core import slots
from diwan.core.wording import choose

from .. import counting, disclosing
from ..models import Service

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from diwan.core.slots import Scope
    from diwan.people.models import Organisation
    from diwan.vocabularies.models import Place

    from ..queries.services import ServiceQuerySet

MOST = 10
_TEMPLATE = "services/_rows.html"


def _of_place(_request: HttpRequest, place: Place) -> dict[str, Any] | None:
    return _shown(_listed().in_place(place), f"?near={place.code}")


def _of_corridor(_request: HttpRequest, corridor: Any) -> dict[str, Any] | None:
    rows = _listed().in_place(corridor.origin)
    return _shown(rows.in_place(corridor.destination))


def _of_organisation(_request: HttpRequest, organisation: Organisation) -> dict[str, Any] | None:
    return _shown(_listed().offered_by(organisation))


def _listed() -> ServiceQuerySet:
    """Only what strangers may know: a panel is the same for everybody."""
    return Service.objects.all().listed()


def _shown(rows: ServiceQuerySet, query: str = "") -> dict[str, Any] | None:
    """Two queries: the services, and where the open ones are."""
    found = disclosing.rows(rows.for_listing()[: MOST + 1])
    if not found:
        return None
    return {
        "rows": found[:MOST],
        "is_more": len(found) > MOST,
        "url": reverse("services:index") + query,
    }


def _news(_person: Any, scope: Scope, since: datetime, most: int) -> list[slots.News]:
    rows = _concerned(_listed(), scope).filter(published_at__gt=since)
    return [
        slots.News(choose(row.name).text, row.get_absolute_url(), row.published_at)
        for row in rows.order_by("-published_at", "-pk")[:most]
        if row.published_at is not None
    ]


def _concerned(rows: ServiceQuerySet, scope: Scope) -> ServiceQuerySet:
    if scope.theme is not None:
        return rows.on_theme(scope.theme.key)
    for end in (scope.place, scope.other):
        rows = rows.in_place(end) if end is not None else rows
    return rows


_belongs = _(
    "Services for people here: courses, advice, meeting places. Whoever manages an organisation"
    " writes them down under “Services” and says where they are, or whom they serve."
)
slots.place_panels.add(
    "services.services",
    slots.SubjectPanel(_("Services"), _TEMPLATE, _of_place, belongs=_belongs),
    order=35,
)
slots.corridor_panels.add(
    "services.services",
    slots.SubjectPanel(
        _("Services in both places"),
        _TEMPLATE,
        _of_corridor,
        belongs=_(
            "Services for people in both places. Whoever writes one down says where it is and whom"
            " it serves."
        ),
    ),
    order=35,
)
slots.organisation_panels.add(
    "services.services",
    slots.SubjectPanel(_("Services"), _TEMPLATE, _of_organisation, belongs=_belongs),
    order=35,
)
slots.place_counts.add(
    "services", slots.PlaceCount(_("Services"), counting.counts, counting.pairs), order=35
)
slots.news_sources.add("services", slots.NewsSource(_("New service"), _news), order=35)
