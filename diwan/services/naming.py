"""Hours, money and confirmations as a reader of the active language writes them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from babel import Locale
from babel.numbers import format_currency, get_currency_precision
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from diwan.people.vocabulary import language_names

from .rules.hours import days_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime, time

    from .models import CostOption, Schedule
    from .rules.hours import Standing


def active() -> str:
    return (get_language() or "en").split("-")[0]


def languages(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Code and name of each."""
    names = language_names(active())
    return [(code, names.get(code, code)) for code in codes]


def days(schedule: Schedule) -> str:
    """``Monday, Tuesday``; every day in one word."""
    named = [str(WEEKDAYS[number]) for number in sorted(days_of(schedule.byday))]
    return _("every day") if len(named) == len(WEEKDAYS) else _(", ").join(named)


def span(schedule: Schedule) -> str:
    """From when to when on such a day."""
    if schedule.opens_at is None or schedule.closes_at is None:
        return _("closed")
    return f"{clock(schedule.opens_at)}–{clock(schedule.closes_at)}"


def season(schedule: Schedule) -> str:
    """The time for which the hours hold; nothing where it is always."""
    begins, ends = (
        date_format(day, "DATE_FORMAT") if day else ""
        for day in (schedule.valid_from, schedule.valid_to)
    )
    if begins and ends:
        return _("%(start)s to %(end)s") % {"start": begins, "end": ends}
    if begins:
        return _("from %(start)s") % {"start": begins}
    return _("until %(end)s") % {"end": ends} if ends else ""


def standing(said: Standing) -> str:
    """Whether one can go there now, in one sentence; nothing where no hours are known."""
    if said.word == "appointment":
        return _("By appointment only")
    if said.word == "open":
        return _("Open now, until %(time)s") % {"time": clock(said.until)} if said.until else ""
    if said.word == "closed" and said.next_at:
        return _("Closed now; opens %(day)s at %(time)s") % {
            "day": date_format(said.next_at, "l j F"),
            "time": clock(said.next_at),
        }
    return _("Closed at present") if said.word == "closed" else ""


def clock(moment: datetime | time | None) -> str:
    """``09:30``, in every language of the house, by the clock of the place."""
    return f"{moment:%H:%M}" if moment else ""


def money(cost: CostOption) -> str:
    amount = Decimal(cost.amount).scaleb(-get_currency_precision(cost.currency))
    if amount != amount.to_integral_value():
        return format_currency(amount, cost.currency, locale=active())
    pattern = Locale(active()).currency_formats["standard"].pattern.replace(".00", "")
    return format_currency(amount, cost.currency, pattern, locale=active(), currency_digits=False)
