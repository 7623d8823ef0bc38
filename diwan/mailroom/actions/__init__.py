"""The only place where the mailroom changes anything."""

from .handing import process, reading_of, retry, take_up_forgotten, where
from .importing import Opened, forget, hash_of, keep_unread, known_bytes, take_in, take_in_many
from .incoming import TooManyError, make_durable, receive
from .keeping import erase_letters_of, letters_of, purge_raw, purge_unclaimed
from .outgoing import deliver, deliver_due, forget_codes, purge_sent, send, send_again
from .returns import health_of, is_stopped, purge_health, reached, take_report, try_again

__all__ = [
    "Opened",
    "TooManyError",
    "deliver",
    "deliver_due",
    "erase_letters_of",
    "forget",
    "forget_codes",
    "hash_of",
    "health_of",
    "is_stopped",
    "keep_unread",
    "known_bytes",
    "letters_of",
    "make_durable",
    "process",
    "purge_health",
    "purge_raw",
    "purge_sent",
    "purge_unclaimed",
    "reached",
    "reading_of",
    "receive",
    "retry",
    "send",
    "send_again",
    "take_in",
    "take_in_many",
    "take_report",
    "take_up_forgotten",
    "try_again",
    "where",
]
