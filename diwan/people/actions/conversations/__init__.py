"""Members write to each other through the house; nobody learns anybody's address.

Who writes to whom is in no log: only reports and what was decided on them are (ADR 0016).
"""

from .answering import accept, block, choose_name, decline, end, unblock
from .leaving import due, forget, lapse_due, purge, stop_letters, take_no_more
from .reporting import decide, report
from .writing import ask, mark_read, reply

__all__ = [
    "accept",
    "ask",
    "block",
    "choose_name",
    "decide",
    "decline",
    "due",
    "end",
    "forget",
    "lapse_due",
    "mark_read",
    "purge",
    "reply",
    "report",
    "stop_letters",
    "take_no_more",
    "unblock",
]
