"""What a grade of evidence asks for (J11). Knows no database."""

from __future__ import annotations

#: the weakest first, as in ``words.Evidence``
GRADES = ("said", "described", "measured", "evaluated", "compared")
_NEEDS_SOURCE = GRADES.index("described")
_NEEDS_RESULTS = GRADES.index("measured")


def missing(grade: str, *, has_results: bool, has_source: bool) -> str:
    """What ``grade`` still asks for: ``source``, ``results``, or nothing.

    What is documented says where; what was measured says what came out.

    Raises:
        ValueError: there is no such grade.
    """
    rank = GRADES.index(grade)
    if rank >= _NEEDS_SOURCE and not has_source:
        return "source"
    return "results" if rank >= _NEEDS_RESULTS and not has_results else ""


def steps(grade: str) -> tuple[int, int]:
    """How many steps of how many the grade has reached, for a row of marks."""
    return GRADES.index(grade) + 1, len(GRADES)
