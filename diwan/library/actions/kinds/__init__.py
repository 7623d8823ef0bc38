"""What changes in single kinds: their own fields, their rows, their states, positions."""

from .fields import write_campaign, write_norm, write_practice, write_rumour, write_study
from .moving import move
from .positions import add_topic, change_topic, remove_topic, take_back, tell
from .rows import add, change, remove

__all__ = [
    "add",
    "add_topic",
    "change",
    "change_topic",
    "move",
    "remove",
    "remove_topic",
    "take_back",
    "tell",
    "write_campaign",
    "write_norm",
    "write_practice",
    "write_rumour",
    "write_study",
]
