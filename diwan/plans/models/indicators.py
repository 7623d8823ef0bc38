"""What a project wants to reach, and what was measured."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from diwan.core.wording import WordingField, choose
from diwan.people.models import Person

from ..queries import IndicatorQuerySet
from ..words import Direction, Measure
from .project import Project


class Indicator(models.Model):
    """From a baseline to a target; how far it is, is computed (``rules.progress``)."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="indicators")
    name = WordingField(_("indicator"))
    measure = models.CharField(_("what is measured"), max_length=8, choices=Measure.choices)
    #: of what: “people”, “hectares”
    unit = WordingField(_("unit"), blank=True)
    direction = models.CharField(
        _("direction"), max_length=4, choices=Direction.choices, default=Direction.UP
    )
    baseline = models.DecimalField(_("baseline"), max_digits=18, decimal_places=3)
    baseline_year = models.PositiveSmallIntegerField(_("year of the baseline"))
    target = models.DecimalField(_("target"), max_digits=18, decimal_places=3)
    target_year = models.PositiveSmallIntegerField(_("year of the target"))
    position = models.PositiveSmallIntegerField(default=0)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        constraints = [
            models.CheckConstraint(
                condition=Q(measure__in=Measure.values), name="indicator_measure_is_known"
            ),
            models.CheckConstraint(
                condition=Q(direction=Direction.UP, target__gt=models.F("baseline"))
                | Q(direction=Direction.DOWN, target__lt=models.F("baseline")),
                name="indicator_leads_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(target_year__gte=models.F("baseline_year")),
                name="indicator_years_in_order",
            ),
        ]

    def __str__(self) -> str:
        return choose(self.name).text


class Value(models.Model):
    """What was measured on a day, and where that can be seen."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="values")
    measured_on = models.DateField(_("measured on"))
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=3)
    evidence = models.CharField(_("evidence"), max_length=500)
    recorded_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", verbose_name=_("recorded by")
    )
    recorded_at = models.DateTimeField(_("recorded"))

    class Meta:
        ordering = ["-measured_on", "-pk"]
        verbose_name = _("measured value")
        verbose_name_plural = _("measured values")
        constraints = [
            models.UniqueConstraint(fields=["indicator", "measured_on"], name="value_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.value} {self.measured_on}"
