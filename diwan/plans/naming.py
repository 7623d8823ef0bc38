"""Values, money and times of projects as a reader of the active language writes them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from babel import Locale
from babel.numbers import (
    format_currency,
    format_decimal,
    format_percent,
    get_currency_precision,
    list_currencies,
)
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from diwan.core.wording import choose

from . import rules
from .words import Measure

if TYPE_CHECKING:
    from datetime import date

    from .boards import Reading
    from .models import Indicator, Project

CURRENCIES = frozenset(list_currencies())


def active() -> str:
    return (get_language() or "en").split("-")[0]


def money(minor: int | None, currency: str) -> str:
    """``250 000 €``; nothing where no amount is said."""
    if minor is None:
        return ""
    amount = rules.from_minor(minor, get_currency_precision(currency))
    if amount != amount.to_integral_value():
        return format_currency(amount, currency, locale=active())
    pattern = Locale(active()).currency_formats["standard"].pattern.replace(".00", "")
    return format_currency(amount, currency, pattern, locale=active(), currency_digits=False)


def value(number: Decimal | None, indicator: Indicator) -> str:
    """A value with its unit."""
    if number is None:
        return ""
    if indicator.measure == Measure.PERCENT:
        return format_percent(number / 100, locale=active(), decimal_quantization=False)
    written = format_decimal(number.normalize(), locale=active())
    unit = choose(indicator.unit).text
    return f"{written} {unit}" if unit else written


def percent(whole: int) -> str:
    return format_percent(Decimal(whole) / 100, locale=active())


def span(project: Project) -> str:
    """From when to when, as exactly as it is said."""
    starts, ends = (_month(day) for day in (project.starts_on, project.ends_on))
    if starts and ends:
        return _("%(start)s to %(end)s") % {"start": starts, "end": ends}
    if starts:
        return _("since %(start)s") % {"start": starts}
    return _("until %(end)s") % {"end": ends} if ends else ""


def _month(day: date | None) -> str:
    return date_format(day, "YEAR_MONTH_FORMAT") if day else ""


def why(reading: Reading) -> str:
    """What the light of an indicator follows from, in one sentence."""
    if reading.measured_on is None or reading.done is None:
        return _("Nothing was measured yet.")
    return _("%(done)s of the way on %(day)s, when %(passed)s of the time had passed.") % {
        "done": percent(reading.done),
        "day": date_format(reading.measured_on, "DATE_FORMAT"),
        "passed": percent(reading.passed),
    }


def plain(number: Decimal) -> str:
    """A number for machines: a point, no thousands, no needless zeros."""
    return f"{number.normalize():f}"
