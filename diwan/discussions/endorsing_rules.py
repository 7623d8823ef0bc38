"""When a reply is endorsed: pure, from how many said what to each statement.

The rule, in the order in which it is asked:

1. *Too few took part*: fewer members than the quorum endorsed or objected to anything. Whoever
   only abstains is heard, but is not counted for the quorum.
2. *Objections stand*: some statement falls, because as many members object to it as endorse it,
   or more. An objection stands until it is met: the team marks it, and its member confirms that, or
   says nothing for a full day after the letter that tells of it. What its member maintains stays.
3. *Too few took part*, again, when some statement is endorsed by nobody: silence endorses nothing,
   nor does the team by marking an objection as met.
4. *Endorsed*: every statement is carried, by at least one member and by more than object to it;
   objections that stand stay beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from . import rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

ENDORSED, NO_QUORUM, OBJECTED = "endorsed", "no_quorum", "objected"
#: how long before the last day those who have not answered are reminded
REMIND_DAYS = 2
#: a proposal only; the team may ask for fewer
LEAST_QUORUM = 3
#: the longest round
MOST_DAYS = 90
#: how long a member who is told that an objection is taken as met may say whether it stands
TIME_TO_MAINTAIN = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many said what to one statement; ``standing`` of the objections are not met."""

    endorse: int = 0
    object: int = 0
    abstain: int = 0
    standing: int = 0

    @property
    def falls(self) -> bool:
        return self.standing > 0 and self.standing >= self.endorse

    @property
    def is_carried(self) -> bool:
        """Endorsed by a member at least, and by more than object to it."""
        return self.endorse > self.standing


@dataclass(frozen=True, slots=True)
class Marking:
    """Whether the team takes an objection as met, and what its member did about that.

    ``told_at`` is when the member's letter was queued; None when nobody could be told.
    """

    is_met: bool = False
    told_at: datetime | None = None
    is_confirmed: bool = False
    is_maintained: bool = False


def counts_as_met(marking: Marking, now: datetime) -> bool:
    """Whether an objection does not stand any more."""
    if not marking.is_met or marking.is_maintained:
        return False
    counts_from = met_from(marking)
    return marking.is_confirmed or (counts_from is not None and now >= counts_from)


def met_from(marking: Marking) -> datetime | None:
    """From when on it counts as met although its member says nothing; None for never."""
    if not marking.is_met or marking.is_maintained or marking.told_at is None:
        return None
    return marking.told_at + TIME_TO_MAINTAIN


def waits_for_member(marking: Marking, now: datetime) -> bool:
    """Whether its member is told and may still say that it stands, before it counts as met."""
    return met_from(marking) is not None and not counts_as_met(marking, now)


def tallied(positions: Iterable[tuple[str, bool]]) -> Tally:
    """From the choice and whether it counts as met of each position to one statement."""
    rows = list(positions)
    count = {name: sum(choice == name for choice, _met in rows) for name in _CHOICES}
    standing = sum(choice == "object" and not is_met for choice, is_met in rows)
    return Tally(**count, standing=standing)


_CHOICES = ("endorse", "object", "abstain")


def outcome(tallies: Iterable[Tally], *, took_part: int, quorum: int) -> str:
    """What comes of a round: ``endorsed``, ``no_quorum`` or ``objected``.

    Args:
        tallies: one a statement; those whose words were withdrawn are left out.
        took_part: how many members endorsed or objected to something, each counted once.
    """
    rows = list(tallies)
    if took_part < max(quorum, 1):
        return NO_QUORUM
    if any(each.falls for each in rows):
        return OBJECTED
    return ENDORSED if rows and all(each.is_carried for each in rows) else NO_QUORUM


def proposed_quorum(able: int) -> int:
    """For a round in which ``able`` members may take part: three, or all where they are fewer."""
    return max(min(LEAST_QUORUM, able), 1)


def is_open(now: datetime, first: date, last: date, time_zone: str) -> bool:
    """Whether positions are taken at ``now``: the days run where the discussion is held."""
    return first <= rules.local_day(now, time_zone) <= last


def is_over(now: datetime, last: date, time_zone: str) -> bool:
    return rules.is_late(now, last, time_zone)


def reminder_due(now: datetime, first: date, last: date, time_zone: str) -> bool:
    """Whether the last days have begun; a round that is shorter than that reminds nobody."""
    left = rules.days_left(now, last, time_zone)
    return 0 < left <= REMIND_DAYS + 1 and (last - first).days > REMIND_DAYS


def stored(tallies: Mapping[str, Tally], *, took_part: int) -> dict[str, object]:
    """What is kept of a closed round, as plain data."""
    return {
        "took_part": took_part,
        "statements": {
            key: [each.endorse, each.object, each.abstain, each.standing]
            for key, each in tallies.items()
        },
    }


def kept(result: Mapping[str, object]) -> dict[str, Tally]:
    """By key of a statement, what :func:`stored` kept; nothing for an empty result."""
    rows = result.get("statements", {})
    return {key: Tally(*counts) for key, counts in rows.items()} if isinstance(rows, dict) else {}
