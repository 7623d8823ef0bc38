"""A dialogue between states with its rounds (D2)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from diwan.core.wording import WordingField, choose
from diwan.vocabularies.models import Place

from ..words import Precision
from .agreement import Agreement


class Dialogue(models.Model):
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="dialogues")
    title = WordingField(_("title"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("dialogue")
        verbose_name_plural = _("dialogues")

    def __str__(self) -> str:
        return choose(self.title).text


class Round(models.Model):
    """One meeting: when, where, about what, and what came of it."""

    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="rounds")
    on = models.DateField(_("date"))
    precision = models.CharField(
        _("how exact"), max_length=5, choices=Precision.choices, default=Precision.DAY
    )
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("place")
    )
    topics = WordingField(_("topics"))
    outcome = WordingField(_("outcome"), blank=True)
    source = models.CharField(_("source"), max_length=500, blank=True)

    class Meta:
        ordering = ["on", "pk"]
        verbose_name = _("round of a dialogue")
        verbose_name_plural = _("rounds of dialogues")
        constraints = [
            models.CheckConstraint(
                condition=Q(precision__in=Precision.values), name="round_precision_is_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.dialogue_id}: {self.on}"
