"""How a campaign goes on, by when, and what each step asks for (I4). Knows no database."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MOVES: Mapping[str, frozenset[str]] = {
    "planned": frozenset({"running", "cancelled"}),
    "running": frozenset({"ended", "cancelled"}),
    "ended": frozenset({"evaluated"}),
    "evaluated": frozenset(),
    "cancelled": frozenset(),
}
#: what was reached is still known then
EVALUATE_WITHIN = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Plan:
    """What stands in the plan of a campaign.

    Args:
        languages: those that the campaign says it speaks.
        written_in: those in which at least one message is written.
        reached: how many measurements of its reach there are.
    """

    languages: frozenset[str] = field(default_factory=frozenset)
    written_in: frozenset[str] = field(default_factory=frozenset)
    starts_on: date | None = None
    ends_on: date | None = None
    audience: bool = False
    reached: int = 0
    evaluation: bool = False


def missing(plan: Plan, wanted: str, on: date) -> str:
    """What ``wanted`` still asks for on a day, by a word; empty when nothing is missing.

    ``audience``, ``dates``, ``messages``: whom it speaks to, from when to when, and a message in
    each of its languages; ``early``: it begins later; ``reach``, ``evaluation``: what it reached
    and what that means.
    """
    if wanted == "running":
        return _missing_to_begin(plan, on)
    if wanted == "evaluated":
        return _first({"reach": plan.reached > 0, "evaluation": plan.evaluation})
    return ""


def _missing_to_begin(plan: Plan, on: date) -> str:
    is_written = bool(plan.written_in) and plan.languages <= plan.written_in
    has_dates = plan.starts_on is not None and plan.ends_on is not None
    is_due = plan.starts_on is None or plan.starts_on <= on
    return _first(
        {"audience": plan.audience, "dates": has_dates, "messages": is_written, "early": is_due}
    )


def _first(there: Mapping[str, bool]) -> str:
    """The first that is not there."""
    return next((name for name, is_there in there.items() if not is_there), "")


def due_on(state: str, ends_on: date | None) -> date | None:
    """By when the next step is expected: its end, then its evaluation."""
    if ends_on is None:
        return None
    if state in {"planned", "running"}:
        return ends_on
    return ends_on + EVALUATE_WITHIN if state == "ended" else None
