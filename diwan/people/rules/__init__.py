"""Facts without a database and without a clock."""

from .people import (
    DEMO_LINK_LIFE,
    INVITATION_LIFE,
    LEFTOVER_LIFE,
    LINK_LIFE,
    PROFILE_LIFE,
    PROFILE_NOTICE,
    QuietHours,
    hash_of,
    sorting_key,
    time_zones,
)

__all__ = [
    "DEMO_LINK_LIFE",
    "INVITATION_LIFE",
    "LEFTOVER_LIFE",
    "LINK_LIFE",
    "PROFILE_LIFE",
    "PROFILE_NOTICE",
    "QuietHours",
    "hash_of",
    "sorting_key",
    "time_zones",
]
