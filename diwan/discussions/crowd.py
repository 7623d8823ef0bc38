"""Who has spoken, told so that nobody who asked not to be named can be worked out (P-9, P-23)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from diwan.figures.counts import publishable
from diwan.people.words import ActorKind

from . import naming, rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from diwan.vocabularies.models import Place

    from .models import Contribution


@dataclass(frozen=True, slots=True)
class Table:
    """Published counts of one kind, drawn as bars."""

    title: str
    rows: list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Crowd:
    """Of which kinds and countries there are so many voices that one of them cannot be told."""

    kinds: frozenset[str]
    countries: frozenset[int]

    def place_of(self, contribution: Contribution) -> str:
        """The country beside a contribution; an anonymous one shows it only in a crowd."""
        country = contribution.country
        if country is None or (
            _is_anonymous(contribution) and contribution.country_id not in self.countries
        ):
            return ""
        return str(country)

    def kind_of(self, contribution: Contribution) -> str:
        kind = contribution.kind
        if not kind or (_is_anonymous(contribution) and kind not in self.kinds):
            return ""
        return str(ActorKind(kind).label)


def _is_anonymous(contribution: Contribution) -> bool:
    return not rules.signed(
        contribution.attribution, contribution.author_name, contribution.organisation_name
    )


def crowd_of(rows: Iterable[tuple[str, int | None]]) -> Crowd:
    rows = list(rows)
    kinds = publishable(Counter(kind for kind, _country in rows))
    countries = publishable(Counter(str(country or "") for _kind, country in rows))
    return Crowd(
        frozenset(kind for kind, _count in kinds.rows if kind),
        frozenset(int(country) for country, _count in countries.rows if country),
    )


def tables(released: Sequence[Contribution]) -> list[Table]:
    kinds = Counter(row.kind for row in released)
    countries = Counter(str(row.country_id or "") for row in released)
    languages = Counter(row.language for row in released)
    places = {str(row.country_id): row.country for row in released if row.country is not None}
    unsaid = pgettext("a country or kind that was not given", "Not said")
    made = [
        _table(_("By kind of actor"), kinds, {**dict(ActorKind.choices), "": unsaid}),
        _table(_("By country"), countries, {**_named(places), "": unsaid}),
        _table(
            _("By language"), languages, {code: naming.language_name(code) for code in languages}
        ),
    ]
    return [table for table in made if table.rows]


def _named(places: Mapping[str, Place]) -> dict[str, str]:
    return {key: str(place) for key, place in places.items()}


def _table(title: str, counts: Mapping[str, int], labels: Mapping[str, Any]) -> Table:
    """What may be published of ``counts``; small cells are merged into “other”."""
    published = publishable(counts)
    rows = [(str(labels.get(key, key)), count) for key, count in published.rows]
    if published.other:
        rows.append((pgettext("small counts put together", "Other"), published.other))
    return Table(title, rows)
