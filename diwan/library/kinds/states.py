"""The way of a thing through its states, as stops on a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Stop:
    """``is_open``: it can go there from where it is."""

    state: str
    label: Any
    is_here: bool
    is_open: bool


def way(choices: Any, moves: Mapping[str, frozenset[str]], state: str) -> list[Stop]:
    """Every state in its order, with where it is and where it may go."""
    return [
        Stop(choice.value, choice.label, choice == state, choice.value in moves[state])
        for choice in choices
    ]
