"""What everybody who may read a discussion sees."""

from .announcement import detail, follow_invitation, index
from .cited import words
from .downloads import attachment, paper
from .reading import complete, contributions
from .said_did import said_did

__all__ = [
    "attachment",
    "complete",
    "contributions",
    "detail",
    "follow_invitation",
    "index",
    "paper",
    "said_did",
    "words",
]
