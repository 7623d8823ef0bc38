"""What the rows of HSDS tables would do to the directory: said before anything is written.

Every row of every table ends in one place: in a service that it belongs to, or among the rows
that are left out, with a sentence that says why. Nothing is lost on the way.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from ..rules.openness import safe_class
from . import cells
from .tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from .tables import Row, Tables

#: parts by the table they stand in → how their row is read
READERS: Mapping[str, Callable[..., dict[str, object]]] = {
    "phones": cells.phone,
    "schedules": cells.schedule,
    "languages": cells.language,
    "cost_options": cells.cost,
    "required_documents": cells.document,
    "service_areas": cells.area,
    "attributes": cells.attribute,
}


class Fate(StrEnum):
    """What becomes of a service."""

    ADD = "add"
    CHANGE = "change"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Left:
    """A row that is not written, and why."""

    table: str
    line: str
    name: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What the directory holds and the file is compared with.

    Args:
        places: folded name or code → codes of places called so.
        languages: folded name or code → code.
        terms: folded label or code → code of a kind of help.
        services: ``hsds_id`` → whether the reader may change it.
        organisations: folded name → keys of those of the register.
    """

    places: Mapping[str, Sequence[str]]
    languages: Mapping[str, str]
    terms: Mapping[str, str]
    services: Mapping[str, bool] = field(default_factory=dict)
    organisations: Mapping[str, Sequence[int]] = field(default_factory=dict)
    #: what the steward said of all of them
    sensitivity: str = "public"
    timezone: str = "UTC"


@dataclass(slots=True)
class Plan:
    """One service with all that belongs to it."""

    number: int
    line: str
    name: str
    fate: Fate
    body: str
    row: Row
    sentences: list[str] = field(default_factory=list)
    #: primary key in the register; None: it is added
    organisation: int | None = None
    organisation_row: Row = field(default_factory=dict)
    sensitivity: str = "public"
    #: table → what each of its rows says
    parts: dict[str, list[dict[str, object]]] = field(default_factory=lambda: defaultdict(list))
    locations: list[dict[str, object]] = field(default_factory=list)
    #: how many rows of all tables are in it
    rows: int = 1


def planned(tables: Tables, known: Known) -> tuple[list[Plan], list[Left]]:
    """A plan for each service, and every row that is in none of them."""
    reading = _Reading(tables, known)
    plans = [reading.plan(number, row) for number, row in enumerate(tables["services"])]
    reading.read_parts(plans)
    return plans, reading.left


