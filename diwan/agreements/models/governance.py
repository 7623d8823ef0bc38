"""Who steers an agreement."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from diwan.core.wording import WordingField, choose

from ..words import OrganKind
from .agreement import Agreement
from .parties import Party


class Organ(models.Model):
    """A committee, a secretariat or a working group of an agreement."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="organs")
    kind = models.CharField(_("kind"), max_length=15, choices=OrganKind.choices)
    name = WordingField(_("name"))
    task = WordingField(_("task"), blank=True)
    #: months; empty where it meets when needed
    meets_every = models.PositiveSmallIntegerField(_("meets every (months)"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("organ of an agreement")
        verbose_name_plural = _("organs of agreements")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=OrganKind.values), name="organ_kind_is_known"
            )
        ]

    def __str__(self) -> str:
        return choose(self.name).text


class Seat(models.Model):
    """A seat of an organ: whose it is, and what it may do there."""

    organ = models.ForeignKey(Organ, models.CASCADE, related_name="seats")
    party = models.ForeignKey(
        Party, models.CASCADE, null=True, blank=True, related_name="seats", verbose_name=_("party")
    )
    #: of a seat that is no party's, such as the migrants' own
    title = WordingField(_("seat"), blank=True)
    has_vote = models.BooleanField(_("has a vote"), default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("seat of an agreement")
        verbose_name_plural = _("seats of agreements")

    def __str__(self) -> str:
        return str(self.party) if self.party else choose(self.title).text
