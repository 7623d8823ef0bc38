"""What can be asked of comment rounds and of the positions taken in them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import QuerySet

from ..words import Choice

if TYPE_CHECKING:
    from datetime import datetime

    from ..models import Discussion, EndorsementRound, Position  # noqa: F401 - named in the bases


def _replies() -> Any:
    """Models are made from these querysets, not before them."""
    return apps.get_model("discussions", "Reply").objects


class RoundQuerySet(QuerySet["EndorsementRound"]):
    def visible_to(self, person: Any) -> RoundQuerySet:
        """Those on replies that ``person`` may read; a round stands on published ones alone."""
        return self.filter(reply__in=_replies().visible_to(person).public())

    def of_team(self, person: Any) -> RoundQuerySet:
        return self.filter(reply__in=_replies().of_team(person))

    def of_discussion(self, discussion: Discussion) -> RoundQuerySet:
        return self.filter(reply__discussion=discussion)

    def running(self) -> RoundQuerySet:
        """Not closed, begun or not; :func:`.endorsing_rules.is_open` looks at the days."""
        return self.filter(closed_at=None)

    def begun(self, now: datetime) -> RoundQuerySet:
        """Running ones whose first day may have come, somewhere on earth."""
        return self.running().filter(opens_on__lte=now.date() + timedelta(days=1))


class PositionQuerySet(QuerySet["Position"]):
    def visible_to(self, person: Any) -> PositionQuerySet:
        """Objections on replies that ``person`` may read; who endorses or abstains, nobody sees."""
        rounds = apps.get_model("discussions", "EndorsementRound").objects.visible_to(person)
        return self.objections().filter(round__in=rounds)

    def by(self, person: Any) -> PositionQuerySet:
        """Somebody's own."""
        if not (person.is_authenticated and person.is_active):
            return self.none()
        return self.filter(person=person)

    def objections(self) -> PositionQuerySet:
        return self.filter(choice=Choice.OBJECT)

    def standing(self) -> PositionQuerySet:
        """Objections that the team has not marked as met."""
        return self.objections().filter(is_met=False)
