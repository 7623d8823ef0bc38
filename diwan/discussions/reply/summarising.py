"""Which statements stand on the one page at the head of a reply."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .document import Statement

_EACH = 2
_WORDS = 350
#: a statement is no longer than this, unless there is no other
_SHORT_WORDS = 35


def summary(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Marks the best one or two points of each question, as long as a page holds them."""
    kept: set[int] = set()
    words = 0
    for statement in _in_turn(statements):
        length = len(statement.text.split())
        if words + length <= _WORDS:
            kept.add(statement.number)
            words += length
    return tuple(replace(each, is_summary=each.number in kept) for each in statements)


def _in_turn(statements: Sequence[Statement]) -> list[Statement]:
    """The best point of each question, then the second of each."""
    points = [each for each in statements if each.kind == "point"]
    keys = list(dict.fromkeys(each.about for each in points))
    ranked = {
        key: sorted((each for each in points if each.about == key), key=_order) for key in keys
    }
    return [ranked[key][turn] for turn in range(_EACH) for key in keys if turn < len(ranked[key])]


def _order(statement: Statement) -> tuple[bool, int, int]:
    """Short before long, many voices before few, then as they were chosen."""
    is_long = len(statement.text.split()) > _SHORT_WORDS
    return (is_long, -statement.weight.contributors, statement.number)
