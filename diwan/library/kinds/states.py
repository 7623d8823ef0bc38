"""The way of a thing through its states, as stops on a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..actions.kinds.moving import NEED_A_REASON

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Stop:
    """``is_shown``: it lies on the way; where things are set aside only when they are there."""

    state: str
    label: Any
    is_here: bool
    is_shown: bool


def way(choices: Any, moves: Mapping[str, frozenset[str]], state: str) -> dict[str, list[Stop]]:
    """Every state in its order as ``way``, and those it may go to as ``moves``."""
    stops = [
        Stop(
            choice.value,
            choice.label,
            choice == state,
            choice == state or choice.value not in NEED_A_REASON,
        )
        for choice in choices
    ]
    return {"way": stops, "moves": [stop for stop in stops if stop.state in moves[state]]}
