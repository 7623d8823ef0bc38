"""The only place where forums change."""

from .blogs import change_entry, comment, draft_entry, publish_entry, withdraw_entry
from .calling import answer_call, call, close_call, close_due, hide_call, write_line
from .drafting import draft_item
from .following import follow, stop
from .forums import change_forum, open_forum
from .keeping import (
    bar,
    carry,
    dismiss_keeper,
    flag,
    hide,
    keep_shown,
    lift,
    move_topic,
    name_keeper,
    pin,
    release,
    sum_up,
)
from .talking import answer, change, open_topic, withdraw

__all__ = [
    "answer",
    "answer_call",
    "bar",
    "call",
    "carry",
    "change",
    "change_entry",
    "change_forum",
    "close_call",
    "close_due",
    "comment",
    "dismiss_keeper",
    "draft_entry",
    "draft_item",
    "flag",
    "follow",
    "hide",
    "hide_call",
    "keep_shown",
    "lift",
    "move_topic",
    "name_keeper",
    "open_forum",
    "open_topic",
    "pin",
    "publish_entry",
    "release",
    "stop",
    "sum_up",
    "withdraw",
    "withdraw_entry",
    "write_line",
]
