"""The only place where projects change."""

from .finding import SOURCE, index
from .measuring import add_indicator, change_indicator, record, remove_indicator, remove_value
from .moving import move
from .writing import add, add_participant, change, remove_participant

__all__ = [
    "SOURCE",
    "add",
    "add_indicator",
    "add_participant",
    "change",
    "change_indicator",
    "index",
    "move",
    "record",
    "remove_indicator",
    "remove_participant",
    "remove_value",
]
