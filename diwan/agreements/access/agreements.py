"""Who may do what with an agreement: predicates that read as speech."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied

from ..queries import signs_for
from ..words import AgreementState

if TYPE_CHECKING:
    from ..models import Agreement, Party

_LIVING = {AgreementState.SIGNED, AgreementState.IN_FORCE, AgreementState.SUSPENDED}


def is_steward(person: Any) -> bool:
    """Whoever writes down what was concluded elsewhere."""
    return bool(
        person.is_authenticated
        and person.is_active
        and (person.is_steward or person.is_administrator)
    )


def may_draft(person: Any) -> bool:
    """Whoever signs for a body, and stewards."""
    if not person.is_authenticated or not person.is_active:
        return False
    return is_steward(person) or signs_for(person).exists()


def is_bound(person: Any, agreement: Agreement) -> bool:
    """Whether ``person`` signs for a party of it."""
    if not person.is_authenticated or not person.is_active:
        return False
    parties = agreement.parties.filter(left_on__isnull=True)
    return parties.filter(organisation__in=signs_for(person)).exists()


def takes_part(person: Any, agreement: Agreement) -> bool:
    """Those bound, and who began it, as long as they sign for some body."""
    if not person.is_authenticated or not person.is_active:
        return False
    is_author = agreement.created_by_id == person.pk and may_draft(person)
    return is_author or is_bound(person, agreement)


def may_edit(person: Any, agreement: Agreement) -> bool:
    """Its terms: those who take part, in a draft; recorded ones are the stewards'."""
    if agreement.is_recorded:
        return is_steward(person)
    return agreement.state == AgreementState.DRAFT and takes_part(person, agreement)


def may_run(person: Any, agreement: Agreement) -> bool:
    """What follows the signature: states, ledger, rounds, hand-over."""
    if agreement.is_recorded:
        return is_steward(person)
    return agreement.state in _LIVING and is_bound(person, agreement)


def may_keep(person: Any, agreement: Agreement) -> bool:
    """Its ledger, and documents that are added: from the first draft to the end."""
    return may_edit(person, agreement) or may_run(person, agreement)


def may_call_back(person: Any, agreement: Agreement) -> bool:
    """Take what lies before the parties back to change it."""
    return agreement.state == AgreementState.PROPOSED and takes_part(person, agreement)


def may_sign(person: Any, party: Party) -> bool:
    """Who has a mandate to sign for the party."""
    if party.organisation_id is None or party.left_on is not None:
        return False
    return signs_for(person).filter(pk=party.organisation_id).exists()


def require(allowed: bool) -> None:
    """Raises:
    PermissionDenied: when not allowed.
    """
    if not allowed:
        raise PermissionDenied
