"""Read a file of organisations in, look at what it would do, and add what is wanted."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from diwan.audit.actions import record
from diwan.core import clock
from diwan.core.errors import Conflict, Refusal
from diwan.people import sheets
from diwan.people.importing import Known, Plan, Standing, key_of, planned
from diwan.people.likeness import Entry
from diwan.people.models import Organisation, OrganisationImport
from diwan.vocabularies import finding
from diwan.vocabularies.models import Place, Theme
from diwan.vocabularies.words import PlaceKind

from .describing import write

if TYPE_CHECKING:
    from collections.abc import Collection

    from diwan.people.models import Person

#: in one file, of places that nobody knows
_MOST_LOOKED_UP = 50
#: where a country and a town are called the same, the wider one is meant
_WIDER_FIRST = (PlaceKind.COUNTRY, PlaceKind.SUBDIVISION, PlaceKind.MUNICIPALITY, PlaceKind.REGION)


@transaction.atomic
def read_in(name: str, content: bytes, *, by: Person) -> OrganisationImport:
    """Keep the rows of a file for a day; nothing is added to the register.

    Raises:
        Refusal: the file cannot be read as a table of organisations.
    """
    _demand_steward(by)
    rows = sheets.read(name, content)
    OrganisationImport.objects.waiting(by).delete()
    made = OrganisationImport.objects.create(
        made_by=by, made_at=clock.now(), file_name=name[-200:], rows=rows
    )
    record("read organisations", by=by, on=made, details={"rows": len(rows)})
    return made


def plans_of(waiting: OrganisationImport) -> list[Plan]:
    """What each row would do to the register as it is now."""
    return planned(waiting.rows, known())


@transaction.atomic
def add_imported(waiting: OrganisationImport, *, numbers: Collection[int], by: Person) -> int:
    """Add the rows of these numbers, as far as they may be added by now; how many were.

    Raises:
        Refusal: no row was chosen, or the file was added already.
    """
    _demand_steward(by)
    locked = OrganisationImport.objects.select_for_update().filter(pk=waiting.pk).first()
    if locked is None or locked.made_by_id != by.pk:
        raise PermissionDenied
    if locked.taken_at is not None:
        raise Conflict(_("The organisations of this file were added already."))
    chosen = [plan for plan in plans_of(locked) if plan.number in numbers and plan.may_be_taken]
    if not chosen:
        raise Refusal(_("Nothing was added: choose at least one row that can be."))
    added = [_add(plan) for plan in chosen]
    locked.rows, locked.added, locked.taken_at = [], len(added), clock.now()
    locked.save()
    record("import organisations", by=by, on=locked, details={"added": len(added)})
    return len(added)


def known() -> Known:
    """What the register holds, for comparing rows with it; four queries."""
    standing = Organisation.objects.standing().values_list(
        "pk", "folded", "country_id", "country__code", "website", "name", "slug"
    )
    return Known(
        places=places_by_name(),
        themes={
            key: theme.key
            for theme in Theme.objects.all()
            for key in (key_of(theme.key), *map(key_of, theme.names.values()))
        },
        organisations=[
            Standing(Entry(pk, tuple(folded.split("\n")), land, site), code or "", name, slug)
            for pk, folded, land, code, site, name, slug in standing
        ],
        meant=_Meant(),
    )


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


def _add(plan: Plan) -> Organisation:
    organisation = Organisation(created_at=clock.now())
    if plan.said is not None:  # a row that may be taken was read
        write(organisation, plan.said)
    return organisation


def _demand_steward(by: Person) -> None:
    if not (by.is_active and (by.is_steward or by.is_administrator)):
        raise PermissionDenied(_("This is for stewards."))
