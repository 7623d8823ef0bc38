"""``{{ round|days }}``: when a round was, from its first to its last day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils import formats

from diwan.agreements.words import Precision

if TYPE_CHECKING:
    from diwan.agreements.models import Round

register = template.Library()

_FORMATS = {Precision.YEAR: "Y", Precision.MONTH: "YEAR_MONTH_FORMAT"}


@register.filter
def days(one: Round) -> str:
    """As far as it is known: ``2002``, ``October 2011``, ``10–11 July 2006``."""
    first = str(formats.date_format(one.on, _FORMATS.get(Precision(one.precision), "DATE_FORMAT")))
    if one.ends_on is None or one.ends_on == one.on:
        return first
    last = str(formats.date_format(one.ends_on, "DATE_FORMAT"))
    is_one_month = (one.on.year, one.on.month) == (one.ends_on.year, one.ends_on.month)
    if is_one_month and last.startswith(f"{one.ends_on.day} "):
        return f"{one.on.day}–{last}"
    return f"{first} – {last}"