class _Reading:
    def __init__(self, tables: Tables, known: Known) -> None:
        self.tables, self.known = tables, known
        self.left: list[Left] = []
        self.organizations = {row["id"]: row for row in self._all("organizations") if "id" in row}
        self.used: set[tuple[str, str]] = set()

    def _all(self, table: str) -> list[Row]:
        return self.tables.get(table, [])

    def plan(self, number: int, row: Row) -> Plan:
        body = self.organizations.get(row.get("organization_id", ""), {})
        name = row.get("name", "")
        plan = Plan(
            number, row["line"], name, Fate.ADD, body.get("name", ""), row, organisation_row=body
        )
        plan.sentences = list(self._mistakes(row, body))
        if body:
            self.used.add(("organizations", body["line"]))
            found = self.known.organisations.get(cells.key(body.get("name", "")), ())
            plan.organisation = found[0] if len(found) == 1 else None
        plan.fate = self._fate(row, plan.sentences)
        return plan

    def _mistakes(self, row: Row, body: Row) -> Iterator[str]:
        if not row.get("name"):
            yield _("The name is missing. Write it into the column “name”.")
        if not row.get("id"):
            yield _("The column “id” is empty: nothing else in the file can name this service.")
        if not body.get("name"):
            yield _("Its organization_id names no row of organizations.csv that has a name.")
        yield from cells.mistakes(row)
        found = self.known.organisations.get(cells.key(body.get("name", "")), ())
        if len(found) > 1:
            yield _("Several organisations of the register have that name. Add it by hand there.")
        if self.known.services.get(row.get("id", ""), True) is False:
            yield _("It hides something: only those who run it change it.")
        twins = [each for each in self._all("services") if each.get("id") == row.get("id")]
        if row.get("id") and twins[0] is not row:
            yield _("Another row above has the same id. Each service needs its own.")

    def _fate(self, row: Row, sentences: Sequence[str]) -> Fate:
        if sentences:
            return Fate.WRONG
        return Fate.CHANGE if row.get("id", "") in self.known.services else Fate.ADD

    # --- what belongs to them --------------------------------------------------------------
    def read_parts(self, plans: list[Plan]) -> None:
        good = {plan.row["id"]: plan for plan in plans if plan.fate is not Fate.WRONG}
        self.left += [
            Left("services", plan.line, plan.name, tuple(plan.sentences))
            for plan in plans
            if plan.fate is Fate.WRONG
        ]
        there = self._there(good)
        self._locations(there)
        for table, read in READERS.items():
            for row in self._all(table):
                self._part(table, row, read, self._owners(table, row, good, there))
        for plan in good.values():
            plan.sensitivity = self._class_of(plan)
        self._leave_the_rest()

    def _there(self, good: Mapping[str, Plan]) -> dict[str, list[Plan]]:
        """Location → the services at it; by the id of service_at_location as well."""
        there: dict[str, list[Plan]] = defaultdict(list)
        for row in self._all("service_at_locations"):
            plan = good.get(row.get("service_id", ""))
            if plan is None or not row.get("location_id"):
                self._leave("service_at_locations", row, _no_service())
                continue
            plan.rows += 1
            for key in (row["location_id"], row.get("id", "")):
                there[key].append(plan)
        return there

    def _locations(self, there: Mapping[str, list[Plan]]) -> None:
        grouped: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
        for table in ("addresses", "accessibility"):
            for row in self._all(table):
                grouped[row.get("location_id", "")][table].append(row)
        for row in self._all("locations"):
            plans = there.get(row.get("id", ""), [])
            beside = grouped.pop(row.get("id", ""), {})
            if not plans:
                self._leave_place(row, beside, _("No service of this file is there."))
                continue
            said, wrong = cells.location(row, beside, self.known.places)
            if wrong:
                self._leave_place(row, beside, *wrong)
                continue
            for plan in plans:
                plan.locations.append(said)
                plan.rows += 1 + sum(map(len, beside.values()))
        for beside in grouped.values():
            for table, rows in beside.items():
                for row in rows:
                    self._leave(table, row, _("Its location_id names no row of locations.csv."))

    def _leave_place(self, row: Row, beside: Mapping[str, list[Row]], *why: str) -> None:
        self._leave("locations", row, *why)
        for table, rows in beside.items():
            for each in rows:
                self._leave(table, each, _("Its location is left out."))

    def _owners(
        self, table: str, row: Row, good: Mapping[str, Plan], there: Mapping[str, list[Plan]]
    ) -> list[Plan]:
        """The services that a row is about: the nearest that it names."""
        for key in (row.get("service_id"), row.get("link_id")):
            if key:
                return [good[key]] if key in good else []
        for key in (row.get("service_at_location_id"), row.get("location_id")):
            if key:
                return there.get(key, [])
        body = row.get("organization_id") if table == "phones" else None
        return [plan for plan in good.values() if plan.row.get("organization_id") == body and body]

    def _part(
        self, table: str, row: Row, read: Callable[..., dict[str, object]], plans: list[Plan]
    ) -> None:
        if not plans:
            self._leave(table, row, _no_service())
            return
        try:
            said = read(row, self.known, self.tables)
        except ValueError as mistake:
            self._leave(table, row, str(mistake))
            return
        for plan in plans:
            plan.parts[table].append(said)
            plan.rows += 1

    def _class_of(self, plan: Plan) -> str:
        """What the file or the steward says, and no open shelter in any case."""
        wanted = plan.row.get("sensitivity") or self.known.sensitivity
        terms = [str(part["term"]) for part in plan.parts["attributes"]]
        found = safe_class(wanted, terms, [plan.name])
        if found != wanted:
            plan.sentences.append(
                _("It seems to be a shelter: where it is will stay hidden, whatever the file says.")
            )
        return found

    def _leave_the_rest(self) -> None:
        for row in self._all("organizations"):
            if ("organizations", row["line"]) not in self.used:
                self._leave("organizations", row, _("It offers no service of this file."))
        for table in self.tables:
            if table not in TABLES:
                why = _("The directory does not keep this table: no names of persons, no programs.")
                self._leave_all(table, why)

    def _leave_all(self, table: str, why: str) -> None:
        for row in self._all(table):
            self._leave(table, row, why)

    def _leave(self, table: str, row: Row, *why: str) -> None:
        self.left.append(Left(table, row["line"], row.get("name", ""), why))


def _no_service() -> str:
    return _("It names no service of this file that can be written.")


def kept_rows(plans: Iterable[Plan]) -> int:
    """How many rows the plans hold, each counted once for each service."""
    return sum(plan.rows for plan in plans if plan.fate is not Fate.WRONG)
