"""Work at the statements of a draft: every verb of the facilitator's desk.

A statement counts the changes of its wording in ``revision``; whoever changes it tells which one
they have seen. What it cites is added to and taken from without that.
"""

from .beginning import begin_empty, leave_out
from .citing import cite, confirm, set_stance, uncite
from .dropping import drop, put_back
from .joining import merge, split
from .moving import move
from .stretches import Stretch, stretch_of
from .writing import reword, write

__all__ = [
    "Stretch",
    "begin_empty",
    "cite",
    "confirm",
    "drop",
    "leave_out",
    "merge",
    "move",
    "put_back",
    "reword",
    "set_stance",
    "split",
    "stretch_of",
    "uncite",
    "write",
]
