"""How long the word holds that what stands about a service is so."""

from __future__ import annotations

from datetime import date, timedelta

#: an ``assured_date`` of HSDS holds for half a year; our own rule, after the practice of P-24
HOLDS = timedelta(days=182)
#: how long before that ends those who run it are asked
ASK_BEFORE = timedelta(days=14)
#: nobody has confirmed it for so long: it is taken from the lists
TAKEN_DOWN_AFTER = timedelta(days=365)


def assured_until(assured_on: date | None) -> date | None:
    """The last day of the word; None where it was never given."""
    return assured_on + HOLDS if assured_on else None


def assurance(assured_on: date | None, today: date) -> str:
    """A value of ``words.Assurance``; a day to come assures nothing."""
    if assured_on is None or assured_on > today:
        return "never"
    return "fresh" if today <= assured_on + HOLDS else "old"


def ask_from(assured_on: date) -> date:
    """The day on which those who run it are asked for their word anew."""
    return assured_on + HOLDS - ASK_BEFORE


def is_to_be_taken_down(assured_on: date | None, shown_since: date, today: date) -> bool:
    """Whether it was shown without anybody's word for too long."""
    return today > max(assured_on or shown_since, shown_since) + TAKEN_DOWN_AFTER
