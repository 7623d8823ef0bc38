"""What a norm is on a day, and since when. Knows no database.

Dates are written as exactly as they are known (``times``), so that an answer may be “not known”.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from .times import span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from .times import Span

Answer = Literal["yes", "no", "unknown"]

#: Standing → the standings that time and later norms may make of it; “not known” is no standing
MOVES: Mapping[str, frozenset[str]] = {
    "bill": frozenset({"adopted", "in_force", "dropped"}),
    "adopted": frozenset({"in_force", "ended", "dropped"}),
    "in_force": frozenset({"ended"}),
    "ended": frozenset(),
    "dropped": frozenset(),
}
#: relations that end the earlier norm
ENDING = frozenset({"repealed", "replaced"})


@dataclass(frozen=True, slots=True)
class Life:
    """What is written about the life of a norm; empty where nothing is known.

    Args:
        dated: when it was adopted.
        from_on: the first day in force.
        to_on: the last day in force, where the norm or its repeal says so.
        repealed: since when other norms have repealed it, for each of them.
        dropped: when it was given up before it came into force.
    """

    dated: str = ""
    from_on: str = ""
    to_on: str = ""
    repealed: Sequence[str] = ()
    dropped: str = ""


def in_force_on(life: Life, day: date) -> Answer:
    """Whether the norm is in force on ``day``.

    A norm without a first day in force counts from the day it was adopted, which is then not
    certain. A repeal without a day says that it ended, not when.
    """
    if life.dropped:
        return "no"
    begun = _begun(life, day)
    over = _over(life, day)
    if begun == "no" or over == "yes":
        return "no"
    return "yes" if begun == "yes" and over == "no" else "unknown"


def standing_on(life: Life, day: date) -> str:
    """What it is on ``day``: a value of ``words.Standing``."""
    if (dropped := span(life.dropped)) and day >= dropped.first:
        return "dropped"
    if _over(life, day) == "yes":
        return "ended"
    answer = in_force_on(_without_dropped(life), day)
    if answer == "yes":
        return "in_force"
    if answer == "unknown":
        return "unknown"
    return "adopted" if _passed(span(life.dated), day) == "yes" else "bill"


def contradiction(life: Life) -> str:
    """What cannot be in it, by a word; empty when nothing contradicts.

    ``order``: it would end before it comes into force; ``early``: it would be in force before
    it is adopted; ``dropped``: it was given up and came into force.
    """
    dated, begins, ends = span(life.dated), span(life.from_on), span(life.to_on)
    if begins and ends and ends.last < begins.first:
        return "order"
    if dated and begins and begins.last < dated.first:
        return "early"
    return "dropped" if life.dropped and life.from_on else ""


def _begun(life: Life, day: date) -> Answer:
    if life.from_on:
        return _passed(span(life.from_on), day)
    adopted = span(life.dated)
    if adopted is None:
        return "unknown"
    return "unknown" if day >= adopted.first else "no"


def _over(life: Life, day: date) -> Answer:
    """Whether it has ended before ``day``."""
    if life.to_on:
        ends = span(life.to_on)
        if ends is None or day <= ends.first:
            return "no"
        return "yes" if day > ends.last else "unknown"
    answers = {_passed(span(each), day) if each else "unknown" for each in life.repealed}
    return "yes" if "yes" in answers else "unknown" if "unknown" in answers else "no"


def _passed(when: Span | None, day: date) -> Answer:
    if when is None or day < when.first:
        return "no"
    return "yes" if day >= when.last else "unknown"


def _without_dropped(life: Life) -> Life:
    return Life(life.dated, life.from_on, life.to_on, life.repealed)
