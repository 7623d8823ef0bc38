"""What can be asked of discussions and contributions; ``visible_to`` comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from .words import Audience, ContributionState, Stage

if TYPE_CHECKING:
    from .models import Contribution, Discussion


def _is_member(person: Any) -> bool:
    return bool(person.is_authenticated and person.is_active)


class DiscussionQuerySet(QuerySet["Discussion"]):
    def visible_to(self, person: Any) -> DiscussionQuerySet:
        """Drafts to their team and administrators; others to everybody or to members."""
        if not _is_member(person):
            return self.filter(audience=Audience.PUBLIC).exclude(stage=Stage.DRAFT)
        if person.is_administrator:
            return self
        return self.filter(~Q(stage=Stage.DRAFT) | Q(pk__in=person.facilitates.values("discussion")))

    def facilitated_by(self, person: Any) -> DiscussionQuerySet:
        if not _is_member(person):
            return self.none()
        if person.is_administrator:
            return self
        return self.filter(pk__in=person.facilitates.values("discussion"))

    def open(self) -> DiscussionQuerySet:
        return self.filter(stage__in=[Stage.OPEN, Stage.EXTENDED])


class ContributionQuerySet(QuerySet["Contribution"]):
    def visible_to(self, person: Any) -> ContributionQuerySet:
        """Released ones (and the notice of withdrawn ones) of discussions the person may read."""
        from .models import Discussion  # noqa: PLC0415

        readable = Discussion.objects.visible_to(person).values("pk")
        return self.filter(discussion__in=readable).filter(
            Q(state=ContributionState.RELEASED)
            | Q(state=ContributionState.WITHDRAWN, number__isnull=False)
        )

    def moderated_by(self, person: Any) -> ContributionQuerySet:
        """Everything but drafts in the discussions that ``person`` facilitates."""
        from .models import Discussion  # noqa: PLC0415

        mine = Discussion.objects.facilitated_by(person).values("pk")
        return self.filter(discussion__in=mine).exclude(state=ContributionState.DRAFT)
