"""Two parties of one agreement are two bodies: the register does not make them one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from diwan.core import slots

from ..models import Party, SharingBody

if TYPE_CHECKING:
    from diwan.people.models import Organisation


def _refuses(source: Organisation, target: Organisation) -> str:
    """It names no agreement: a steward does not read every draft."""
    bound = Party.objects.filter(organisation=target).values("agreement")
    shared = SharingBody.objects.filter(organisation=target).values("sharing")
    if (
        Party.objects.filter(organisation=source, agreement__in=bound).exists()
        or SharingBody.objects.filter(organisation=source, sharing__in=shared).exists()
    ):
        return _(
            "Both are parties of one agreement: they are two bodies, and each is bound. If one of"
            " them stands there by mistake, the agreement is corrected first."
        )
    return ""


slots.merge_checks.add("agreements.parties", slots.MergeCheck(_refuses))
