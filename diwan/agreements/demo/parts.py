"""Writes the parts of an agreement of the demo as its data file says them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from diwan.vocabularies.models import Place, Theme

from ..models import (
    ExitPlan,
    HandOver,
    Measure,
    Milestone,
    Organ,
    Party,
    Priority,
    Resource,
    Safeguard,
    Seat,
)
from . import bodies
from .files import day, moment, wording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diwan.people.models import Organisation, Person

    from ..models import Agreement

_OF_A_MEASURE = ("title", "beneficiary", "condition", "limit", "for_migrants")


def write(agreement: Agreement, said: Mapping[str, Any]) -> list[Party]:
    """Everything that the parties sign; the parties, in their order."""
    agreement.themes.set(Theme.objects.filter(key__in=said.get("themes", ())))
    parties = _parties(agreement, said["parties"])
    write_terms(agreement, said)
    for position, organ in enumerate(said.get("organs", ())):
        _organ(agreement, organ, parties, position)
    if "exit_plan" in said:
        _exit(agreement, said["exit_plan"])
    for kind, on in said.get("dates", {}).items():
        Milestone.objects.create(agreement=agreement, kind=kind, on=day(on), is_confirmed=True)
    return parties


def contribute(
    agreement: Agreement, said: Mapping[str, Any], parties: list[Party], *, by: Person
) -> None:
    """The lines of the ledger."""
    for line in said.get("resources", ()):
        Resource.objects.create(
            agreement=agreement,
            party=parties[line["party"]] if "party" in line else None,
            contributor=wording(line.get("contributor")),
            kind=line["kind"],
            what=wording(line["what"]),
            amount=line.get("amount"),
            currency=line.get("currency", ""),
            state=line["state"],
            on=day(line["on"]),
            recorded_by=by,
            recorded_at=moment(line["on"]),
        )


def _parties(agreement: Agreement, rows: list[Mapping[str, Any]]) -> list[Party]:
    register: Mapping[str, Organisation] = bodies.register()
    territories = {
        place.code: place
        for place in Place.objects.filter(code__in=[row.get("place", "") for row in rows])
    }
    return [
        Party.objects.create(
            agreement=agreement,
            side=row["side"],
            level=row["level"],
            organisation=register[row["body"]],
            place=territories[row["place"]] if "place" in row else None,
            role=wording(row["role"]),
            position=position,
        )
        for position, row in enumerate(rows)
    ]


def write_terms(agreement: Agreement, said: Mapping[str, Any]) -> None:
    """Priorities, measures and the checklist of safeguards."""
    for position, title in enumerate(said.get("priorities", ())):
        Priority.objects.create(agreement=agreement, title=wording(title), position=position)
    for position, row in enumerate(said.get("measures", ())):
        Measure.objects.create(
            agreement=agreement,
            article=row.get("article", ""),
            position=position,
            **{name: wording(row.get(name)) for name in _OF_A_MEASURE},
        )
    for key, (answer, article, *note) in said.get("safeguards", {}).items():
        Safeguard.objects.create(
            agreement=agreement,
            key=key,
            answer=answer,
            article=article,
            note=wording(note[0] if note else ()),
        )


def _organ(
    agreement: Agreement, said: Mapping[str, Any], parties: list[Party], position: int
) -> None:
    organ = Organ.objects.create(
        agreement=agreement,
        kind=said["kind"],
        name=wording(said["name"]),
        task=wording(said["task"]),
        meets_every=said.get("meets_every"),
        position=position,
    )
    for number, seat in enumerate(said["seats"]):
        Seat.objects.create(
            organ=organ,
            party=parties[seat["party"]] if "party" in seat else None,
            title=wording(seat.get("title")),
            has_vote=seat.get("has_vote", True),
            position=number,
        )


def _exit(agreement: Agreement, said: Mapping[str, Any]) -> None:
    plan = ExitPlan.objects.create(
        agreement=agreement,
        funding_ends_on=day(said["funding_ends"]),
        plan=wording(said["plan"]),
        taken_over_by=bodies.register()[said["taken_over_by"]],
    )
    for position, step in enumerate(said["steps"]):
        HandOver.objects.create(
            plan=plan,
            what=wording(step["what"]),
            due_on=day(step["due"]),
            done_on=day(step["done"]) if "done" in step else None,
            position=position,
        )
