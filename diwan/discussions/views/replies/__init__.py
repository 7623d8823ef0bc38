"""The consolidated reply: drafted and published by its team, read and taken along by all."""

from .delivering import deliver, reply_pack
from .files import content, reply_file
from .listing import replies
from .published import integrity, public_reply, reply_contributors
from .publishing import begin_next, leave_out, publish
from .reading import consolidated, give_up

__all__ = [
    "begin_next",
    "consolidated",
    "content",
    "deliver",
    "give_up",
    "integrity",
    "leave_out",
    "public_reply",
    "publish",
    "replies",
    "reply_contributors",
    "reply_file",
    "reply_pack",
]
