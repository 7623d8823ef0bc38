"""Who may do what with a data-sharing agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..queries import signs_for
from ..words.sharing import SharingState

if TYPE_CHECKING:
    from ..models import DataSharing, SharingBody

_LIVING = {SharingState.SIGNED, SharingState.SUSPENDED}


def is_administrator(person: Any) -> bool:
    """Whoever acts for this site itself."""
    return bool(person.is_authenticated and person.is_active and person.is_administrator)


def may_draft_sharing(person: Any) -> bool:
    """Whoever signs for a body, or for this site."""
    if not (person.is_authenticated and person.is_active):
        return False
    return is_administrator(person) or signs_for(person).exists()


def may_sign_for(person: Any, body: SharingBody) -> bool:
    """Who has a mandate to sign for it; for this site, an administrator."""
    if not (person.is_authenticated and person.is_active):
        return False
    if body.organisation_id is None:
        return is_administrator(person)
    return signs_for(person).filter(pk=body.organisation_id).exists()


def bodies_signed_for(person: Any, sharing: DataSharing) -> list[SharingBody]:
    """Those of its bodies that ``person`` signs for; two queries."""
    if not (person.is_authenticated and person.is_active):
        return []
    own = set(signs_for(person).values_list("pk", flat=True))
    rows = sharing.bodies.select_related("organisation")
    return [
        body
        for body in rows
        if body.organisation_id in own
        or (body.organisation_id is None and is_administrator(person))
    ]


def may_edit_sharing(person: Any, sharing: DataSharing) -> bool:
    """Its terms while it is a draft: who began it and those who sign for a body."""
    return sharing.state == SharingState.DRAFT and takes_part(person, sharing)


def may_call_back(person: Any, sharing: DataSharing) -> bool:
    return sharing.state == SharingState.PROPOSED and takes_part(person, sharing)


def may_stop(person: Any, sharing: DataSharing) -> bool:
    """Either side alone closes the gate, and so does the site."""
    if sharing.state not in _LIVING:
        return False
    return is_administrator(person) or bool(bodies_signed_for(person, sharing))


def may_suspend(person: Any, sharing: DataSharing) -> bool:
    return sharing.state == SharingState.SIGNED and may_stop(person, sharing)


def may_resume(person: Any, sharing: DataSharing) -> bool:
    """Only the body that suspended it, or the site where the site did."""
    if sharing.state != SharingState.SUSPENDED:
        return False
    if sharing.stopped_for_id is None:
        return is_administrator(person)
    return bool(
        person.is_authenticated
        and person.is_active
        and signs_for(person).filter(pk=sharing.stopped_for_id).exists()
    )


def takes_part(person: Any, sharing: DataSharing) -> bool:
    """Who began it, as long as they sign for some body, and those who sign for one of its own."""
    if not (person.is_authenticated and person.is_active):
        return False
    is_author = sharing.created_by_id == person.pk and may_draft_sharing(person)
    return is_author or bool(bodies_signed_for(person, sharing))
