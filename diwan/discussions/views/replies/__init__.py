"""The consolidated reply for the facilitation team: drafted, read, taken along."""

from .files import reply_file
from .listing import replies
from .reading import consolidated

__all__ = ["consolidated", "replies", "reply_file"]
