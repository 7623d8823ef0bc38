"""What can be asked of words about services, and of enquiries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from .who import is_steward, managed_by, staffed_by

if TYPE_CHECKING:
    from datetime import datetime

    from ..models import Enquiry, Feedback  # noqa: F401 - named in the bases below


class FeedbackQuerySet(QuerySet["Feedback"]):
    def to_settle(self, person: Any) -> FeedbackQuerySet:
        """Open ones about services that ``person`` runs; stewards see those of open services."""
        rows = self.filter(state="open").select_related("service__organisation")
        if not person.is_authenticated:
            return rows.none()
        own = Q(service__organisation__in=managed_by(person))
        if is_steward(person):
            own |= ~Q(service__sensitivity="staff_only")
        return rows.filter(own)


class EnquiryQuerySet(QuerySet["Enquiry"]):
    def read_by(self, person: Any) -> EnquiryQuerySet:
        """Those to services whose insider ``person`` is: nobody else reads them."""
        if not person.is_authenticated:
            return self.none()
        rows = self.filter(service__organisation__in=staffed_by(person))
        return rows.select_related("service__organisation")

    def unanswered(self) -> EnquiryQuerySet:
        """Open ones whose last word is not the service's."""
        later = self.model._meta.get_field("messages").related_model._default_manager.filter(  # noqa: SLF001
            enquiry=OuterRef("pk"), is_answer=True, said_at__gte=OuterRef("last_at")
        )
        return self.filter(~Exists(later), closed_at__isnull=True)

    def silent_since(self, before: datetime) -> EnquiryQuerySet:
        return self.filter(last_at__lt=before)
