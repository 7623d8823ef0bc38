"""Who may write down a project: managers of its lead organisation, and stewards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from .queries import is_steward, led_by

if TYPE_CHECKING:
    from diwan.people.models import Organisation

    from .models import Project


def may_add(person: Any) -> bool:
    """Whoever manages an organisation, and stewards."""
    return is_steward(person) or led_by(person).exists()


def may_lead(person: Any, organisation: Organisation) -> bool:
    return is_steward(person) or led_by(person).filter(pk=organisation.pk).exists()


def may_edit(person: Any, project: Project) -> bool:
    return is_steward(person) or led_by(person).filter(pk=project.lead_id).exists()


def demand(allowed: bool) -> None:
    """Raises:
    PermissionDenied: when not allowed.
    """
    if not allowed:
        raise PermissionDenied(_("This is for managers of the lead organisation, and stewards."))
