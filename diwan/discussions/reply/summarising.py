"""Which statements stand on the one page at the head of a reply."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from .answering import claims

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .document import Statement

_EACH = 2
#: so many of the best of a question are looked at for a voice not yet heard
_LOOKED_AT = 3
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
    """The best point of each question, then the second of each; new voices before known ones."""
    points = [each for each in statements if each.kind == "point"]
    keys = list(dict.fromkeys(each.about for each in points))
    ranked = {
        key: sorted((each for each in points if each.about == key), key=_order) for key in keys
    }
    taken: list[Statement] = []
    for _turn in range(_EACH):
        for key in keys:
            if ranked[key]:
                said = Counter(_voice(each) for each in taken)
                best = min(
                    ranked[key][:_LOOKED_AT], key=lambda each: (said[_voice(each)], _order(each))
                )
                ranked[key].remove(best)
                taken.append(best)
    return taken


def _voice(statement: Statement) -> int:
    return statement.citations[0].contribution if statement.citations else 0


def _order(statement: Statement) -> tuple[bool, bool, int, int]:
    """Short before long, a claim before facts, many voices before few, then as they were chosen."""
    is_long = len(statement.text.split()) > _SHORT_WORDS
    is_bare = not claims(statement.text)
    return (is_long, is_bare, -statement.weight.contributors, statement.number)
