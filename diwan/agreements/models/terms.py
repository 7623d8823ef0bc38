"""What is agreed: priorities, measures, and the safeguards that were looked at."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from diwan.core.wording import WordingField, choose

from ..words import SafeguardAnswer, SafeguardKey
from .agreement import Agreement


class Priority(models.Model):
    """What the parties want to reach together."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="priorities")
    title = WordingField(_("priority"))
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("priority of an agreement")
        verbose_name_plural = _("priorities of agreements")

    def __str__(self) -> str:
        return choose(self.title).text


class Measure(models.Model):
    """One measure or article: for whom, on which condition, up to which limit (D4)."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="measures")
    article = models.CharField(_("article"), max_length=30, blank=True)
    title = WordingField(_("measure"))
    beneficiary = WordingField(_("for whom"), blank=True)
    condition = WordingField(_("condition"), blank=True)
    limit = WordingField(_("limit"), blank=True)
    #: one sentence to the people it is for
    for_migrants = WordingField(_("what it means for you"), blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("measure")
        verbose_name_plural = _("measures")

    def __str__(self) -> str:
        return choose(self.title).text


class Safeguard(models.Model):
    """An answer of the checklist of a labour agreement (D5), with where it stands."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="safeguards")
    key = models.CharField(_("safeguard"), max_length=20, choices=SafeguardKey.choices)
    answer = models.CharField(
        _("answer"), max_length=6, choices=SafeguardAnswer.choices, default=SafeguardAnswer.OPEN
    )
    article = models.CharField(_("article"), max_length=30, blank=True)
    note = WordingField(_("note"), blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("safeguard")
        verbose_name_plural = _("safeguards")
        constraints = [
            models.UniqueConstraint(fields=["agreement", "key"], name="safeguard_once"),
            models.CheckConstraint(
                condition=Q(key__in=SafeguardKey.values), name="safeguard_key_is_known"
            ),
            models.CheckConstraint(
                condition=Q(answer__in=SafeguardAnswer.values), name="safeguard_answer_is_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_key_display())
