"""What a list of items can be narrowed to, with how many there are of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count
from django.utils.translation import gettext as _

from diwan.core.wording import choose

from .words import ItemKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .queries import ItemQuerySet

#: so many values of a facet stand on the page, those with the most items
_MOST = 10


@dataclass(frozen=True, slots=True)
class Value:
    label: str
    query: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    title: str
    values: list[Value]


def facets(rows: ItemQuerySet, asked: Mapping[str, Any], query: Any) -> list[Facet]:
    """Kinds, themes and years of ``rows``; one query each. What is chosen already is left out."""
    told = {
        "kind": (_("Kind"), _kinds),
        "theme": (_("Theme"), _themes),
        "year": (_("Year"), _years),
    }
    found = [
        Facet(
            title,
            [Value(label, _with(query, name, key), count) for key, label, count in count_of(rows)],
        )
        for name, (title, count_of) in told.items()
        if name not in asked
    ]
    return [facet for facet in found if len(facet.values) > 1]


def _with(query: Any, name: str, value: Any) -> str:
    wanted = query.copy()
    wanted.pop("page", None)
    wanted[name] = str(value)
    return str(wanted.urlencode())


def _kinds(rows: ItemQuerySet) -> list[tuple[str, str, int]]:
    labels = dict(ItemKind.choices)
    counted = rows.order_by().values_list("kind").annotate(count=Count("pk"))
    found = [(kind, str(labels.get(kind, kind)), count) for kind, count in counted]
    return sorted(found, key=lambda row: (-row[2], row[1]))[:_MOST]


def _themes(rows: ItemQuerySet) -> list[tuple[str, str, int]]:
    through = rows.model.themes.through.objects.filter(item__in=rows.order_by().values("pk"))
    counted = (
        through.order_by()
        .values_list("theme__key", "theme__names")
        .annotate(count=Count("item_id"))
    )
    found = [(key, choose(names).text, count) for key, names, count in counted]
    return sorted(found, key=lambda row: (-row[2], row[1]))[:_MOST]


def _years(rows: ItemQuerySet) -> list[tuple[str, str, int]]:
    known = rows.order_by().filter(published_in_year__isnull=False)
    counted = known.values_list("published_in_year").annotate(count=Count("pk"))
    found = [(str(year), str(year), count) for year, count in counted]
    return sorted(found, reverse=True)[:_MOST]
