"""Invented projects for a demo site, on its invented agreements, through the room's own actions.

``projects.json``: a wording is a list (English, French, Arabic); days are counted from today.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import override

from diwan.agreements.demo.bodies import cast, register
from diwan.agreements.demo.files import day, moment, wording
from diwan.core import slots

from .. import actions
from ..models import Project
from ..said import IndicatorSaid, ParticipantSaid, ProjectSaid
from ..words import ProjectState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diwan.people.models import Organisation, Person

_FILE = Path(__file__).with_name("projects.json")


@transaction.atomic
def load() -> None:
    """People, organisations and agreements stand already; a second call does nothing."""
    if Project.objects.exists():
        return
    bodies, people = register(), cast()
    known: dict[str, str] = {}
    with override("en"):
        for said in json.loads(_FILE.read_text(encoding="utf-8")):
            project = _tell(said, bodies, people[said["by"]], known)
            known[said.get("key", "")] = project.slug


def _tell(
    said: Mapping[str, Any],
    bodies: Mapping[str, Organisation],
    by: Person,
    known: Mapping[str, str],
) -> Project:
    project = actions.add(_said(said, bodies, known), by=by)
    for role, body, *money in said["participants"]:
        actions.add_participant(project, _participant(role, body, money, bodies), by=by)
    for row in said["indicators"]:
        indicator = actions.add_indicator(project, _indicator(row), by=by)
        for days, value, evidence in row["values"]:
            actions.record(
                indicator, Decimal(value), measured_on=day(days), evidence=evidence, by=by
            )
    for state in said["path"]:
        actions.move(project, ProjectState(state), by=by, why=said.get("why", ""))
    _set_back(project, said)
    return project


def _said(
    said: Mapping[str, Any], bodies: Mapping[str, Organisation], known: Mapping[str, str]
) -> ProjectSaid:
    return ProjectSaid(
        title=wording(said["title"]),
        lead=bodies[said["lead"]],
        objectives=wording(said["objectives"]),
        summary=wording(said.get("summary")),
        agreement=said["agreement"],
        follows=known.get(said.get("follows", "nothing"), ""),
        phase=said.get("phase"),
        themes=said["themes"],
        origins=said["origins"],
        destinations=said["destinations"],
        starts_on=day(said["starts"]),
        ends_on=day(said["ends"]) if said["ends"] is not None else None,
        amount=Decimal(said["amount"]) if "amount" in said else None,
        currency=said.get("currency", ""),
        source=said["source"],
    )


def _participant(
    role: str, body: str, money: list[str], bodies: Mapping[str, Organisation]
) -> ParticipantSaid:
    """``body``: a key of the demo, or the name of one that is not in the register."""
    amount, currency = (Decimal(money[0]), money[1]) if money else (None, "")
    name = "" if body in bodies else body
    return ParticipantSaid(role, bodies.get(body), name, amount, currency)


def _indicator(said: Mapping[str, Any]) -> IndicatorSaid:
    return IndicatorSaid(
        name=wording(said["name"]),
        measure=said["measure"],
        direction=said["direction"],
        baseline=Decimal(said["baseline"]),
        baseline_year=day(said["from"]).year,
        target=Decimal(said["target"]),
        target_year=day(said["to"]).year,
        unit=wording(said.get("unit")),
    )


def _set_back(project: Project, said: Mapping[str, Any]) -> None:
    """As if it had been written down when it began; changed when something was measured last."""
    began = min(said["starts"], -20)
    measured = [days for row in said["indicators"] for days, *_rest in row["values"]]
    Project.objects.filter(pk=project.pk).update(
        added_at=moment(began),
        published_at=moment(began),
        changed_at=moment(max([began, *measured])),
    )


slots.demo.add("plans", slots.DemoLoader(load), order=40)
