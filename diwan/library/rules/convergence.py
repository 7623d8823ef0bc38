"""How near the positions of several countries are to each other, and why (C12)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

#: fewer countries than this cannot be compared
FEWEST = 2
#: the share that must hold one position for “most are the same”
MOST = Fraction(2, 3)
#: a share that changed by less than this has not moved
MOVED = Fraction(1, 10)
#: how far back one looks for the movement
YEARS_BACK = 3


@dataclass(frozen=True, slots=True)
class Told:
    """What a country holds since a day."""

    country: str
    option: str
    since: date


@dataclass(frozen=True, slots=True)
class Nearness:
    """A value of ``words.Convergence`` with what it follows from.

    ``option`` is held by ``holding`` of ``answered`` countries; ``then_holding`` of
    ``then_answered`` held the option that most of them held then. ``asked`` countries are compared.
    """

    state: str
    option: str
    holding: int
    answered: int
    asked: int
    then_holding: int
    then_answered: int


def held_on(told: Iterable[Told], day: date) -> dict[str, str]:
    """Country → the option it holds on ``day``: the last one it took until then."""
    found: dict[str, Told] = {}
    for each in told:
        before = found.get(each.country)
        if each.since <= day and (before is None or each.since >= before.since):
            found[each.country] = each
    return {country: each.option for country, each in found.items()}


def years_before(day: date, years: int = YEARS_BACK) -> date:
    """The same day so many years earlier; 28 February for a leap day."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def nearness(
    now: Mapping[str, str], then: Mapping[str, str], *, asked: int, common: str = ""
) -> Nearness:
    """How near the countries are now, beside ``YEARS_BACK`` years before.

    What is measured is the share of the position that most hold; where the countries have agreed
    on a common one, that of the common one. The movement counts only countries that had a position
    at both times, so that one more answer is no movement.

    Args:
        now, then: country → option.
        asked: how many countries are compared, at least as many as have answered.
        common: the option that was agreed on, if any.
    """
    option = common or _most_held(now)
    holding = _holding(now, option)
    both = now.keys() & then.keys()
    was = {country: then[country] for country in both}
    then_option = common or _most_held(was)
    then_holding = _holding(was, then_option)
    moved = _share(_holding({each: now[each] for each in both}, option), len(both)) - _share(
        then_holding, len(both)
    )
    state = _state(holding, len(now), moved if len(both) >= FEWEST else Fraction(0))
    return Nearness(state, option, holding, len(now), asked, then_holding, len(both))


def _state(holding: int, answered: int, moved: Fraction) -> str:
    if answered < FEWEST:
        return "too_few"
    if holding == answered:
        return "agreed"
    if moved >= MOVED:
        return "converging"
    if moved <= -MOVED:
        return "diverging"
    return "near" if _share(holding, answered) >= MOST else "mixed"


def _most_held(positions: Mapping[str, str]) -> str:
    """The option of most countries; of two held by as many, the first by its key."""
    counts = Counter(positions.values())
    return min(counts, key=lambda option: (-counts[option], option), default="")


def _holding(positions: Mapping[str, str], option: str) -> int:
    return sum(1 for held in positions.values() if held == option)


def _share(part: int, whole: int) -> Fraction:
    return Fraction(part, whole) if whole else Fraction(0)
