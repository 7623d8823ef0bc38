"""Amounts and days as readers write them, as ``{{ milestone|exactly }}``."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from babel.numbers import format_currency, get_currency_precision
from django import template
from django.utils import formats
from django.utils.html import format_html
from django.utils.translation import get_language

from diwan.agreements.words import Precision

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

register = template.Library()

_FORMATS = {Precision.YEAR: "Y", Precision.MONTH: "YEAR_MONTH_FORMAT"}


@register.simple_tag
def money(amount: int, currency: str) -> SafeString:
    """Minor units of a currency in its own unit; whole amounts without their zeros."""
    places = get_currency_precision(currency)
    value = Decimal(amount).scaleb(-places)
    is_whole = value == value.to_integral_value()
    shown = format_currency(
        value,
        currency,
        format="#,##0 ¤¤" if is_whole else f"#,##0.{'0' * places} ¤¤",
        locale=(get_language() or "en").split("-")[0],
        currency_digits=False,
    )
    return format_html('<bdi class="nowrap">{}</bdi>', shown)


@register.filter
def exactly(row: Any) -> str:
    """The day, month or year of a row with ``on`` and ``precision``, as far as it is known."""
    return str(formats.date_format(row.on, _FORMATS.get(row.precision, "DATE_FORMAT")))


@register.filter
def planned(row: Any) -> str:
    """The day, month or year for which a date was planned at first, as far as it was said."""
    shown = _FORMATS.get(row.planned_precision, "DATE_FORMAT")
    return str(formats.date_format(row.planned_on, shown))
