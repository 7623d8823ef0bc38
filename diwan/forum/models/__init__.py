"""Forums with their topics and posts, blogs, and calls of networks."""

from .blogs import Entry
from .calls import Answer, Call, Line
from .following import Subscription
from .keeping import Bar, Flag, Keeper
from .talk import Forum, Post, Topic

__all__ = [
    "Answer",
    "Bar",
    "Call",
    "Entry",
    "Flag",
    "Forum",
    "Keeper",
    "Line",
    "Post",
    "Subscription",
    "Topic",
]
