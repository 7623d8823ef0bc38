"""The only place where agreements change."""

from .drafting import abandon, begin, draft, record, take_up_again
from .running import (
    end,
    enter_into_force,
    recognise,
    renew,
    resume,
    review,
    settle_record,
    suspend,
)
from .signing import call_back, propose, refuse_to_sign, sign
from .writing import (
    add,
    agreement_of,
    answer_safeguards,
    change,
    describe,
    hand_over,
    plan_exit,
    put_in_order,
    remove,
    rows_of,
)

__all__ = [
    "abandon",
    "add",
    "agreement_of",
    "answer_safeguards",
    "begin",
    "call_back",
    "change",
    "describe",
    "draft",
    "end",
    "enter_into_force",
    "hand_over",
    "plan_exit",
    "propose",
    "put_in_order",
    "recognise",
    "record",
    "refuse_to_sign",
    "remove",
    "renew",
    "resume",
    "review",
    "rows_of",
    "settle_record",
    "sign",
    "suspend",
    "take_up_again",
]
