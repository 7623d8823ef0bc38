"""Read a file of organisations in, look at what it would do, and write what is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from diwan.audit.actions import record
from diwan.core import clock
from diwan.core.errors import Conflict, Refusal
from diwan.people import sheets
from diwan.people.importing import Plan, planned, seen
from diwan.people.models import OrganisationImport

from . import carrying
from .knowing import known, register_for

if TYPE_CHECKING:
    from collections.abc import Collection

    from diwan.people.models import Person


@transaction.atomic
def read_in(name: str, content: bytes, *, by: Person) -> OrganisationImport:
    """Keep the rows of a file for a day; nothing is written to the register.

    Raises:
        Refusal: the file cannot be read as a table of organisations.
    """
    demand_importer(by)
    rows = sheets.read(name, content)
    OrganisationImport.objects.waiting(by).delete()
    made = OrganisationImport.objects.create(
        made_by=by, made_at=clock.now(), file_name=name[-200:], rows=rows
    )
    record("read organisations", by=by, on=made, details={"rows": len(rows)})
    return made


def plans_of(waiting: OrganisationImport) -> list[Plan]:
    """What each row would do to the register as it is now."""
    return planned(waiting.rows, known(), register_for(waiting.made_by))


def choose(
    waiting: OrganisationImport, *, shown: Collection[int], ticked: Collection[int], by: Person
) -> None:
    """Remember which of the rows ``shown`` on a page were ``ticked``."""
    locked = _waiting(waiting, by)
    marks = {str(number): "yes" if number in ticked else "" for number in shown}
    locked.chosen = locked.chosen | marks
    locked.save(update_fields=["chosen"])


def chosen_of(waiting: OrganisationImport, plans: Collection[Plan]) -> set[int]:
    """Numbers of the rows that are ticked by now."""
    return {
        plan.number
        for plan in plans
        if plan.may_be_taken
        and bool(waiting.chosen.get(str(plan.number), "yes" if plan.is_ticked else ""))
    }


@transaction.atomic
def write_chosen(
    waiting: OrganisationImport, *, numbers: Collection[int], seen_as: str = "", by: Person
) -> OrganisationImport:
    """Write the rows of these numbers; a few at once, many in the background.

    Args:
        seen_as: ``importing.seen`` of what was shown, or empty where nobody looked.

    Raises:
        Refusal: no row was chosen, the register says something else by now, or the file was
            written already.
    """
    locked = _waiting(waiting, by)
    plans = plans_of(locked)
    if seen_as and seen_as != seen(plans):
        raise Refusal(_("The register has changed since you looked. Look again, then confirm."))
    acts = {plan.number: plan.act for plan in plans if plan.number in numbers and plan.may_be_taken}
    if not acts:
        raise Refusal(_("Nothing was written: choose at least one row that can be."))
    locked.chosen = {str(number): act for number, act in sorted(acts.items())}
    locked.started_at = clock.now()
    locked.save()
    carrying.begin(locked)
    return locked


def _waiting(waiting: OrganisationImport, by: Person) -> OrganisationImport:
    """
    Raises:
        Conflict: it was written already.
        PermissionDenied: no steward, or another one read it in.
    """
    demand_importer(by)
    locked = OrganisationImport.objects.select_for_update().filter(pk=waiting.pk).first()
    if locked is None or locked.made_by_id != by.pk:
        raise PermissionDenied
    if locked.started_at is not None:
        raise Conflict(_("The rows of this file were written already."))
    return locked


def demand_importer(by: Person) -> None:
    if not (by.is_active and (by.is_steward or by.is_administrator)):
        raise PermissionDenied(_("This is for stewards."))
