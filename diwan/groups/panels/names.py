"""Where a council's page names who sits there, by the switch of the seat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from diwan.core import clock, slots
from diwan.people.words import Audience

from ..models import Holding

if TYPE_CHECKING:
    from collections.abc import Iterable


def _seats(person: Any) -> Iterable[slots.NameShown]:
    """One query."""
    today = clock.now().date()
    rows = Holding.objects.current(today).filter(person=person).exclude(audience=Audience.PRIVATE)
    return [
        slots.NameShown(
            _("Seat in %(council)s") % {"council": row.seat.college.council},
            row.get_audience_display(),
            row.seat.college.council.get_absolute_url(),
        )
        for row in rows.select_related("seat__college__council")
    ]


slots.name_places.add("groups.seats", slots.NamePlace(_seats))
