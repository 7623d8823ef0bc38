"""How many services there are in each country: things, never people."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING, Any

from diwan.vocabularies.models import Place
from diwan.vocabularies.rules import country_of

from .models import Service, ServiceAtLocation

if TYPE_CHECKING:
    from collections.abc import Iterable

#: one that is in more countries than these ties no two of them to each other
_MOST_TIED = 12


def of_countries(person: Any) -> Iterable[set[str]]:
    """The countries of each service that everybody may know of; two queries."""
    listed = Service.objects.visible_to(person).listed()
    there = ServiceAtLocation.objects.open_to_all().filter(service__in=listed)
    areas = Service.areas.through.objects.filter(service__in=listed.values("pk"))
    found: dict[int, set[str]] = {}
    for rows in (
        there.order_by().values_list("service_id", "location__place__code"),
        areas.order_by().values_list("service_id", "place__code"),
    ):
        for pk, code in rows:
            if country := country_of(code or ""):
                found.setdefault(pk, set()).add(country)
    return found.values()


def counts(person: Any) -> Counter[str]:
    return Counter(code for codes in of_countries(person) for code in codes)


def pairs(person: Any) -> Counter[tuple[str, str]]:
    return Counter(
        pair
        for codes in of_countries(person)
        if len(codes) <= _MOST_TIED
        for pair in combinations(sorted(codes), 2)
    )


def countries(person: Any) -> list[tuple[str, str, int]]:
    """Code, name and count, most first."""
    counted = counts(person)
    names = {place.code: str(place) for place in Place.objects.by_code(list(counted))}
    return [(code, names[code], count) for code, count in counted.most_common() if code in names]
