"""Facts without a database and without a clock."""

from .agreements import (
    LAST_DAY,
    MOVES,
    SHAPES,
    Contradiction,
    Shape,
    contradictions,
    digest,
    may_move,
    missing_parts,
    missing_to_enter,
    span,
)

__all__ = [
    "LAST_DAY",
    "MOVES",
    "SHAPES",
    "Contradiction",
    "Shape",
    "contradictions",
    "digest",
    "may_move",
    "missing_parts",
    "missing_to_enter",
    "span",
]
