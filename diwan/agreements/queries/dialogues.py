"""What can be asked of dialogues."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Count, Max, Min, Q, QuerySet

from diwan.vocabularies.models import Place

if TYPE_CHECKING:
    from ..models import Dialogue, Round


class DialogueQuerySet(QuerySet["Dialogue"]):
    def visible_to(self, person: Any) -> DialogueQuerySet:
        """Those of an agreement as the agreement; the others to all."""
        agreements = apps.get_model("agreements", "Agreement").objects.visible_to(person)
        return self.filter(Q(agreement__isnull=True) | Q(agreement__in=agreements))

    def in_place(self, place: Place) -> DialogueQuerySet:
        """Those in which a country takes part: ``place`` or one that lies in it."""
        within = Place.objects.within(place)
        return self.filter(Q(places__in=within) | Q(places=place)).distinct()

    def for_listing(self) -> DialogueQuerySet:
        """With ``rounds_count``, ``first_on`` and ``last_on``; the lately held first."""
        rows = self.select_related("agreement").annotate(
            rounds_count=Count("rounds"), first_on=Min("rounds__on"), last_on=Max("rounds__on")
        )
        return rows.order_by("-last_on", "pk")


def rounds_of(dialogue: Dialogue) -> list[Round]:
    """Its rounds, the first first, with their places; one query."""
    return list(dialogue.rounds.select_related("place"))
