"""How many agreements bind each country, and link two of them."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

from diwan.vocabularies.models import Place
from diwan.vocabularies.rules import country_of

from .models import Agreement, Party
from .words import Side

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .queries import AgreementQuerySet


def of_person(person: Any) -> Counter[str]:
    """How many of those that ``person`` may see bind each country, by its code; one query."""
    return _of(Agreement.objects.visible_to(person))


def pairs(person: Any) -> Counter[tuple[str, str]]:
    """How many link two countries: one from each side, or any two of what spans both."""
    sides_of = _sides(Agreement.objects.visible_to(person))
    return Counter(pair for sides in sides_of for pair in _linked(sides))


def countries(rows: AgreementQuerySet) -> list[tuple[str, str, int]]:
    """Code, name and number of the countries that ``rows`` bind, most first; two queries."""
    counted = _of(rows)
    names = {place.code: str(place) for place in Place.objects.by_code(list(counted))}
    found = ((code, names[code], count) for code, count in counted.items() if code in names)
    return sorted(found, key=lambda row: (-row[2], row[1]))


def _of(rows: AgreementQuerySet) -> Counter[str]:
    return Counter(code for sides in _sides(rows) for code in set().union(*sides.values()))


def _linked(sides: dict[str, set[str]]) -> set[tuple[str, str]]:
    origin, destination, common = (sides.get(side, set()) for side in Side.values)
    found = set(product(origin | common, destination | common)) | set(combinations(common, 2))
    return {(min(pair), max(pair)) for pair in found if pair[0] != pair[1]}


def _sides(agreements: AgreementQuerySet) -> Iterable[dict[str, set[str]]]:
    """The countries of each agreement by side; one query."""
    rows = Party.objects.filter(
        left_on__isnull=True, agreement__in=agreements.order_by().values("pk")
    ).order_by()
    found: dict[int, dict[str, set[str]]] = {}
    for pk, side, *codes in rows.values_list(
        "agreement_id", "side", "place__code", "organisation__country__code"
    ):
        if country := next((country_of(code) for code in codes if code), ""):
            found.setdefault(pk, {}).setdefault(side, set()).add(country)
    return found.values()
