"""What agreements add to the pages of places, corridors and organisations, to map and news."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from diwan.core import slots
from diwan.core.wording import choose

from .. import counting
from ..models import Agreement
from ..words import Side

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.http import HttpRequest

    from diwan.core.slots import Scope
    from diwan.people.models import Organisation
    from diwan.vocabularies.models import Place

    from ..queries import AgreementQuerySet

MOST = 12


# --- pages -----------------------------------------------------------------------------
def _of_place(side: Side) -> Callable[[HttpRequest, Place], dict[str, Any] | None]:
    def shown(request: HttpRequest, place: Place) -> dict[str, Any] | None:
        rows = Agreement.objects.visible_to(request.user).in_place(place, [side])
        return _shown(rows, f"place={place.code}")

    return shown


def _of_corridor(request: HttpRequest, corridor: Any) -> dict[str, Any] | None:
    readable = Agreement.objects.visible_to(request.user)
    return _shown(readable.between(corridor.origin, corridor.destination), "")


def _of_organisation(request: HttpRequest, organisation: Organisation) -> dict[str, Any] | None:
    return _shown(Agreement.objects.visible_to(request.user).of_organisation(organisation), "")


def _shown(rows: AgreementQuerySet, query: str) -> dict[str, Any] | None:
    """The latest changed first; one query for them, one for their parties."""
    found = list(rows.for_listing()[: MOST + 1])
    if not found:
        return None
    return {"agreements": found[:MOST], "query": query if len(found) > MOST else ""}


# --- news ------------------------------------------------------------------------------
def _news(person: Any, scope: Scope, since: datetime, most: int) -> list[slots.News]:
    """Agreements that are new or changed; one query."""
    rows = _concerned(Agreement.objects.visible_to(person), scope).filter(changed_at__gt=since)
    return [
        slots.News(_told(row), row.get_absolute_url(), row.changed_at)
        for row in rows.order_by("-changed_at", "-pk")[:most]
    ]


def _told(agreement: Agreement) -> str:
    return gettext("%(title)s: %(state)s") % {
        "title": choose(agreement.title).text,
        "state": agreement.get_state_display(),
    }


def _concerned(rows: AgreementQuerySet, scope: Scope) -> AgreementQuerySet:
    if scope.theme is not None:
        return rows.on_theme(scope.theme.key)
    for end in (scope.place, scope.other):
        if end is not None:
            rows = rows.in_place(end)
    return rows


_TEMPLATE = "agreements/panels/agreements.html"
_belongs = _(
    "Agreements that bind it, a region or a town of it. Whoever signs for an organisation drafts"
    " one under “Agreements”."
)
for _side, _title, _view in (
    (Side.ORIGIN, _("Agreements, on the side of origin"), "origin"),
    (Side.DESTINATION, _("Agreements, on the side of destination"), "destination"),
    (Side.COMMON, _("Networks and consortia that span both sides"), ""),
):
    slots.place_panels.add(
        f"agreements.{_side}",
        slots.SubjectPanel(
            _title,
            _TEMPLATE,
            _of_place(_side),
            side=_view,  # type: ignore[arg-type]
            belongs=_belongs,
        ),
        order=15,
    )
slots.corridor_panels.add(
    "agreements",
    slots.SubjectPanel(
        _("Agreements between the two"),
        _TEMPLATE,
        _of_corridor,
        belongs=_(
            "Agreements with a party in each place. Whoever signs for an organisation drafts one"
            " under “Agreements”."
        ),
    ),
    order=5,
)
slots.organisation_panels.add(
    "agreements",
    slots.SubjectPanel(
        _("Agreements it is a party to"),
        _TEMPLATE,
        _of_organisation,
        belongs=_("What it concluded with others. Whoever signs for it drafts an agreement."),
    ),
    order=10,
)
slots.place_counts.add(
    "agreements", slots.PlaceCount(_("Agreements"), counting.of_person, counting.pairs), order=10
)
slots.news_sources.add("agreements", slots.NewsSource(_("Agreement"), _news), order=5)
