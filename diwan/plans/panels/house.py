"""What projects add to the navigation, the tour, and a person's data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from diwan.core import slots
from diwan.core.slots import PersonalField as Field
from diwan.core.wording import choose

from ..models import Project, Value

if TYPE_CHECKING:
    from diwan.people.models import Person

_ADDED, _RECORDED = "projects written down", "values recorded"


def _export(person: Person) -> dict[str, Any]:
    values = Value.objects.filter(recorded_by=person).select_related("indicator__project")
    return {
        _ADDED: [
            {"project": choose(row.title).text, "added": row.added_at}
            for row in Project.objects.filter(added_by=person).order_by("pk")
        ],
        _RECORDED: [
            {
                "project": choose(row.indicator.project.title).text,
                "indicator": choose(row.indicator.name).text,
                "value": str(row.value),
                "measured": row.measured_on,
                "recorded": row.recorded_at,
            }
            for row in values.order_by("pk")
        ],
    }


def _erase(person: Person) -> None:
    """What was written down is the body's: it stays, without the name."""
    Project.objects.filter(added_by=person).update(added_by=None)
    Value.objects.filter(recorded_by=person).update(recorded_by=None)


slots.navigation.add(
    "plans",
    slots.NavigationItem(_("Projects"), "plans:index", group="agreements"),
    order=46,
)
slots.personal_data.add(
    "plans",
    slots.PersonalData(
        _("What you wrote down about projects"),
        _export,
        _erase,
        {
            _ADDED: Field(_("Projects you wrote down")),
            f"{_ADDED}.project": Field(_("Project")),
            f"{_ADDED}.added": Field(_("Added")),
            _RECORDED: Field(_("Values you recorded")),
            f"{_RECORDED}.project": Field(_("Project")),
            f"{_RECORDED}.indicator": Field(_("Indicator")),
            f"{_RECORDED}.value": Field(_("Value")),
            f"{_RECORDED}.measured": Field(_("Measured on")),
            f"{_RECORDED}.recorded": Field(_("Recorded")),
        },
        covers=frozenset({"plans.Project.added_by", "plans.Value.recorded_by"}),
    ),
    order=95,
)
slots.tour.add(
    "plans",
    slots.TourStop(
        _("See what is being done, and how far it is"),
        _(
            "Projects between the shores with who leads and pays, and their indicators: progress is"
            " computed from what was measured, and the light says its rule. On the page of an"
            " agreement they stand as a scoreboard with table, map and timeline."
        ),
        lambda: reverse("plans:index"),
    ),
    order=47,
)
