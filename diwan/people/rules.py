"""Answers about accounts that need no database and no clock."""

from __future__ import annotations

import hashlib
import unicodedata
from datetime import timedelta
from functools import cache
from zoneinfo import available_timezones

#: a sign-in link that was never opened
LINK_LIFE = timedelta(hours=24)
DEMO_LINK_LIFE = timedelta(days=7)
INVITATION_LIFE = timedelta(days=14)
#: spent links and invitations, and accounts whose address was never confirmed
LEFTOVER_LIFE = timedelta(days=30)


def hash_of(token: str) -> str:
    """SHA-256 of ``token``, hexadecimal: what is kept of a secret link."""
    return hashlib.sha256(token.encode()).hexdigest()


def sorting_key(name: str) -> str:
    """Puts ``Égypte`` beside ``Egypt``; good enough for a list of countries."""
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


@cache
def time_zones() -> tuple[str, ...]:
    """``UTC`` and the zones named after places, sorted."""
    areas = {
        "Africa",
        "America",
        "Antarctica",
        "Arctic",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    }
    named = (zone for zone in available_timezones() if zone.split("/")[0] in areas and "/" in zone)
    return ("UTC", *sorted(named))
