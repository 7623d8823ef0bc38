"""Times of the library as a reader of the active language writes them."""

from __future__ import annotations

from django.utils.formats import date_format

from .rules.times import span

_YEAR, _MONTH = 4, 7


def times_shown(written: str) -> str:
    """A time as exactly as it is known: “2019”, “June 2019”, “30 June 2019”."""
    found = span(written)
    if found is None:
        return ""
    if len(written) == _YEAR:
        return written
    known = "YEAR_MONTH_FORMAT" if len(written) == _MONTH else "DATE_FORMAT"
    return date_format(found.first, known)
