"""Read HSDS tables in, look at what they would do, and write what is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from diwan.audit import actions as audit
from diwan.core import clock
from diwan.core.errors import Conflict, Refusal
from diwan.core.wording import HOUSE_LANGUAGES
from diwan.people.actions.organisations.knowing import known as vocabularies
from diwan.people.importing import key_of
from diwan.people.models import Organisation
from diwan.people.vocabulary import LANGUAGES, language_names

from ..access import demand_steward, may_edit
from ..hsds.planning import Fate, Known, Plan, planned
from ..hsds.tables import read
from ..models import Service, ServiceImport
from ..words import Term
from . import carrying

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from diwan.people.models import Person

    from ..hsds.planning import Left


@transaction.atomic
def read_in(
    files: Iterable[tuple[str, bytes]], told: Mapping[str, str], *, by: Person
) -> ServiceImport:
    """Keep the rows of the files for a day; nothing is written to the directory.

    Args:
        told: ``language`` of the texts, ``sensitivity`` where the file says none, ``kind`` of
            organisations that are new, ``timezone`` of hours without one.

    Raises:
        Refusal: the files cannot be read as tables of HSDS.
    """
    demand_steward(by)
    given = list(files)
    tables = read(given)
    ServiceImport.objects.filter(made_by=by, taken_at__isnull=True).delete()
    made = ServiceImport.objects.create(
        made_by=by,
        made_at=clock.now(),
        file_name=", ".join(name for name, _content in given)[:200],
        told=dict(told),
        tables=tables,
    )
    audit.record("service.read_in", by=by, on=made, details={"rows": len(tables["services"])})
    return made


def plans_of(waiting: ServiceImport) -> tuple[list[Plan], list[Left]]:
    """What each service would do to the directory as it is now, and every row left out."""
    return planned(waiting.tables, known_to(waiting.made_by, waiting.told))


@transaction.atomic
def write_chosen(waiting: ServiceImport, *, numbers: Collection[int], by: Person) -> ServiceImport:
    """Write the services of these numbers; each by itself, and what fails is told.

    Raises:
        PermissionDenied: no steward, or another one read it in.
        Conflict: it was written already.
        Refusal: nothing was chosen that can be written.
    """
    demand_steward(by)
    locked = ServiceImport.objects.select_for_update().filter(pk=waiting.pk).first()
    if locked is None or locked.made_by_id != by.pk:
        raise PermissionDenied
    if locked.taken_at is not None:
        raise Conflict(_("The rows of this file were written already."))
    plans, left = plans_of(locked)
    chosen = [plan for plan in plans if plan.number in numbers and plan.fate is not Fate.WRONG]
    if not chosen:
        raise Refusal(_("Nothing was written: choose at least one row that can be."))
    outcome = carrying.write(chosen, locked.told, by=by)
    unticked = [plan for plan in plans if plan.fate is not Fate.WRONG and plan not in chosen]
    locked.left = [
        *(
            {"table": row.table, "line": row.line, "name": row.name, "why": [*row.sentences]}
            for row in left
        ),
        *(_left(plan, [_("It was not ticked.")]) for plan in unticked),
        *(_left(plan, [why]) for plan, why in outcome.refused),
    ]
    locked.added, locked.changed = outcome.added, outcome.changed
    locked.tables, locked.taken_at = {}, clock.now()
    locked.save()
    details = {"added": outcome.added, "rewritten": outcome.changed}
    audit.record("service.imported", by=by, on=locked, details=details)
    return locked


def _left(plan: Plan, why: list[str]) -> dict[str, Any]:
    return {"table": "services", "line": plan.line, "name": plan.name, "why": why}


def known_to(by: Person, told: Mapping[str, str]) -> Known:
    """What the directory and the vocabularies hold, for comparing the rows with it."""
    organisations: dict[str, list[int]] = {}
    standing = Organisation.objects.standing()
    for pk, name, names in standing.values_list("pk", "name", "names"):
        for called in {key_of(each) for each in (name, *names.values())}:
            organisations.setdefault(called, []).append(pk)
    return Known(
        places=vocabularies().places,
        languages=_languages(),
        terms=_terms(),
        services={
            row.hsds_id: may_edit(by, row)
            for row in Service.objects.select_related("organisation").all()
        },
        organisations=organisations,
        sensitivity=told.get("sensitivity", "public"),
        timezone=told.get("timezone", "UTC"),
    )


def _languages() -> dict[str, str]:
    found = {key_of(code): code for code in LANGUAGES}
    for house in HOUSE_LANGUAGES:
        found |= {key_of(name): code for code, name in language_names(house).items()}
    return found


def _terms() -> dict[str, str]:
    found = {key_of(code): code for code in Term.values}
    for house in HOUSE_LANGUAGES:
        with override(house):
            found |= {key_of(str(label)): str(code) for code, label in Term.choices}
    return found
