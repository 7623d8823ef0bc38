"""What the pages of this folder have in common: what is fetched, and for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from diwan.core import clock
from diwan.people.models import Mandate, Organisation
from diwan.people.queries import organisations as queries

if TYPE_CHECKING:
    from diwan.people.access import MemberRequest
    from diwan.people.queries.organisations import Powers


def standing(slug: str) -> Organisation:
    rows = Organisation.objects.visible_to(None).for_page()
    return get_object_or_404(rows, slug=slug)


def managed(request: MemberRequest, slug: str) -> tuple[Organisation, Powers]:
    """For those who manage it, and for stewards without a tie; 403 for others."""
    organisation = standing(slug)
    held = queries.powers(request.user, organisation, clock.now().date())
    if not (held.manages or held.stewards):
        raise PermissionDenied(_("This is for those who manage the organisation."))
    return organisation, held


def demand_steward(request: MemberRequest) -> None:
    if not (request.user.is_steward or request.user.is_administrator):
        raise PermissionDenied(_("This is for stewards."))


def mandate_of(slug: str, pk: int) -> Mandate:
    rows = Mandate.objects.select_related("organisation__parent", "person")
    return get_object_or_404(rows, pk=pk, organisation__slug=slug)
