"""How many things were found of each kind, place, theme, language and year."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from diwan.core import slots
from diwan.vocabularies.models import Place, Theme

from ..words import MANY_LANGUAGES, language_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django_stubs_ext import StrPromise

    from ..finding.asking import Hit, Narrowing

#: values of one facet
MOST_CHOICES = 8


@dataclass(frozen=True, slots=True)
class Choice:
    """A value as it stands in the address, what it is called, and how many things have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """``name`` is the field of the form."""

    name: str
    title: str | StrPromise
    choices: list[Choice]


def counted(things: Sequence[Sequence[Hit]], narrowing: Narrowing) -> list[Facet]:
    """Every facet that divides what was found, its commonest values first.

    Args:
        things: of each thing found its hits in one language or several.
    """
    facets = [
        Facet("source", _("Kind"), _kinds(_tally({hit.source for hit in hits} for hits in things))),
        Facet("place", _("Place"), _places(_tally(_all_of(hits, "places") for hits in things))),
        Facet("theme", _("Theme"), _themes(_tally(_all_of(hits, "themes") for hits in things))),
        Facet("language", _("Language of the text"), _languages(things)),
        Facet("year", _("Year"), _years(_tally({hit.year for hit in hits} for hits in things))),
    ]
    chosen = {
        "source": narrowing.source,
        "place": narrowing.place,
        "theme": narrowing.theme,
        "language": narrowing.language,
        "year": narrowing.year,
    }
    return [each for each in facets if _divides(each, len(things)) and not chosen[each.name]]


def _divides(facet: Facet, count: int) -> bool:
    return any(choice.count < count for choice in facet.choices)


def _tally(values: Iterable[Iterable[object]]) -> Counter[object]:
    return Counter(value for some in values for value in some if value is not None)


def _all_of(hits: Sequence[Hit], field: str) -> set[object]:
    return {key for hit in hits for key in getattr(hit, field)}


def _kinds(tally: Counter[object]) -> list[Choice]:
    titles = {name: str(source.title) for name, source in slots.search_sources.items()}
    return [
        Choice(str(name), titles[str(name)], count)
        for name, count in tally.most_common()
        if name in titles
    ]


def _places(tally: Counter[object]) -> list[Choice]:
    common = dict(tally.most_common(MOST_CHOICES))
    places = Place.objects.in_bulk(list(common)) if common else {}
    return [
        Choice(places[key].code, str(places[key]), count)
        for key, count in common.items()
        if key in places
    ]


def _themes(tally: Counter[object]) -> list[Choice]:
    common = dict(tally.most_common(MOST_CHOICES))
    themes = Theme.objects.in_bulk(list(common)) if common else {}
    return [
        Choice(themes[key].key, str(themes[key]), count)
        for key, count in common.items()
        if key in themes
    ]


def _languages(things: Sequence[Sequence[Hit]]) -> list[Choice]:
    """What has the words of many languages is found in each."""
    tally = _tally({hit.language for hit in hits} for hits in things)
    everywhere = tally.pop(MANY_LANGUAGES, 0)
    return [
        Choice(str(code), language_name(str(code)), count + everywhere)
        for code, count in tally.most_common(MOST_CHOICES)
    ]


def _years(tally: Counter[object]) -> list[Choice]:
    """The latest first: a year is looked for by its number."""
    years = sorted((int(str(year)) for year in tally), reverse=True)[:MOST_CHOICES]
    return [Choice(str(year), str(year), tally[year]) for year in years]
