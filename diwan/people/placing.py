"""Which organisations have to do with a place, and with two of them."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from diwan.vocabularies.models import Place
from diwan.vocabularies.rules import country_of

from .models import Organisation

if TYPE_CHECKING:
    from django.db.models import QuerySet

#: who works in more countries than these ties no two of them to each other
_MOST_TIED = 12


def at_work_in(place: Place) -> Q:
    """Of that country, seated there, or at work there or in a part of it."""
    inside = Place.objects.within(place).values("pk")
    return (
        Q(country__in=inside)
        | Q(seat__in=inside)
        | Q(pk__in=_rows("places", inside).values("organisation_id"))
    )


def tied_to(place: Place) -> Q:
    """With a tie to the place that its members or its work have, wherever it stands."""
    inside = Place.objects.within(place).values("pk")
    return Q(pk__in=_rows("origins", inside).values("organisation_id"))


def concerned(place: Place) -> Q:
    return at_work_in(place) | tied_to(place)


def counts(person: Any) -> Counter[str]:
    """By code, how many organisations have to do with a country."""
    return Counter(code for codes in _ties(person).values() for code in codes)


def pairs(person: Any) -> Counter[tuple[str, str]]:
    """By two codes in alphabetical order, how many have to do with both countries."""
    return Counter(
        pair
        for codes in _ties(person).values()
        if len(codes) <= _MOST_TIED
        for pair in combinations(sorted(codes), 2)
    )


def _ties(person: Any) -> dict[int, set[str]]:
    """By key of an organisation, the codes of its countries; one query."""
    shown = Organisation.objects.visible_to(person).order_by()
    kinds = ("country", "seat", "places", "origins")
    lists = [
        shown.filter(**{f"{kind}__isnull": False}).values_list("pk", f"{kind}__code")
        for kind in kinds
    ]
    found: dict[int, set[str]] = {}
    for pk, code in lists[0].union(*lists[1:]):
        if country := country_of(code):
            found.setdefault(pk, set()).add(country)
    return found


def _rows(field: str, inside: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    through: QuerySet[Any, Any] = getattr(Organisation, field).through.objects
    return through.filter(place__in=inside)
