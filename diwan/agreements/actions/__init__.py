"""The only place where agreements change."""

from .drafting import abandon, draft, take_up_again
from .running import end, enter_into_force, recognise, resume, suspend
from .signing import call_back, propose, refuse_to_sign, sign

__all__ = [
    "abandon",
    "call_back",
    "draft",
    "end",
    "enter_into_force",
    "propose",
    "recognise",
    "refuse_to_sign",
    "resume",
    "sign",
    "suspend",
    "take_up_again",
]
