"""How a project moves, how far its indicators are, and what their lights say. Knows no database."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: State → the states it may go to.
MOVES: Mapping[str, frozenset[str]] = {
    "draft": frozenset({"planned", "running", "completed"}),
    "planned": frozenset({"running", "suspended", "cancelled"}),
    "running": frozenset({"finishing", "completed", "suspended", "cancelled"}),
    "finishing": frozenset({"running", "completed"}),
    "suspended": frozenset({"planned", "running", "completed", "cancelled"}),
    "completed": frozenset(),
    "cancelled": frozenset(),
}
#: states that nobody enters without saying why
NEED_A_REASON = frozenset({"suspended", "cancelled"})
#: State → its code in IATI 2.03; what is being written down is told to nobody.
IATI_STATUS: Mapping[str, int] = {
    "planned": 1,
    "running": 2,
    "finishing": 3,
    "completed": 4,
    "cancelled": 5,
    "suspended": 6,
}
#: a value older than this says little about a project that still goes on
HOLDS = timedelta(days=550)
#: shares of the time passed that the way done must reach
ON_TRACK, BEHIND = Decimal("0.9"), Decimal("0.6")
#: the worst first: a project is as far as the light of its worst indicator
_WORST_FIRST = ("far_behind", "behind", "old", "on_track", "reached", "unknown")
_WHOLE = Decimal(1)


def may_move(state: str, wanted: str) -> bool:
    return wanted in MOVES.get(state, frozenset())


def is_over(state: str) -> bool:
    """Whether nothing more is expected of it."""
    return not MOVES.get(state)


# --- values ------------------------------------------------------------------------------
def fits(measure: str, value: Decimal) -> bool:
    """Whether ``value`` can be one: no half people, nothing above 100 per cent."""
    if measure == "count":
        return value >= 0 and value == value.to_integral_value()
    if measure == "percent":
        return 0 <= value <= 100
    return True


def leads_somewhere(direction: str, baseline: Decimal, target: Decimal) -> bool:
    """Whether the target lies where ``direction`` says."""
    return target > baseline if direction == "up" else target < baseline


# --- progress ----------------------------------------------------------------------------
def progress(baseline: Decimal, target: Decimal, value: Decimal | None) -> Decimal | None:
    """The part of the way from baseline to target that is done, 0 to 1; None without a value.

    Source: the result element of IATI 2.03 (baseline, target, actual); the division is ours.
    A value on the wrong side of the baseline counts as 0, one beyond the target as 1.

    Raises:
        ValueError: baseline and target are the same.
    """
    if baseline == target:
        raise ValueError("The target must differ from the baseline.")
    if value is None:
        return None
    return min(max((value - baseline) / (target - baseline), Decimal(0)), _WHOLE)


def overall(parts: Iterable[Decimal | None]) -> Decimal | None:
    """The mean of all indicators of a project; one without a value counts as 0.

    None where there is no indicator, or where none has a value.
    """
    done = list(parts)
    if all(part is None for part in done):
        return None
    return sum((part or Decimal(0) for part in done), Decimal(0)) / len(done)


def percent(part: Decimal) -> int:
    """Whole per cent, never rounded up: 100 is said only of what is done."""
    return int((part * 100).to_integral_value(ROUND_FLOOR))


def time_passed(start: date, due: date, on: date) -> Decimal:
    """The part of the time from ``start`` to ``due`` that was over on ``on``, 0 to 1."""
    if due <= start:
        return _WHOLE if on >= due else Decimal(0)
    days = min(max((on - start).days, 0), (due - start).days)
    return Decimal(days) / (due - start).days


def light(done: Decimal | None, passed: Decimal, *, age: timedelta, is_over: bool) -> str:
    """The traffic light of an indicator, a value of ``words.Light``.

    Args:
        done: see :func:`progress`.
        passed: the part of the time that was over when the value was measured.
        age: how long ago that was.
        is_over: nothing more is expected, so an old value is the last word.
    """
    if done is None:
        return "unknown"
    if done == _WHOLE:
        return "reached"
    if age > HOLDS and not is_over:
        return "old"
    if done >= ON_TRACK * passed:
        return "on_track"
    return "behind" if done >= BEHIND * passed else "far_behind"


def worst(lights: Iterable[str]) -> str:
    """The light of a project: that of its worst indicator; unknown only where all are."""
    there = set(lights)
    return next((each for each in _WORST_FIRST if each in there), "unknown")


# --- money -------------------------------------------------------------------------------
def to_minor(amount: Decimal, digits: int) -> int:
    """``amount`` in minor units of a currency with so many digits after the point.

    Raises:
        ValueError: it has more digits than the currency.
    """
    minor = amount.scaleb(digits)
    if minor != minor.to_integral_value():
        raise ValueError(f"{amount} has more than {digits} digits after the point.")
    return int(minor)


def from_minor(minor: int, digits: int) -> Decimal:
    return Decimal(minor).scaleb(-digits)


def is_before(ends_on: date | None, starts_on: date | None) -> bool:
    """Whether a project would end before it starts."""
    return bool(ends_on and starts_on and ends_on < starts_on)
