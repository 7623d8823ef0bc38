"""Who may: each stops whoever may not, with a sentence where it helps to know why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.people.models import Organisation
from diwan.people.queries.organisations import Powers, may_vet, powers

if TYPE_CHECKING:
    from diwan.people.models import Person

_TIED = _(
    "You have a mandate in this organisation, in its branch or in what it is part of. "
    "Ask another steward to look at it."
)


def powers_of(by: Person, organisation: Organisation) -> Powers:
    return powers(by, organisation, clock.now().date())


def demand_manager(by: Person, organisation: Organisation) -> Powers:
    """Managers, and stewards without a tie; returns what they may.

    Raises:
        PermissionDenied: somebody else asks.
    """
    held = powers_of(by, organisation)
    if not (held.manages or held.stewards):
        raise PermissionDenied(_("This is for those who manage the organisation."))
    return held


def demand_steward(by: Person, *organisations: Organisation) -> None:
    """Stewards who have no tie to any of the organisations.

    Raises:
        PermissionDenied: no steward.
        Refusal: a steward looks at their own organisation.
    """
    for organisation in organisations:
        held = powers_of(by, organisation)
        if held.is_tied:
            raise Refusal(_TIED)
        if not held.stewards:
            raise PermissionDenied(_("This is for stewards."))


def demand_vetter(by: Person, organisation: Organisation) -> None:
    """Stewards alone, and none with a tie (D16).

    Raises:
        PermissionDenied: no steward; an administrator is none by being one.
        Refusal: a steward looks at their own organisation.
    """
    if not by.is_steward:
        raise PermissionDenied(_("This is for stewards."))
    if not may_vet(by, organisation):
        raise Refusal(_TIED)


def demand_standing(organisation: Organisation) -> None:
    """Stop what is meant for an entry that leads to another one by now."""
    if organisation.merged_into_id is not None:
        raise Refusal(_("This entry was merged into another one. Open that one and do it there."))


def hold(organisation: Organisation) -> None:
    """As it stands now, and nobody else writes it until the end of the transaction.

    What was fetched for a page may be old: saved whole, it would undo what a steward said since.

    Raises:
        Refusal: it was merged into another one meanwhile.
    """
    organisation.refresh_from_db(from_queryset=Organisation.objects.select_for_update())
    demand_standing(organisation)
