"""Indicators and what is measured of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from diwan.audit import actions as audit
from diwan.core import clock
from diwan.core.errors import Refusal

from .. import rules
from ..models import Indicator, Value
from .writing import hold, touch

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from ..models import Project
    from ..said import IndicatorSaid


@transaction.atomic
def add_indicator(project: Project, said: IndicatorSaid, *, by: Any) -> Indicator:
    """Raises:
    PermissionDenied: ``by`` does not manage the lead.
    Refusal: baseline, target, direction, years and measure contradict.
    """
    locked = hold(project, by=by)
    last = locked.indicators.aggregate(last=Max("position"))["last"]
    indicator = Indicator(project=locked, position=0 if last is None else last + 1)
    _write(indicator, said)
    touch(locked)
    audit.record("project.indicator", by=by, on=locked)
    return indicator


@transaction.atomic
def change_indicator(indicator: Indicator, said: IndicatorSaid, *, by: Any) -> None:
    """The values stay; they must fit what is measured now.

    Raises:
        PermissionDenied: ``by`` does not manage the lead.
        Refusal: what is said contradicts itself, or a value of it.
    """
    locked = hold(indicator.project, by=by)
    values = indicator.values.values_list("value", flat=True)
    if not all(rules.fits(said.measure, value) for value in values):
        raise Refusal(_("Values that were measured do not fit that. Remove them first."))
    _write(indicator, said)
    touch(locked)
    audit.record("project.indicator_changed", by=by, on=locked)


@transaction.atomic
def remove_indicator(indicator: Indicator, *, by: Any) -> None:
    """With everything that was measured of it."""
    locked = hold(indicator.project, by=by)
    indicator.delete()
    touch(locked)
    audit.record("project.indicator_gone", by=by, on=locked)


@transaction.atomic
def record(
    indicator: Indicator, value: Decimal, *, measured_on: date, evidence: str, by: Any
) -> Value:
    """Keep what was measured; of one day the last word counts.

    Raises:
        PermissionDenied: ``by`` does not manage the lead.
        Refusal: the value cannot be one, lies in days to come, or nothing shows it.
    """
    locked = hold(indicator.project, by=by)
    if measured_on > clock.now().date():
        raise Refusal(_("That day has not come yet. Give the day on which it was measured."))
    _refuse_misfit(indicator.measure, value)
    if not evidence.strip():
        raise Refusal(_("Say where the value can be seen: a report, a register, an address."))
    told = {
        "value": value,
        "evidence": evidence.strip(),
        "recorded_by": by,
        "recorded_at": clock.now(),
    }
    kept, _is_new = Value.objects.update_or_create(
        indicator=indicator, measured_on=measured_on, defaults=told
    )
    touch(locked)
    audit.record("project.measured", by=by, on=locked)
    return kept


@transaction.atomic
def remove_value(value: Value, *, by: Any) -> None:
    """Raises:
    PermissionDenied: ``by`` does not manage the lead.
    """
    locked = hold(value.indicator.project, by=by)
    value.delete()
    touch(locked)
    audit.record("project.value_gone", by=by, on=locked)


def _write(indicator: Indicator, said: IndicatorSaid) -> None:
    if not said.name:
        raise Refusal(_("Name the indicator in at least one language."))
    for number in (said.baseline, said.target):
        _refuse_misfit(said.measure, number)
    if not rules.leads_somewhere(said.direction, said.baseline, said.target):
        raise Refusal(_("The target lies on the wrong side of the baseline for that direction."))
    if said.target_year < said.baseline_year:
        raise Refusal(_("The year of the target lies before the year of the baseline."))
    names = ("name", "measure", "unit", "direction", "baseline", "baseline_year")
    for name in (*names, "target", "target_year"):
        setattr(indicator, name, getattr(said, name))
    indicator.save()


def _refuse_misfit(measure: str, value: Decimal) -> None:
    if rules.fits(measure, value):
        return
    if measure == "percent":
        raise Refusal(_("A percentage lies between 0 and 100. Correct the value."))
    raise Refusal(_("A number of people or things is whole, 0 or more. Correct the value."))
