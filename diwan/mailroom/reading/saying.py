"""Sentences of the house in the language of a letter; needs no settings, only the catalogues."""

from __future__ import annotations

import gettext
from enum import Enum
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

_OWN = Path(__file__).parents[1] / "locale"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)


def _(sentence: str) -> str:
    """Marks a sentence for the catalogues."""
    return sentence


class Invited(Enum):
    """What a calendar file says, in sentences."""

    INVITED = _("Invitation: %(what)s")
    CANCELLED = _("Cancelled: %(what)s")
    ANSWERED = _("Answer to the invitation: %(what)s")
    WHEN = _("When: %(when)s")
    WHERE = _("Where: %(where)s")


class Missing(Enum):
    """What stands in place of words that did not come."""

    PIECE = _("This is piece %(number)s of a letter that was sent in pieces.")
    ELSEWHERE = _("The letter names a file that did not come with it: %(name)s")


def said(sentence: Invited | Missing, language: str, **words: str) -> str:
    """``sentence`` in ``language`` (``en``, ``fr``, ``ar``; others get English)."""
    return _catalogue(language).gettext(sentence.value) % words


def day(on: date, language: str) -> str:
    """As in “Tuesday 3 November 2026”."""
    names = _catalogue(language).gettext
    return f"{names(_DAYS[on.weekday()])} {on.day} {names(_MONTHS[on.month - 1])} {on.year}"


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language not in {"fr", "ar"}:
        return gettext.NullTranslations()
    own = gettext.translation("django", _OWN, [language], fallback=True)
    # the names of days and months stand in Django's own
    if (django := find_spec("django")) and django.origin:
        folder = Path(django.origin).parent / "conf" / "locale"
        own.add_fallback(gettext.translation("django", folder, [language], fallback=True))
    return own
