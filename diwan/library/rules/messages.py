"""What the tests of a message say (I8). Knows no database."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

#: fewer people than this say nothing about a message
FEWEST = 8
#: shares that a message must reach; ours, and said on the page
UNDERSTOOD, BELIEVED = Fraction(4, 5), Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Tried:
    """One test: of ``asked`` people so many understood and so many believed the message."""

    asked: int
    understood: int
    believed: int


def can_be(tried: Tried) -> bool:
    """Whether the numbers can be true: nobody believes what they do not understand."""
    return 0 <= tried.believed <= tried.understood <= tried.asked and tried.asked > 0


def together(tests: Iterable[Tried]) -> Tried:
    """All tests as one."""
    rows = list(tests)
    return Tried(
        sum(row.asked for row in rows),
        sum(row.understood for row in rows),
        sum(row.believed for row in rows),
    )


def verdict(tests: Iterable[Tried]) -> str:
    """What all tests together say: a value of ``words.Verdict``."""
    whole = together(tests)
    if not whole.asked:
        return "untested"
    if whole.asked < FEWEST:
        return "too_few"
    if Fraction(whole.understood, whole.asked) < UNDERSTOOD:
        return "unclear"
    return "works" if Fraction(whole.believed, whole.asked) >= BELIEVED else "doubted"
