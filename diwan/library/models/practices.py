"""What a practice says of itself beyond what every item says (J1)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from diwan.core.wording import WordingField

from ..words.kinds import Evidence, PracticeType, Scope
from .items import Item
from .times import WhenField


class Practice(models.Model):
    """The practice record of the UN Network on Migration, and what it cost.

    Goals, partners and places are the item's own.
    """

    item = models.OneToOneField(Item, models.CASCADE, primary_key=True, related_name="practice")
    type = models.CharField(
        _("type"), max_length=12, choices=PracticeType.choices, default=PracticeType.PROJECT
    )
    scope = models.CharField(_("reach"), max_length=8, choices=Scope.choices, blank=True)
    starts = WhenField(_("starts"))
    ends = WhenField(_("ends"))
    #: values of ``words.Principle``
    principles = models.JSONField(_("guiding principles"), default=list, blank=True)
    results = WordingField(_("results"), blank=True)
    lessons = WordingField(_("lessons"), blank=True)
    evidence = models.CharField(
        _("evidence"), max_length=9, choices=Evidence.choices, default=Evidence.SAID
    )
    #: where the evidence can be read
    evidence_source = models.CharField(_("source of the evidence"), max_length=500, blank=True)
    #: in minor units of the currency
    cost = models.BigIntegerField(_("cost"), null=True, blank=True)
    #: ISO 4217
    currency = models.CharField(_("currency"), max_length=3, blank=True)

    class Meta:
        verbose_name = _("practice")
        verbose_name_plural = _("practices")
        constraints = [
            models.CheckConstraint(
                condition=Q(type__in=PracticeType.values), name="practice_type_known"
            ),
            models.CheckConstraint(
                condition=Q(scope__in=["", *Scope.values]), name="practice_scope_known"
            ),
            models.CheckConstraint(
                condition=Q(evidence__in=Evidence.values), name="practice_evidence_known"
            ),
            models.CheckConstraint(
                condition=Q(cost__isnull=True, currency="") | (Q(cost__gte=0) & ~Q(currency="")),
                name="practice_cost_has_a_currency",
            ),
        ]

    def __str__(self) -> str:
        return str(self.item)
