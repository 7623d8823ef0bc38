"""What can be asked of places, themes and goals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.cache import cache
from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils.translation import get_language

from diwan.core.wording import choose

from .rules import sort_key
from .words import PlaceKind

if TYPE_CHECKING:
    from .models import Place

_CHOICES_KEPT_SECONDS = 300
#: a country lies three regions below the world; subdivisions of some have subdivisions
_LEVELS_BELOW = {
    PlaceKind.REGION: 7,
    PlaceKind.COUNTRY: 3,
    PlaceKind.SUBDIVISION: 2,
    PlaceKind.MUNICIPALITY: 0,
}


class PlaceQuerySet(QuerySet["Place"]):
    def visible_to(self, _person: Any) -> PlaceQuerySet:
        """The vocabularies are public: everybody sees every place."""
        return self.all()

    def countries(self) -> PlaceQuerySet:
        return self.filter(kind=PlaceKind.COUNTRY)

    def of_the_world(self) -> PlaceQuerySet:
        """Regions and countries."""
        return self.filter(kind__in=[PlaceKind.REGION, PlaceKind.COUNTRY])

    def by_code(self, codes: list[str]) -> PlaceQuerySet:
        """Places of these codes; letters of ISO codes may be small."""
        return self.filter(code__in=[_written(code) for code in codes])

    def inside(self, place: Place) -> PlaceQuerySet:
        """Places in ``place`` and, for a country, in its subdivisions."""
        inside = self.filter(parent=place) | self.filter(
            parent__parent=place, parent__kind=PlaceKind.SUBDIVISION
        )
        deepest = self.filter(
            parent__parent__parent=place,
            parent__kind=PlaceKind.SUBDIVISION,
            parent__parent__kind=PlaceKind.SUBDIVISION,
        )
        return inside | deepest

    def within(self, place: Place) -> PlaceQuerySet:
        """``place`` itself and whatever lies in it, at any depth."""
        inside = Q(pk=place.pk)
        for levels in range(1, _LEVELS_BELOW[PlaceKind(place.kind)] + 1):
            inside |= Q(**{"__".join(["parent"] * levels): place.pk})
        return self.filter(inside)

    def with_parents(self) -> PlaceQuerySet:
        """With everything above in the same query: a municipality has six levels over it."""
        return self.select_related("parent__parent__parent__parent__parent__parent")

    def choices(self, language: str | None = None) -> list[tuple[int, str]]:
        """(key, name) of every country in the order of ``language``'s alphabet.

        Sorted once and kept; one small query tells whether the list still holds.
        """
        code = (language or get_language() or "en").split("-")[0]
        countries = self.countries().order_by()
        state = countries.aggregate(Count("id"), Max("id"), Min("id"), Min("code"), Max("code"))
        key = f"vocabularies-countries-{code}-" + "-".join(map(str, state.values()))
        kept: list[tuple[int, str]] | None = cache.get(key)
        if kept is None:
            kept = [(place.pk, place.label(code)) for place in in_order(list(countries), code)]
            cache.set(key, kept, _CHOICES_KEPT_SECONDS)
        return kept


def choices(language: str | None = None) -> list[tuple[int, str]]:
    """(key, name) of every country, for a select; see :meth:`PlaceQuerySet.choices`."""
    places: PlaceQuerySet = apps.get_model("vocabularies", "Place").objects.all()
    return places.choices(language)


def in_order(places: list[Place], language: str | None = None) -> list[Place]:
    """``places`` by their name in ``language``, accents and case aside."""
    return sorted(places, key=lambda place: sort_key(choose(place.names, language).text))


def nested(places: list[Place], parent_id: int | None) -> list[tuple[Place, list[Any]]]:
    """``places`` under ``parent_id`` as a tree of (place, its tree), each level in order."""
    children: dict[int | None, list[Place]] = {}
    for place in places:
        children.setdefault(place.parent_id, []).append(place)

    def below(key: int | None) -> list[tuple[Place, list[Any]]]:
        return [(place, below(place.pk)) for place in in_order(children.get(key, []))]

    return below(parent_id)


def _written(code: str) -> str:
    official, slash, municipality = code.partition("/")
    return official.upper() + slash + municipality
