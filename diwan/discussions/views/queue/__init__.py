"""The facilitators’ queue: the list, one item with all that is needed to decide, the decisions."""

from .behalf import behalf
from .decisions import (
    assign,
    conflict,
    describe,
    give_back,
    language,
    merge,
    put_back,
    release,
    restore,
    set_aside,
)
from .item import file, item, letter
from .listing import queue
from .talk import proposal, report

__all__ = [
    "assign",
    "behalf",
    "conflict",
    "describe",
    "file",
    "give_back",
    "item",
    "language",
    "letter",
    "merge",
    "proposal",
    "put_back",
    "queue",
    "release",
    "report",
    "restore",
    "set_aside",
]
