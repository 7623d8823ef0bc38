"""What can be asked of agreements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from .words import AgreementState

if TYPE_CHECKING:
    from .models import Agreement  # noqa: F401

#: States that everybody may read.
PUBLIC_STATES = (
    AgreementState.SIGNED,
    AgreementState.IN_FORCE,
    AgreementState.SUSPENDED,
    AgreementState.ENDED,
)


class AgreementQuerySet(QuerySet["Agreement"]):
    def visible_to(self, person: Any) -> AgreementQuerySet:
        """What is signed, to everybody; what is not yet, to who drafts it, and to stewards."""
        public = Q(state__in=PUBLIC_STATES)
        if not (person.is_authenticated and person.is_active):
            return self.filter(public)
        if person.is_steward or person.is_administrator:
            return self.all()
        return self.filter(public | Q(created_by=person))
