"""Rules of conversations between members, without database, clock and Django."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet
    from datetime import datetime

ASKED, ACCEPTED, DECLINED, LAPSED, ENDED = "asked", "accepted", "declined", "lapsed", "ended"
#: which state may follow which
NEXT_STATES: Mapping[str, AbstractSet[str]] = {
    ASKED: {ACCEPTED, DECLINED, LAPSED},
    ACCEPTED: {ENDED},
    DECLINED: frozenset(),
    LAPSED: frozenset(),
    ENDED: frozenset(),
}
OPEN = frozenset({ASKED, ACCEPTED})

#: a request that nobody answered comes to nothing
REQUEST_LIFE = timedelta(days=30)
#: after a conversation was closed, whoever began it may ask the same member again
ASK_AGAIN_AFTER = timedelta(days=30)
#: a closed conversation is deleted
CLOSED_LIFE = timedelta(days=180)
#: a conversation in which nobody writes any more is deleted
SILENT_LIFE = timedelta(days=730)
#: of one member in one conversation: two machines that answer each other stop here
MESSAGES_A_DAY = 50
LONGEST_MESSAGE = 5_000  # characters
LONGEST_REASON = 1_000
#: messages before and after a reported one that moderators see with it
CONTEXT = 1

_DAY = timedelta(days=1)
#: eight digits and more, however they are parted; days are none
_DIGITS = re.compile(r"[+(]{0,2}\d(?:[\s().\-/\u00a0\u202f]{0,2}\d){7,}")
_DATE = re.compile(r"\d{4}[-./]\d\d?[-./]\d\d?|\d\d?[-./]\d\d?[-./]\d{4}")


def may_move(state: str, to: str) -> bool:
    return to in NEXT_STATES[state]


def may_ask_at(closed_at: datetime | None, now: datetime) -> datetime | None:
    """When the same member may be asked again; None: now.

    Args:
        closed_at: when what was last asked of them was closed; None when nothing was.
    """
    if closed_at is None or closed_at + ASK_AGAIN_AFTER <= now:
        return None
    return closed_at + ASK_AGAIN_AFTER


def day_before(now: datetime) -> datetime:
    """What lies after it counts for the day."""
    return now - _DAY


def without_long_numbers(text: str, marker: str) -> str:
    """``text`` of somebody nobody has accepted yet, with ``marker`` for what may be a telephone.

    Texts that many read keep their amounts and numbers of laws; here caution costs nothing.
    """
    return _DIGITS.sub(lambda run: run[0] if _DATE.fullmatch(run[0]) else marker, text)


def without_addresses(text: str, hidden: AbstractSet[str], domain: str, marker: str) -> str:
    """``text`` of a letter, with ``marker`` in place of addresses that were not meant to be told.

    A letter carries them in what its program adds: its writer's, the other's, ours with a tag.

    Args:
        hidden: addresses in lower case.
        domain: ours, in lower case; every address at it is hidden.
    """
    own = (re.escape(each) for each in sorted(hidden, key=len, reverse=True))
    ours = rf"[\w.+=-]{{1,80}}@{re.escape(domain)}\b"
    return re.sub("|".join([*own, ours]), lambda _found: marker, text, flags=re.IGNORECASE)
