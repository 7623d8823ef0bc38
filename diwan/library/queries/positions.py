"""What can be asked of topics of comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

if TYPE_CHECKING:
    from ..models import PolicyTopic  # noqa: F401 - named in the base below


class PolicyTopicQuerySet(QuerySet["PolicyTopic"]):
    def for_comparison(self) -> PolicyTopicQuerySet:
        """With their answers and all positions, in a fixed number of queries."""
        return self.select_related("theme").prefetch_related(
            "options", "positions__place", "positions__option"
        )
