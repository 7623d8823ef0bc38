"""What people type about indicators and values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.core.wording_fields import WordingFormField

from ..said import IndicatorSaid
from ..words import Direction, Measure
from .projects import DAY

if TYPE_CHECKING:
    from ..models import Indicator


def _number(label: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        max_digits=18,
        decimal_places=3,
        widget=forms.NumberInput(attrs={"dir": "ltr", "step": "any"}),
    )


def _year(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1950, max_value=2100)


class IndicatorForm(forms.Form):
    name = WordingFormField(label=_("Indicator"), max_length=300)
    measure = forms.ChoiceField(label=_("What is measured"), choices=Measure.choices)
    unit = WordingFormField(
        label=_("Unit"),
        max_length=60,
        required=False,
        help_text=_("Of what, for example “people trained”. A percentage needs none."),
    )
    direction = forms.ChoiceField(label=_("Direction"), choices=Direction.choices)
    baseline = _number(_("Baseline"))
    baseline_year = _year(_("Year of the baseline"))
    target = _number(_("Target"))
    target_year = _year(_("Year of the target"))

    def said(self) -> IndicatorSaid:
        return IndicatorSaid(**self.cleaned_data)

    @staticmethod
    def values_of(indicator: Indicator) -> dict[str, Any]:
        names = ("name", "measure", "unit", "direction", "baseline", "baseline_year")
        return {name: getattr(indicator, name) for name in (*names, "target", "target_year")}


class ValueForm(forms.Form):
    value = _number(_("Value"))
    measured_on = forms.DateField(label=_("Measured on"), widget=DAY)
    evidence = forms.CharField(
        label=_("Evidence"),
        max_length=500,
        help_text=_("A report, a register, an address where the value can be seen."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
