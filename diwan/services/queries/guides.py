"""What can be asked of guides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from .who import is_steward, managed_by

if TYPE_CHECKING:
    from ..models import Guide  # noqa: F401 - named in the base below


class GuideQuerySet(QuerySet["Guide"]):
    def visible_to(self, person: Any) -> GuideQuerySet:
        """What is published, to all; the rest to its office's managers and stewards."""
        if not person.is_authenticated:
            return self.filter(is_published=True)
        if is_steward(person):
            return self.all()
        return self.filter(Q(is_published=True) | Q(organisation__in=managed_by(person)))

    def for_listing(self) -> GuideQuerySet:
        return self.select_related("country", "organisation").order_by("country__code", "slug")
