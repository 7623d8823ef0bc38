"""Where a reader stands before what others show: their rank, and whose authority they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from diwan.core import clock

from .audiences import AUTHORITY, MEMBER, PARTNER, STAFF, STRANGER, is_authority, rank_before
from .models import Mandate, Organisation

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from django.http import HttpRequest

    from .models import Person

_KEPT = "_diwan_standing"
_LOOKED_AT = (
    *("country", "seat", "parent__country", "parent__seat"),
    *("parent__parent__country", "parent__parent__seat"),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A reader as audiences see them (ADR 0015).

    Args:
        rank: one of ``audiences.RANKS``.
        countries: codes of the countries whose authority they are, when that is known.
        organisations: those they have a mandate in now.
    """

    person_id: int | None = None
    rank: int = STRANGER
    is_authority: bool = False
    countries: frozenset[str] = field(default_factory=frozenset)
    organisations: frozenset[int] = field(default_factory=frozenset)

    def rank_before(self, never_to: Collection[str]) -> int:
        """The rank before somebody who never shows to the authorities of ``never_to``."""
        return rank_before(
            self.rank,
            reader_is_authority=self.is_authority,
            reader_of=self.countries,
            never_to=never_to,
        )


NOBODY = Standing()


def standing_at(request: HttpRequest) -> Standing:
    """The standing of whoever asks, looked up once a request."""
    if not hasattr(request, _KEPT):
        setattr(request, _KEPT, standing_of(request.user))
    standing: Standing = getattr(request, _KEPT)
    return standing


def standing_of(person: Any) -> Standing:
    """Where ``person``, also ``AnonymousUser``, stands today; two queries at most.

    A mandate that nobody confirmed makes no partner, but it does make an authority; so does one
    in whatever is part of an authority.
    """
    if not (person.is_authenticated and person.is_active):
        return NOBODY
    mandates = list(_mandates(person, clock.now().date()))
    bodies = [mandate.organisation for mandate in mandates]
    named = _named(person, bodies)
    authorities = [body for body in _with_parents([*bodies, *named]) if is_authority(body.kind)]
    acts_for_state = bool(authorities) or is_authority(person.kind)
    is_partner = any(each.confirmed_at and each.organisation.is_partner for each in mandates)
    return Standing(
        person_id=person.pk,
        rank=_rank(person, is_partner=is_partner, acts_for_state=acts_for_state),
        is_authority=acts_for_state,
        countries=_countries(authorities),
        organisations=frozenset(body.pk for body in bodies),
    )


def _mandates(person: Person, today: date) -> Iterable[Mandate]:
    begun = Mandate.objects.filter(person=person, starts_on__lte=today)
    rows = begun.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
    return rows.select_related(*(f"organisation__{name}" for name in _LOOKED_AT))


def _named(person: Person, bodies: Iterable[Organisation]) -> list[Organisation]:
    """The organisation that ``person`` names as theirs, unless it is among ``bodies``."""
    if person.organisation_id is None or person.organisation_id in {body.pk for body in bodies}:
        return []
    rows = Organisation.objects.select_related(*_LOOKED_AT)
    return list(rows.filter(pk=person.organisation_id))


def _with_parents(bodies: Iterable[Organisation]) -> Iterable[Organisation]:
    """Each, what it is part of, and what that is part of."""
    for body in bodies:
        parent = body.parent
        yield from (each for each in (body, parent, parent and parent.parent) if each is not None)


def _rank(person: Person, *, is_partner: bool, acts_for_state: bool) -> int:
    if person.is_administrator or person.is_steward:
        return STAFF
    if not is_partner:
        return MEMBER
    return AUTHORITY if acts_for_state else PARTNER


def _countries(authorities: Iterable[Organisation]) -> frozenset[str]:
    """Empty when the country of one of them is not known: then it could be any."""
    codes = set()
    for body in authorities:
        place = body.country or body.seat
        if place is None or not place.code[:2].isalpha():
            return frozenset()
        codes.add(place.code[:2])
    return frozenset(codes)
