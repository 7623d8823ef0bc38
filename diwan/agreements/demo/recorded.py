"""Real agreements, written down as facts with their sources; nobody signs them here."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from diwan.vocabularies.models import Place, Theme

from .. import actions
from ..models import Agreement, Document, Milestone, Party
from ..words import AgreementState, Level, Precision, Side
from . import bodies, parts
from .files import data, moment, wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FILE = "recorded.json"
#: of a state that is not among those of the first day
_LATER = (
    "Named among the participating states later; since when is not confirmed.",
    "Cité plus tard parmi les États participants ; depuis quand n’est pas confirmé.",
    "ذُكرت لاحقا بين الدول المشاركة؛ ولم يتأكد منذ متى.",
)


def load() -> None:
    said = data(FILE)
    places = _places([*said["partnerships"], *said["others"]])
    for row in said["partnerships"]:
        names = places[row["country"]].names
        title = {
            code: text % names.get(code, names["en"])
            for code, text in wording(said["common"]["title"]).items()
        }
        agreement = _record({**said["common"], **row}, title, places)
        _register(agreement, said["common"]["register"])
        _union(agreement, said["union"])
    for row in said["others"]:
        _record(row, wording(row["title"]), places)
    _set_back()


def _set_back() -> None:
    """A steward wrote them down in the summer, one a day."""
    for number, agreement in enumerate(Agreement.objects.filter(is_recorded=True).order_by("pk")):
        agreement.created_at = agreement.changed_at = moment(number - 160)
        agreement.save(update_fields=["created_at", "changed_at"])


def _places(rows: Iterable[Mapping[str, Any]]) -> dict[str, Place]:
    codes = {
        code for row in rows for code in (row["country"], *row["states"], *row.get("later", ()))
    }
    return {place.code: place for place in Place.objects.by_code(sorted(codes))}


def _record(
    said: Mapping[str, Any], title: Mapping[str, str], places: Mapping[str, Place]
) -> Agreement:
    steward = bodies.cast()[bodies.STEWARD]
    agreement = actions.draft(said["kind"], title, by=steward, is_recorded=True)
    agreement.slug = said["slug"]
    agreement.summary = wording(said["summary"])
    agreement.state = AgreementState.SIGNED
    agreement.save()
    agreement.themes.set(Theme.objects.filter(key__in=said["themes"]))
    _states(agreement, said, places)
    parts.write_terms(agreement, said)
    for row in said["dates"]:
        Milestone.objects.create(
            agreement=agreement,
            kind=row["kind"],
            on=date.fromisoformat(row["on"]),
            precision=row.get("precision", Precision.DAY),
            is_confirmed=row.get("is_confirmed", True),
            source=row["source"],
        )
    for position, row in enumerate(said["documents"]):
        Document.objects.create(
            agreement=agreement,
            title=wording(row["title"]),
            url=row["url"],
            language=row["language"],
            position=position,
        )
    return agreement


def _states(agreement: Agreement, said: Mapping[str, Any], places: Mapping[str, Place]) -> None:
    sides = [(Side.ORIGIN, said["country"]), *((Side.DESTINATION, c) for c in said["states"])]
    later = said.get("later", ())
    sides += [(Side.DESTINATION, code) for code in later]
    for position, (side, code) in enumerate(sides):
        Party.objects.create(
            agreement=agreement,
            side=side,
            level=Level.NATIONAL,
            name=places[code].names,
            place=places[code],
            role=wording(_LATER) if code in later else {},
            position=position + 1,
        )


def _union(agreement: Agreement, name: list[str]) -> None:
    """It leads the other side; it is no place of the list."""
    Party.objects.create(
        agreement=agreement,
        side=Side.DESTINATION,
        level=Level.INTERNATIONAL,
        name=wording(name),
        position=0,
    )


def _register(agreement: Agreement, url: str) -> None:
    Document.objects.create(
        agreement=agreement,
        title=wording(
            (
                "The nine partnerships, in a list of Malta’s agency for funds",
                "Les neuf partenariats, dans une liste de l’agence maltaise des fonds",
                "الشراكات التسع في قائمة للوكالة المالطية للتمويل",
            )
        ),
        url=url,
        language="en",
        position=99,
    )
