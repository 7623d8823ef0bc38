"""The consolidated reply for the facilitation team: drafted, read, taken along."""

from .files import reply_file
from .listing import replies
from .reading import consolidated, give_up

__all__ = ["consolidated", "give_up", "replies", "reply_file"]
