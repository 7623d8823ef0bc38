"""Puts statements of one question that are about the same thing beside each other."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from .likeness import dot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .document import Statement
    from .likeness import Vector

#: from this cosine on two statements are perhaps about the same thing; no support is claimed
_RELATED = 0.2
_SHARED = 2


def together(statements: Sequence[Statement], vectors: Mapping[str, Vector]) -> list[Statement]:
    """The points of each question: the first, then what is closest to it by somebody else.

    Where nothing is close, the next in the order they were chosen. All others stay in place.
    """
    found: list[Statement] = []
    for (kind, _about), group in groupby(statements, key=lambda each: (each.kind, each.about)):
        own = list(group)
        found += _chained(own, vectors) if kind == "point" else own
    return found


def _chained(rest: list[Statement], vectors: Mapping[str, Vector]) -> Iterator[Statement]:
    following = rest[0]
    while rest:
        rest.remove(following)
        yield following
        near = {number: _nearness(following, each, vectors) for number, each in enumerate(rest)}
        closest = max(near, key=lambda number: (near[number], -number), default=None)
        if closest is not None:
            following = rest[closest]


def _nearness(one: Statement, other: Statement, vectors: Mapping[str, Vector]) -> float:
    """Their cosine where it tells something; 0 for two statements of one contribution."""
    left, right = vectors.get(one.text, {}), vectors.get(other.text, {})
    is_own = one.citations[0].contribution == other.citations[0].contribution
    if is_own or len(left.keys() & right.keys()) < _SHARED:
        return 0.0
    closeness = dot(left, right)
    return closeness if closeness >= _RELATED else 0.0
