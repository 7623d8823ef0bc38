"""A steward says whether a body has a part in readmission, border control or policing (P-20)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from diwan.audit.actions import record
from diwan.core.errors import Refusal
from diwan.people.models import Organisation

from .demanding import demand_standing, demand_steward

if TYPE_CHECKING:
    from diwan.people.models import Person
    from diwan.people.words.organisations import Enforcement


@transaction.atomic
def mark_enforcement(
    organisation: Organisation, answer: Enforcement, *, by: Person, why: str
) -> None:
    """Write down what a steward found; until then, and after a yes, it gets no person's data.

    Raises:
        PermissionDenied: ``by`` is no steward.
        Refusal: their own organisation, an entry that leads elsewhere, or no reason.
    """
    demand_steward(by, organisation)
    demand_standing(organisation)
    if not why.strip():
        raise Refusal(_("Say in one sentence what you looked at; it is kept in the log."))
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    organisation.enforcement = answer
    organisation.save(update_fields=["enforcement"])
    record(
        "mark enforcement",
        by=by,
        on=organisation,
        why=why.strip(),
        details={"enforcement": str(answer)},
    )
