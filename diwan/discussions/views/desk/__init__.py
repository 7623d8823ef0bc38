"""The facilitator's desk: contributions, their text, and the reply they become."""

from .changes import citation, cite, drop, leave_out, move, put_back
from .joining import merge, split
from .page import begin, desk
from .present import here, keep, throw_away
from .statements import statement
from .suggesting import bring_back, dismiss
from .writing import new

__all__ = [
    "begin",
    "bring_back",
    "citation",
    "cite",
    "desk",
    "dismiss",
    "drop",
    "here",
    "keep",
    "leave_out",
    "merge",
    "move",
    "new",
    "put_back",
    "split",
    "statement",
    "throw_away",
]
