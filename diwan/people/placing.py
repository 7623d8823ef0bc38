"""Which organisations have to do with a place, and with two of them."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING, Any

from django.core.cache import cache
from django.db.models import Count, Max, Q, Sum, Value

from diwan.vocabularies.models import Place
from diwan.vocabularies.rules import country_of

from .models import Organisation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

#: who works in more countries than these ties no two of them to each other
_MOST_TIED = 12
_KEPT_SECONDS = 300


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
    found: Counter[str] = _kept("counts", person)
    return found


def pairs(person: Any) -> Counter[tuple[str, str]]:
    """By two codes in alphabetical order, how many have to do with both countries."""
    found: Counter[tuple[str, str]] = _kept("pairs", person)
    return found


def _kept(name: str, person: Any) -> Any:
    """The sums of one name, made again when a tie comes or goes, or after five minutes.

    They are the same for everybody: every organisation is public.
    """
    state = "-".join(map(str, _state()))
    found = cache.get(f"people-{name}-{state}")
    if found is None:
        sums = _sums(_ties(person))
        cache.set_many({f"people-{key}-{state}": sums[key] for key in sums}, _KEPT_SECONDS)
        found = sums[name]
    return found


def _state() -> Iterable[object]:
    """A few numbers that change with any tie; one query."""
    own = _totals(Organisation.objects.standing(), Sum("country_id"), Sum("seat_id"))
    ties = [
        _totals(through.objects.all(), Sum("place_id"), Max("pk"))
        for through in (Organisation.places.through, Organisation.origins.through)
    ]
    return [number for row in own.union(*ties, all=True) for number in row]


def _totals(rows: QuerySet[Any, Any], *sums: Sum | Max) -> QuerySet[Any, Any]:
    """One row: how many there are, the highest key, and ``sums``."""
    one = rows.order_by().annotate(one=Value(1)).values("one")
    totals: QuerySet[Any, Any] = one.values_list(Count("pk"), Max("pk"), *sums)
    return totals


def _sums(ties: dict[int, set[str]]) -> dict[str, Counter[Any]]:
    linked = (codes for codes in ties.values() if len(codes) <= _MOST_TIED)
    return {
        "counts": Counter(code for codes in ties.values() for code in codes),
        "pairs": Counter(pair for codes in linked for pair in combinations(sorted(codes), 2)),
    }


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
