"""How many letters an hour one address may send: one rule for every door.

Where somebody waits at the door who keeps the letter, what is over the limit is put off there;
what a mailbox or a mail service has taken already is stored at once and read later.
"""

from __future__ import annotations

import re
from datetime import timedelta
from email.parser import BytesHeaderParser
from email.policy import compat32
from email.utils import parseaddr
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection

from diwan.mailroom.models import Letter
from diwan.mailroom.words import Channel

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

HOUR = timedelta(hours=1)
#: doors at which nobody waits
READ_LATER = (Channel.IMAP, Channel.WEBHOOK)
#: the headers are looked at for a From line no further than this
_HEAD_BYTES = 65_536
#: as ``Letter.objects.turns_of``, and whether there are so many
_FULL_HOUR = """
    SELECT 1 FROM mailroom_letter
    WHERE (from_address = %s OR envelope_from = %s) AND channel <> %s
    AND COALESCE(due_at, received_at) > %s
    GROUP BY raw_hash LIMIT 1 OFFSET %s
"""
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")


def due_at(names: Iterable[str], now: datetime) -> datetime:
    """When one letter more of a sender has its turn: ``now``, unless that makes too many.

    Args:
        names: the addresses a letter gives for its sender; an empty one is nobody's.

    Returns:
        The first moment from ``now`` on before which no hour has the most letters of any of
        ``names``, those that still wait for their turn included.
    """
    most: int = settings.DIWAN_MAIL_HOURLY_SENDER
    if not most:
        return now
    turns = [
        Letter.objects.turns_of(name, after=now - HOUR)[most - 1 : most]
        for name in dict.fromkeys(each.lower() for each in names if each)
    ]
    return max([now, *(turn + HOUR for found in turns for turn in found)])


def is_over(names: Iterable[str], now: datetime) -> bool:
    """Whether a letter of this sender is to come later: ``due_at(names, now) > now``.

    The door asks for each letter, so the statement stands ready.
    """
    most: int = settings.DIWAN_MAIL_HOURLY_SENDER
    after = connection.ops.adapt_datetimefield_value(now - HOUR)
    with connection.cursor() as cursor:
        for name in dict.fromkeys(each.lower() for each in names if each and most):
            cursor.execute(_FULL_HOUR, [name, name, Channel.IMPORT.value, after, most - 1])
            if cursor.fetchone():
                return True
    return False


def from_address(raw: bytes) -> str:
    """Whom the letter names as its writer, lower case; empty when that cannot be told."""
    try:
        head = _END_OF_HEAD.split(raw[:_HEAD_BYTES], maxsplit=1)[0]
        found = BytesHeaderParser(policy=compat32).parsebytes(head)
        return parseaddr(str(found.get("from", "")))[1].lower()[:254]
    except Exception:  # noqa: BLE001 - a broken header names nobody
        return ""
