"""When an answer is owed, when to remind of it, and what votes say. Knows no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

#: Days for the answer to a question where the authority has not set its own. No text we know
#: sets one for all: a month is the working rule, see docs/explanation/answers.md.
QUESTION_DAYS = 30
#: The same for an opinion of a council, which asks for a decision and not only for information.
OPINION_DAYS = 60
#: What an authority or a council may set.
FEWEST_DAYS, MOST_DAYS = 5, 180

#: A letter comes this long before the day, and again this often once it is past.
NOTICE = timedelta(days=7)
AGAIN = timedelta(days=14)

#: How long what was never published is kept: its asker can still correct it or take it along.
UNPUBLISHED_LIFE = timedelta(days=90)

#: State → the states it may go to.
QUESTION_MOVES: Mapping[str, frozenset[str]] = {
    "held": frozenset({"open", "returned", "turned_away", "withdrawn"}),
    "open": frozenset({"answered", "withdrawn"}),
    "answered": frozenset({"answered", "withdrawn"}),
    "returned": frozenset({"held", "withdrawn"}),
    "turned_away": frozenset(),
    "withdrawn": frozenset(),
}
OPINION_MOVES: Mapping[str, frozenset[str]] = {
    "draft": frozenset({"adopted", "rejected"}),
    "rejected": frozenset({"draft"}),
    "adopted": frozenset({"answered"}),
    "answered": frozenset(),
}


def may_ask_go(state: str, wanted: str) -> bool:
    """Whether a question may go from ``state`` to ``wanted``."""
    return wanted in QUESTION_MOVES.get(state, frozenset())


def may_opinion_go(state: str, wanted: str) -> bool:
    return wanted in OPINION_MOVES.get(state, frozenset())


@dataclass(frozen=True, slots=True)
class Clock:
    """Where an owed answer stands: ``timing`` as in ``words.Timing``, ``days`` left or too many.

    For an answer that came, ``days`` is how long it took.
    """

    timing: str
    days: int


def clock(began: date, due: date, answered: date | None, today: date) -> Clock:
    """The clock of what was asked on ``began`` and is owed by the end of ``due``."""
    if answered is not None:
        return Clock("in_time" if answered <= due else "late", (answered - began).days)
    if today <= due:
        return Clock("waiting", (due - today).days)
    return Clock("overdue", (today - due).days)


def due_on(began: date, days: int) -> date:
    return began + timedelta(days=days)


def reminder_due(due: date, reminded: date | None, today: date) -> bool:
    """Whether to write today: once in the week before, once when it is past, then every two weeks.

    Args:
        reminded: the day of the last letter, that of the first one included.
    """
    if today < due - NOTICE:
        return False
    if today <= due:
        return reminded is None or reminded < due - NOTICE
    return reminded is None or reminded <= due or today - reminded >= AGAIN


def is_term(days: int) -> bool:
    return FEWEST_DAYS <= days <= MOST_DAYS


# --- votes -----------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Tally:
    """Votes of one college, or of all."""

    for_it: int = 0
    against: int = 0
    abstained: int = 0

    @property
    def cast(self) -> int:
        return self.for_it + self.against + self.abstained

    @property
    def carries(self) -> bool:
        """More for it than against; who abstains counts on neither side."""
        return self.for_it > self.against


def total(tallies: Iterable[Tally]) -> Tally:
    rows = list(tallies)
    return Tally(
        sum(row.for_it for row in rows),
        sum(row.against for row in rows),
        sum(row.abstained for row in rows),
    )


def overlaps(first: tuple[date, date | None], second: tuple[date, date | None]) -> bool:
    """Whether two stretches share a day; without an end they go on."""
    (start, end), (other_start, other_end) = first, second
    return (end is None or other_start <= end) and (other_end is None or start <= other_end)


# --- slips of the pen --------------------------------------------------------------------
#: what may be mended for somebody else: so many places, each of so few words
MOST_SLIPS, LONGEST_SLIP = 8, 3


def slips(before: str, after: str) -> list[tuple[str, str]]:
    """What changed, word by word: (what stood there, what stands there now)."""
    old, new = before.split(), after.split()
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [
        (" ".join(old[first:last]), " ".join(new[start:end]))
        for step, first, last, start, end in steps
        if step != "equal"
    ]


def are_slips(found: Iterable[tuple[str, str]]) -> bool:
    """Whether that little can be a slip of the pen, and not another question."""
    rows = list(found)
    longest = max((len(words.split()) for pair in rows for words in pair), default=0)
    return len(rows) <= MOST_SLIPS and longest <= LONGEST_SLIP
