"""Small worlds for the tests of projects."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from diwan.agreements.models import Agreement
from diwan.core import clock
from diwan.plans import actions
from diwan.plans.said import IndicatorSaid, ProjectSaid
from diwan.plans.words import ProjectState

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from diwan.people.models import Organisation, Person
    from diwan.plans.models import Indicator, Project


def make_agreement(slug: str = "two-shores", state: str = "signed", **fields: Any) -> Agreement:
    now = clock.now()
    given = {"kind": "twinning", "title": {"en": "Two shores"}, "created_at": now}
    return Agreement.objects.create(slug=slug, state=state, changed_at=now, **(given | fields))


def say(lead: Organisation, title: str = "Four springs", **fields: Any) -> ProjectSaid:
    return ProjectSaid(title={"en": title}, lead=lead, **fields)


def make_project(
    by: Person, lead: Organisation, title: str = "Four springs", *, state: str = "", **fields: Any
) -> Project:
    """A draft, or moved straight to ``state``."""
    project = actions.add(say(lead, title, **fields), by=by)
    return actions.move(project, ProjectState(state), by=by) if state else project


def counting(target: str = "100", baseline: str = "0", **fields: Any) -> IndicatorSaid:
    given: Mapping[str, Any] = {
        "name": {"en": "People trained"},
        "measure": "count",
        "direction": "up",
        "baseline_year": 2024,
        "target_year": 2026,
    }
    return IndicatorSaid(baseline=Decimal(baseline), target=Decimal(target), **{**given, **fields})


def make_indicator(project: Project, by: Person, **fields: Any) -> Indicator:
    return actions.add_indicator(project, counting(**fields), by=by)


def record(indicator: Indicator, value: str, on: date, by: Person) -> None:
    actions.record(indicator, Decimal(value), measured_on=on, evidence="A register", by=by)
