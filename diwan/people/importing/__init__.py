"""A file of organisations: what its rows say, and what they would do to the register."""

from .comparing import Change
from .planning import Fate, Plan, Register, Standing, planned, seen
from .reading import Known, key_of, place_codes, read

__all__ = [
    "Change",
    "Fate",
    "Known",
    "Plan",
    "Register",
    "Standing",
    "key_of",
    "place_codes",
    "planned",
    "read",
    "seen",
]
