"""Amounts of money: kept in minor units, typed and read in the currency's own unit."""

from __future__ import annotations

from decimal import Decimal

from babel import Locale
from babel.numbers import format_currency, format_percent, get_currency_precision, list_currencies
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from diwan.core.errors import Refusal

_KNOWN = frozenset(list_currencies())


def in_minor(amount: Decimal | None, currency: str) -> tuple[int | None, str]:
    """An amount as it is kept, with its ISO 4217 code.

    Raises:
        Refusal: the currency is unknown or missing, or has fewer digits.
    """
    if amount is None:
        return None, ""
    if currency not in _KNOWN:
        raise Refusal(_("Give the currency by its three letters, for example EUR or TND."))
    digits = get_currency_precision(currency)
    minor = amount.scaleb(digits)
    if minor != minor.to_integral_value():
        sentence = _("%(currency)s has %(digits)s digits after the point. Round the amount.")
        raise Refusal(sentence % {"currency": currency, "digits": digits})
    return int(minor), currency


def major(minor: int | None, currency: str) -> Decimal | None:
    """The same in the currency's own unit."""
    return None if minor is None else Decimal(minor).scaleb(-get_currency_precision(currency))


def shown(minor: int | None, currency: str) -> str:
    """As a reader of the active language writes it; whole amounts without cents."""
    amount = major(minor, currency)
    if amount is None:
        return ""
    if amount != amount.to_integral_value():
        return str(format_currency(amount, currency, locale=_active()))
    pattern = Locale(_active()).currency_formats["standard"].pattern.replace(".00", "")
    return str(format_currency(amount, currency, pattern, locale=_active(), currency_digits=False))


def percent(whole: int) -> str:
    return str(format_percent(Decimal(whole) / 100, locale=_active()))


def _active() -> str:
    return (get_language() or "en").split("-")[0]
