"""What organisations add to the pages of places and corridors, to the map and to the news."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from diwan.core import slots
from diwan.vocabularies.rules import country_of

from .. import placing
from ..models import Organisation

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.http import HttpRequest

    from diwan.core.slots import Scope
    from diwan.vocabularies.models import Place

    from ..queries.organisations import OrganisationQuerySet

MOST = 12
_TEMPLATE = "people/panels/organisations.html"


def _shown(rows: OrganisationQuerySet) -> dict[str, Any] | None:
    """The first by name; one query for them, one for how many there are in all."""
    shown = list(rows.for_listing()[: MOST + 1])
    if not shown:
        return None
    more = rows.count() - MOST if len(shown) > MOST else 0
    return {"organisations": shown[:MOST], "more": more}


def _at_work(request: HttpRequest, place: Place) -> dict[str, Any] | None:
    rows = Organisation.objects.visible_to(request.user).filter(placing.at_work_in(place))
    found = _shown(rows)
    return found and found | {"country": country_of(place.code)}


def _abroad(request: HttpRequest, place: Place) -> dict[str, Any] | None:
    """Of people from here, standing elsewhere."""
    tied = Organisation.objects.visible_to(request.user).filter(placing.tied_to(place))
    return _shown(tied.exclude(placing.at_work_in(place)))


def _from_elsewhere(request: HttpRequest, place: Place) -> dict[str, Any] | None:
    """Of people from elsewhere, standing here."""
    here = Organisation.objects.visible_to(request.user).filter(placing.at_work_in(place))
    tied = Organisation.origins.through.objects.values("organisation_id")
    return _shown(here.filter(pk__in=tied).exclude(placing.tied_to(place)))


def _on_both_sides(request: HttpRequest, corridor: Any) -> dict[str, Any] | None:
    rows = Organisation.objects.visible_to(request.user)
    for end in (corridor.origin, corridor.destination):
        rows = rows.filter(placing.concerned(end))
    return _shown(rows)


def _new(person: Any, scope: Scope, since: datetime, most: int) -> Iterable[slots.News]:
    rows = Organisation.objects.visible_to(person).filter(_concerned(scope))
    newest = rows.filter(created_at__gt=since).order_by("-created_at", "-pk")[:most]
    return [slots.News(row.name_shown, row.get_absolute_url(), row.created_at) for row in newest]


def _concerned(scope: Scope) -> Q:
    if scope.theme is not None:
        rows = Organisation.themes.through.objects.filter(theme=scope.theme)
        return Q(pk__in=rows.values("organisation_id"))
    ends = [placing.concerned(end) for end in (scope.place, scope.other) if end is not None]
    return ends[0] & ends[-1]


_belongs = _(
    "Bodies that work here, from a ministry to an association. A member adds their own under"
    " “Organisations” and says where it works."
)
slots.place_panels.add(
    "people.organisations",
    slots.SubjectPanel(_("Who works here"), _TEMPLATE, _at_work, belongs=_belongs),
    order=10,
)
slots.place_panels.add(
    "people.abroad",
    slots.SubjectPanel(
        _("Associations of people from here, elsewhere"),
        _TEMPLATE,
        _abroad,
        side="origin",
        belongs=_(
            "Associations whose members come from here. Whoever looks after one names the lands it"
            " is tied to."
        ),
    ),
    order=20,
)
slots.place_panels.add(
    "people.from_elsewhere",
    slots.SubjectPanel(
        _("Associations here of people from elsewhere"),
        _TEMPLATE,
        _from_elsewhere,
        side="destination",
        belongs=_(
            "Associations that stand here and are tied to another land. Whoever looks after one"
            " names that land."
        ),
    ),
    order=20,
)
slots.corridor_panels.add(
    "people.both_sides",
    slots.SubjectPanel(
        _("Organisations that work on both sides"),
        _TEMPLATE,
        _on_both_sides,
        belongs=_(
            "Bodies at work in both places, or at work in one and tied to the other. Whoever looks"
            " after an organisation says where it works."
        ),
    ),
    order=10,
)
slots.place_counts.add(
    "people.organisations",
    slots.PlaceCount(_("Organisations"), placing.counts, placing.pairs),
)
slots.news_sources.add("people.organisations", slots.NewsSource(_("New organisation"), _new))
