"""What each kind of agreement asks for, and how an agreement moves. Knows no database."""

from __future__ import annotations

import json
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: whatever lies after it is a slip of the keyboard
LAST_DAY = date(2100, 12, 31)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a kind of agreement must have before the parties sign, and before it is in force."""

    required: tuple[str, ...]
    offered: tuple[str, ...] = ()
    to_enter: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        return self.required + self.to_enter + self.offered


#: Kind → its parts. Sources: domain D1-D15.
SHAPES: Mapping[str, Shape] = {
    "mobility_partnership": Shape(
        ("two_sides", "priorities"), ("measures", "governance", "dialogue", "exit_plan")
    ),
    "bilateral_agreement": Shape(
        ("two_sides", "measures"), ("priorities", "governance", "safeguards", "dialogue")
    ),
    "labour_agreement": Shape(
        ("two_sides", "measures", "safeguards"), ("governance", "data_sharing", "exit_plan")
    ),
    "employment_service_accord": Shape(
        ("two_sides", "roles", "data_sharing"), ("measures", "governance", "safeguards")
    ),
    "territorial_accord": Shape(
        ("two_sides", "priorities", "governance"),
        ("measures", "resources", "exit_plan", "data_sharing"),
        to_enter=("recognition",),
    ),
    "co_development": Shape(
        ("two_sides", "roles", "resources"), ("priorities", "governance", "exit_plan")
    ),
    "twinning": Shape(
        ("two_sides", "priorities"), ("governance", "resources", "exit_plan", "recognition")
    ),
    "consortium": Shape(
        ("parties", "roles", "governance"), ("resources", "priorities", "exit_plan")
    ),
    "convention": Shape(("two_sides", "priorities"), ("measures", "governance", "resources")),
    "agency": Shape(("branches", "roles"), ("priorities", "governance", "resources")),
    "network": Shape(("parties", "priorities"), ("roles", "governance", "resources")),
}

#: State → the states it may go to.
MOVES: Mapping[str, frozenset[str]] = {
    "draft": frozenset({"proposed", "abandoned"}),
    "proposed": frozenset({"draft", "signed", "abandoned"}),
    "signed": frozenset({"in_force", "ended"}),
    "in_force": frozenset({"suspended", "ended"}),
    "suspended": frozenset({"in_force", "ended"}),
    "ended": frozenset(),
    "abandoned": frozenset({"draft"}),
}

#: In which order the milestones of one agreement lie in time.
_ORDER = ("negotiated", "signed", "in_force", "ended")


def may_move(state: str, wanted: str) -> bool:
    return wanted in MOVES.get(state, frozenset())


def missing_parts(kind: str, present: Iterable[str]) -> list[str]:
    """What is still missing before the parties can sign, in its order."""
    there = set(present)
    return [part for part in SHAPES[kind].required if part not in there]


def missing_to_enter(kind: str, present: Iterable[str]) -> list[str]:
    """What is still missing before it can enter into force, in its order."""
    there = set(present)
    return [part for part in SHAPES[kind].to_enter if part not in there]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """The milestone ``later`` lies before ``earlier`` though it cannot."""

    earlier: str
    later: str


def contradictions(milestones: Mapping[str, tuple[date, date]]) -> list[Contradiction]:
    """Milestones that cannot lie so: each is the first and the last day it may have been.

    ``expires`` may not lie before any other but the end, which may come early.
    """
    found = [
        Contradiction(earlier, later)
        for number, earlier in enumerate(_ORDER)
        for later in _ORDER[number + 1 :]
        if _is_before(milestones, later, earlier)
    ]
    if "expires" in milestones:
        found += [
            Contradiction(earlier, "expires")
            for earlier in _ORDER[:-1]
            if _is_before(milestones, "expires", earlier)
        ]
    return found


def _is_before(milestones: Mapping[str, tuple[date, date]], one: str, other: str) -> bool:
    """Whether ``one`` was over before ``other`` can have begun."""
    if one not in milestones or other not in milestones:
        return False
    return milestones[one][1] < milestones[other][0]


def span(on: date, precision: str) -> tuple[date, date]:
    """The first and the last day of which ``on`` may speak; ``precision``: day, month or year."""
    if precision == "year":
        return on.replace(month=1, day=1), on.replace(month=12, day=31)
    if precision == "month":
        return on.replace(day=1), on.replace(day=monthrange(on.year, on.month)[1])
    return on, on


def digest(terms: Mapping[str, Any]) -> str:
    """SHA-256 of what the parties sign, in one written form."""
    written = json.dumps(terms, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(written.encode()).hexdigest()
