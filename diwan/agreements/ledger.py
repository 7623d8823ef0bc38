"""What was pledged and what came, by who brings it and by currency. Knows no database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Line:
    """``amount`` in minor units; ``state``: pledged, received or withdrawn.

    ``follows`` is the key of the pledge that is kept, or of the line that is taken back.
    """

    key: int
    who: str
    currency: str
    amount: int
    state: str
    follows: int | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """In minor units; what came may be more than what was pledged."""

    who: str
    currency: str
    pledged: int
    received: int

    @property
    def share(self) -> int:
        """How much of the pledge has come, in percent, at most 100."""
        if self.pledged <= 0:
            return 100 if self.received > 0 else 0
        return max(0, min(100, 100 * self.received // self.pledged))


def totals(lines: Iterable[Line]) -> list[Total]:
    """By who brings it, then by currency, in their first order; lines come in any order.

    What is taken back lowers what it follows; without a line to follow it lowers nothing.
    """
    rows = list(lines)
    states = {row.key: row.state for row in rows}
    sums: dict[tuple[str, str], dict[str, int]] = {}
    for row in rows:
        found = sums.setdefault((row.who, row.currency), {"pledged": 0, "received": 0})
        if row.state in found:
            found[row.state] += row.amount
        elif row.follows is not None and states.get(row.follows) in found:
            found[states[row.follows]] -= row.amount
    return [Total(who, currency, **found) for (who, currency), found in sums.items()]


def altogether(each: Iterable[Total]) -> list[Total]:
    """One total a currency, without who brought it."""
    sums: dict[str, tuple[int, int]] = {}
    for row in each:
        pledged, received = sums.get(row.currency, (0, 0))
        sums[row.currency] = pledged + row.pledged, received + row.received
    return [Total("", currency, *both) for currency, both in sums.items()]
