"""Dialogues with their rounds: one of the invented community, the others on record."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from diwan.vocabularies.models import Place

from ..models import Agreement, Dialogue, Round
from ..words import Precision
from .files import data, day, wording

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "dialogues.json"


def load() -> None:
    rows = data(FILE)
    agreements = {row.slug: row for row in Agreement.objects.all()}
    places = {place.code: place for place in Place.objects.countries()}
    for row in rows:
        dialogue = Dialogue.objects.create(
            slug=row["slug"],
            agreement=agreements[row["agreement"]] if "agreement" in row else None,
            title=wording(row["title"]),
            summary=wording(row["summary"]),
            url=row.get("url", ""),
        )
        dialogue.places.set([places[code] for code in row["places"]])
        Round.objects.bulk_create(_round(dialogue, said, places) for said in row["rounds"])


def _round(dialogue: Dialogue, said: Mapping[str, Any], places: Mapping[str, Place]) -> Round:
    precision = Precision(said.get("precision", Precision.DAY))
    return Round(
        dialogue=dialogue,
        on=_first(_day(said["on"]), precision),
        ends_on=_day(said["ends"]) if "ends" in said else None,
        precision=precision,
        is_confirmed=said["is_confirmed"],
        place=places[said["place"]] if "place" in said else None,
        source=said.get("source", ""),
        **{name: wording(said.get(name)) for name in ("title", "town", "topics", "outcome")},
    )


def _day(said: str | int) -> date:
    return day(said) if isinstance(said, int) else date.fromisoformat(said)


def _first(on: date, precision: Precision) -> date:
    """The first day of the month or year where only that is known."""
    if precision == Precision.YEAR:
        return on.replace(month=1, day=1)
    return on.replace(day=1) if precision == Precision.MONTH else on
