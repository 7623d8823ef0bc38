"""Ask the members what they think of a published reply, and answer what they object to."""

from .answering import answer
from .closing import close_due, close_round, forget
from .opening import open_round
from .positions import (
    Taken,
    confirm_objection,
    maintain_objection,
    take_position,
    take_positions,
    withdraw_objection,
)

__all__ = [
    "Taken",
    "answer",
    "close_due",
    "close_round",
    "confirm_objection",
    "forget",
    "maintain_objection",
    "open_round",
    "take_position",
    "take_positions",
    "withdraw_objection",
]
