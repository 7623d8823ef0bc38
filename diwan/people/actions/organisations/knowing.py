"""What the register and the vocabularies hold, for comparing the rows of a file with it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Q

from diwan.core import clock
from diwan.people.importing import Known, Register, Standing, key_of
from diwan.people.likeness import Entry
from diwan.people.models import Mandate, Organisation
from diwan.people.queries import organisations as queries
from diwan.vocabularies import finding
from diwan.vocabularies.models import Place, Theme
from diwan.vocabularies.words import PlaceKind

from .describing import described

if TYPE_CHECKING:
    from collections.abc import Collection

    from diwan.people.models import Person
    from diwan.people.rules.organisations import Description

#: in one file, of places that nobody knows
_MOST_LOOKED_UP = 50
#: keys in one question to the database
_AT_ONCE = 500
#: where a country and a town are called the same, the wider one is meant
_WIDER_FIRST = (PlaceKind.COUNTRY, PlaceKind.SUBDIVISION, PlaceKind.MUNICIPALITY, PlaceKind.REGION)


def known() -> Known:
    """What the vocabularies hold; three queries."""
    return Known(
        places=places_by_name(),
        themes={
            key: theme.key
            for theme in Theme.objects.all()
            for key in (key_of(theme.key), *map(key_of, theme.names.values()))
        },
        meant=_Meant(),
    )


def register_for(by: Person) -> Register:
    """What the register holds, and what of it ``by`` may not change."""
    standing = Organisation.objects.standing().values_list(
        "pk", "folded", "country_id", "country__code", "website", "name", "slug"
    )
    return Register(
        organisations=[
            Standing(Entry(pk, tuple(folded.split("\n")), land, site), code or "", name, slug)
            for pk, folded, land, code, site, name, slug in standing
        ],
        addresses={
            slug: into or pk
            for slug, pk, into in Organisation.objects.values_list("slug", "pk", "merged_into")
        },
        described=_described,
        barred=_barred(by),
    )


def _described(keys: Collection[int]) -> dict[int, Description]:
    found, wanted = {}, list(keys)
    for start in range(0, len(wanted), _AT_ONCE):
        rows = Organisation.objects.filter(pk__in=wanted[start : start + _AT_ONCE]).for_page()
        found.update({row.pk: described(row) for row in rows})
    return found


def _barred(by: Person) -> set[int]:
    """Those to which ``by`` has a tie without managing them."""
    today = clock.now().date()
    tied = {
        *Mandate.objects.filter(person=by).open_on(today).values_list("organisation", flat=True),
        *filter(None, [by.organisation_id]),
    }
    near = Q(pk__in=tied) | Q(branches__in=tied)
    near |= Q(parent__in=tied) | Q(parent__parent__in=tied)
    rows = Organisation.objects.standing().filter(near).select_related("parent").distinct()
    held = {row.pk: queries.powers(by, row, today) for row in (rows if tied else ())}
    return {pk for pk, power in held.items() if not (power.manages or power.stewards)}


class _Meant:
    """Looks up what an unknown place may mean, each once and not for ever."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}

    def __call__(self, cell: str) -> str:
        if cell not in self.found and len(self.found) < _MOST_LOOKED_UP:
            place = next(iter(finding.find(cell, 1)), None)
            self.found[cell] = f"{place} ({place.code})" if place else ""
        return self.found.get(cell, "")


def places_by_name() -> dict[str, list[str]]:
    """Codes by name and by code; of places of one name only those of the widest kind."""
    by_kind: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for code, kind, names in Place.objects.values_list("code", "kind", "names"):
        for name in (code, *names.values()):
            by_kind[kind][key_of(name)].add(code)
    found: dict[str, list[str]] = {}
    for kind in _WIDER_FIRST:
        for name, codes in by_kind[kind].items():
            found.setdefault(name, sorted(codes))
    return found
