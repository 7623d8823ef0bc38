"""How much there is in each country and between two, summed over what the rooms counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from diwan.core import slots
from diwan.vocabularies.queries import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diwan.vocabularies.models import Place

    from .corridors import Corridor


@dataclass(frozen=True, slots=True)
class Row:
    """A country as the map and the list beside it show it."""

    place: Place
    count: int


@dataclass(frozen=True, slots=True)
class Link:
    """A corridor with the number of things that link its ends."""

    corridor: Corridor
    count: int


def by_country(person: Any) -> Counter[str]:
    """By code, how many things ``person`` may see; one query a room."""
    total: Counter[str] = Counter()
    for room in slots.place_counts:
        total.update(room.counts(person))
    return total


def by_pair(person: Any) -> Counter[tuple[str, str]]:
    """By two codes in alphabetical order, how many things link two countries."""
    total: Counter[tuple[str, str]] = Counter()
    for room in slots.place_counts:
        total.update(room.pairs(person))
    return total


def rows(countries: Iterable[Place], counts: Counter[str]) -> list[Row]:
    """The countries with something, most first, then by name."""
    filled = in_order([place for place in countries if counts[place.code]])
    return sorted((Row(place, counts[place.code]) for place in filled), key=lambda row: -row.count)


def partners(code: str, pairs: Counter[tuple[str, str]]) -> Counter[str]:
    """By code, what links the country ``code`` to others."""
    return Counter(
        {
            (other if one == code else one): count
            for (one, other), count in pairs.items()
            if code in {one, other}
        }
    )
