"""Who sits where in a council, as one reader may see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from diwan.core import clock
from diwan.people.audiences import sees

from .models import Holding, Seat
from .words import HoldingRole

if TYPE_CHECKING:
    from diwan.people.models import Organisation
    from diwan.people.standing import Standing

    from .models import College, Council


@dataclass(frozen=True, slots=True)
class Taken:
    """Who has a seat, as far as the reader may know; ``name`` empty: a person not named."""

    holding: Holding
    name: str
    organisation: Organisation | None


@dataclass(frozen=True, slots=True)
class SeatShown:
    seat: Seat
    holder: Taken | None
    substitute: Taken | None


@dataclass(frozen=True, slots=True)
class CollegeShown:
    college: College
    seats: list[SeatShown]

    @property
    def vacant(self) -> int:
        return sum(seat.holder is None for seat in self.seats)


def seated(council: Council, reader: Standing, *, keeps: bool = False) -> list[CollegeShown]:
    """The colleges with their seats today; a fixed number of queries.

    Args:
        keeps: the reader keeps the record: they filled the seats and know whom with.
    """
    today = clock.now().date()
    current = Holding.objects.current(today).for_page()
    seats = Seat.objects.order_by("number").prefetch_related(
        Prefetch("holdings", queryset=current, to_attr="now")
    )
    colleges = council.colleges.prefetch_related(
        Prefetch("seats", queryset=seats, to_attr="all_seats")
    )
    return [
        CollegeShown(college, [_shown(seat, reader, keeps=keeps) for seat in college.all_seats])
        for college in colleges
    ]


def _shown(seat: Seat, reader: Standing, *, keeps: bool) -> SeatShown:
    by_role = {row.role: row for row in seat.now}  # type: ignore[attr-defined]
    told = {role: _taken(row, reader, keeps=keeps) for role, row in by_role.items()}
    return SeatShown(seat, told.get(HoldingRole.HOLDER), told.get(HoldingRole.SUBSTITUTE))


def _taken(holding: Holding, reader: Standing, *, keeps: bool) -> Taken | None:
    """None where an erased account left the seat with nobody."""
    if holding.person is None and holding.organisation is None:
        return None
    named = keeps or shows_name(holding, reader)
    name = str(holding.person) if holding.person is not None and named else ""
    return Taken(holding, name, holding.organisation)


def shows_name(holding: Holding, reader: Standing) -> bool:
    """Whether ``reader`` may read the name: as the person chose here, and for authorities as
    the person's profile says (ADR 0015).
    """
    person = holding.person
    if person is None:
        return False
    if person.pk == reader.person_id:
        return True
    profile = getattr(person, "profile", None)
    never_to = profile.countries_never_to if profile is not None else set()
    return sees(
        reader.rank_before(never_to),
        holding.audience,
        partners_include_authorities=bool(profile and profile.partners_include_authorities),
    )
