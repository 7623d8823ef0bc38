"""The only place where the mailroom changes anything."""

from .incoming import (
    process,
    purge_raw,
    purge_unclaimed,
    reading_of,
    receive,
    retry,
    take_up_forgotten,
)
from .outgoing import deliver, deliver_due, purge_sent, send, send_again

__all__ = [
    "deliver",
    "deliver_due",
    "process",
    "purge_raw",
    "purge_sent",
    "purge_unclaimed",
    "reading_of",
    "receive",
    "retry",
    "send",
    "send_again",
    "take_up_forgotten",
]
