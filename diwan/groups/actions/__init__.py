"""The only place where councils and questions change."""

from .answering import answer, redirect, say_whether_answered, set_days
from .asking import ask, correct, support, support_no_more, withdraw
from .councils import (
    add_college,
    add_item,
    add_meeting,
    add_seats,
    choose_audience,
    describe,
    end_holding,
    fill_seat,
    found,
    write_minutes,
)
from .mending import mend
from .opinions import adopt, answer_opinion, draft_opinion, reword_opinion
from .reading import publish, return_to_asker, turn_away

__all__ = [
    "add_college",
    "add_item",
    "add_meeting",
    "add_seats",
    "adopt",
    "answer",
    "answer_opinion",
    "ask",
    "choose_audience",
    "correct",
    "describe",
    "draft_opinion",
    "end_holding",
    "fill_seat",
    "found",
    "mend",
    "publish",
    "redirect",
    "return_to_asker",
    "reword_opinion",
    "say_whether_answered",
    "set_days",
    "support",
    "support_no_more",
    "turn_away",
    "withdraw",
    "write_minutes",
]
