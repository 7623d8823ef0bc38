"""How pages write values, money, times and lights of projects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from diwan.plans import naming
from diwan.plans.words import Light, ProjectState

if TYPE_CHECKING:
    from decimal import Decimal

    from diwan.plans.boards import Reading
    from diwan.plans.models import Indicator, Participant, Project

register = template.Library()
#: light → the state of the house that looks like it, with a shape as well as a colour
_LOOKS = {
    Light.REACHED: "done",
    Light.ON_TRACK: "done",
    Light.BEHIND: "waiting",
    Light.FAR_BEHIND: "error",
    Light.OLD: "old",
    Light.UNKNOWN: "draft",
}


#: the same for where a project stands
_STATES = {
    ProjectState.RUNNING: "active",
    ProjectState.FINISHING: "active",
    ProjectState.COMPLETED: "done",
    ProjectState.SUSPENDED: "held",
    ProjectState.DRAFT: "draft",
}


@register.filter
def look(light: Light) -> str:
    return _LOOKS[light]


@register.filter
def stands(project: Project) -> str:
    """The state of the house that its own looks like."""
    return _STATES.get(ProjectState(project.state), "over")


@register.filter
def money(row: Project | Participant) -> str:
    """Its amount with its currency."""
    return naming.money(row.amount, row.currency)


@register.filter
def measured(number: Decimal | None, indicator: Indicator) -> str:
    return naming.value(number, indicator)


@register.filter
def percent(whole: int) -> str:
    return naming.percent(whole)


@register.filter
def span(project: Project) -> str:
    return naming.span(project)


@register.filter
def why(reading: Reading) -> str:
    return naming.why(reading)
