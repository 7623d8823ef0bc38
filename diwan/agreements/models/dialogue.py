"""A dialogue between states or bodies with its rounds (D2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from diwan.core.wording import WordingField, choose
from diwan.vocabularies.models import Place

from ..queries.dialogues import DialogueQuerySet
from ..rules import span
from ..words import Precision
from .agreement import Agreement

if TYPE_CHECKING:
    from datetime import date


class Dialogue(models.Model):
    """Rounds of talks: those that lead to an agreement or steer it, or a forum of its own."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    #: empty for a forum that no agreement of the register rests on; stewards keep it
    agreement = models.ForeignKey(
        Agreement,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="dialogues",
        verbose_name=_("agreement"),
    )
    title = WordingField(_("title"))
    summary = WordingField(_("summary"), blank=True)
    places = models.ManyToManyField(
        Place, blank=True, related_name="dialogues", verbose_name=_("countries that take part")
    )
    url = models.URLField(_("its own site"), max_length=500, blank=True)

    objects = DialogueQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("dialogue")
        verbose_name_plural = _("dialogues")

    def __str__(self) -> str:
        return choose(self.title).text

    def get_absolute_url(self) -> str:
        return reverse("agreements:dialogue", args=[self.slug])


class Round(models.Model):
    """One meeting: when, where, about what, and what came of it."""

    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="rounds")
    title = WordingField(_("what it was"), blank=True)
    on = models.DateField(_("date"))
    #: only where the days are known
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    precision = models.CharField(
        _("how exact"), max_length=5, choices=Precision.choices, default=Precision.DAY
    )
    is_confirmed = models.BooleanField(_("confirmed"), default=False)
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("place")
    )
    town = WordingField(_("town"), blank=True)
    topics = WordingField(_("topics"), blank=True)
    outcome = WordingField(_("outcome"), blank=True)
    source = models.CharField(_("source"), max_length=500, blank=True)

    class Meta:
        ordering = ["on", "pk"]
        verbose_name = _("round of a dialogue")
        verbose_name_plural = _("rounds of dialogues")
        constraints = [
            models.CheckConstraint(
                condition=Q(precision__in=Precision.values), name="round_precision_is_known"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("on"), precision="day"),
                name="round_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return choose(self.title).text or f"{self.on:%Y-%m-%d}"

    @property
    def span(self) -> tuple[date, date]:
        """The first and the last day it lasted, or may have been on."""
        first, last = span(self.on, self.precision)
        return first, self.ends_on or last
