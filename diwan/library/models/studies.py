"""Studies and data sets: how they were made, what they found, and what became of it (J3, J4)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from diwan.core.wording import WordingField

from ..words.kinds import Records, StudyState, Use
from .items import Item
from .times import WhenField


class Study(models.Model):
    """A study or data set; its partners are the item's own."""

    item = models.OneToOneField(Item, models.CASCADE, primary_key=True, related_name="study")
    state = models.CharField(
        _("state"), max_length=8, choices=StudyState.choices, default=StudyState.PLANNED
    )
    #: values of ``words.Method``
    methods = models.JSONField(_("methods"), default=list, blank=True)
    instrument = WordingField(_("instrument"), blank=True)
    population = WordingField(_("about whom"), blank=True)
    sample = models.PositiveIntegerField(_("sample"), null=True, blank=True)
    field_from = WhenField(_("in the field from"))
    field_to = WhenField(_("in the field until"))
    finding = WordingField(_("finding"), blank=True)
    limits = WordingField(_("what it does not tell"), blank=True)
    records = models.CharField(
        _("data that can be had"), max_length=10, choices=Records.choices, default=Records.NONE
    )
    #: global risk of finding a person in the records, in per cent
    risk = models.DecimalField(
        _("risk of disclosure"), max_digits=5, decimal_places=2, null=True, blank=True
    )

    class Meta:
        verbose_name = _("study")
        verbose_name_plural = _("studies")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=StudyState.values), name="study_state_known"
            ),
            models.CheckConstraint(
                condition=Q(records__in=Records.values), name="study_records_known"
            ),
            models.CheckConstraint(
                condition=~Q(records=Records.OPEN) | Q(risk__gte=0, risk__lt=3),
                name="study_open_records_are_safe",
            ),
        ]

    def __str__(self) -> str:
        return str(self.item)


class Uptake(models.Model):
    """Where findings were used, or weighed and not followed."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="uptake")
    use = models.CharField(_("what happened"), max_length=9, choices=Use.choices)
    used_on = WhenField(_("when"), blank=False)
    #: a body, never a person
    body = models.CharField(_("by which body"), max_length=200)
    text = WordingField(_("in a sentence"), blank=True)
    source = models.CharField(_("source"), max_length=500)
    #: the policy or norm it went into, where the library has it
    norm = models.ForeignKey(
        Item,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="findings_used",
        verbose_name=_("policy or norm"),
    )

    class Meta:
        ordering = ["used_on", "pk"]
        verbose_name = _("use of findings")
        verbose_name_plural = _("uses of findings")
        constraints = [
            models.CheckConstraint(condition=Q(use__in=Use.values), name="uptake_use_known"),
            models.CheckConstraint(
                condition=~Q(source="") & ~Q(body=""), name="uptake_says_by_whom_and_where"
            ),
        ]

    def __str__(self) -> str:
        return self.body
