"""Who may write down a service, and who may read what it hides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from .queries.who import is_steward, managed_by, staffed_by

if TYPE_CHECKING:
    from diwan.people.models import Organisation

    from .models import Guide, Service


def may_add(person: Any) -> bool:
    """Whoever manages an organisation, and stewards."""
    return is_steward(person) or managed_by(person).exists()


def may_offer(person: Any, organisation: Organisation) -> bool:
    return is_steward(person) or managed_by(person).filter(pk=organisation.pk).exists()


def may_edit(person: Any, service: Service) -> bool:
    """Its managers; stewards only where nothing is hidden, for they would read it."""
    if managed_by(person).filter(pk=service.organisation_id).exists():
        return True
    return is_steward(person) and (service.sensitivity == "public" or is_writing(person, service))


def is_writing(person: Any, service: Service) -> bool:
    """Whether a steward is still writing it down, as an import does; shown once, never again."""
    return service.published_at is None and service.added_by_id == person.pk


def may_read_all(person: Any, service: Service) -> bool:
    """Whether nothing of it is hidden from ``person``: its insiders (P-6, P-13)."""
    if not person.is_authenticated:
        return False
    if is_steward(person) and is_writing(person, service):
        return True
    key = service.organisation_id
    return managed_by(person).filter(pk=key).exists() or staffed_by(person).filter(pk=key).exists()


def may_settle(person: Any, service: Service) -> bool:
    """Who settles what was said about it."""
    if managed_by(person).filter(pk=service.organisation_id).exists():
        return True
    return is_steward(person) and service.sensitivity != "staff_only"


def may_guide(person: Any, guide: Guide) -> bool:
    """The managers of its office, and stewards."""
    if is_steward(person):
        return True
    key = guide.organisation_id
    return key is not None and managed_by(person).filter(pk=key).exists()


def demand(allowed: bool) -> None:
    """Raises:
    PermissionDenied: when not allowed.
    """
    if not allowed:
        raise PermissionDenied(_("This is for managers of the organisation, and stewards."))


def demand_steward(person: Any) -> None:
    """Raises:
    PermissionDenied: no steward.
    """
    if not is_steward(person):
        raise PermissionDenied(_("This is for stewards."))
