"""Cheap questions before dear ones: a pattern is tried only where a piece of it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from .view import plain_view

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DIGITS_TOGETHER = re.compile(r"\d(?:[\s().\-/]{0,3}\d)*")


class Gated(NamedTuple):
    """A pattern, and when it may match.

    Attributes:
        pieces: of which every match holds one, as ``View.folded`` shows them; none: it may always.
        digits: so many digits stand in every match, with at most three signs between two.
    """

    pattern: re.Pattern[str]
    pieces: tuple[str, ...] = ()
    digits: int = 0


class View(NamedTuple):
    """A text as the finders read it.

    Attributes:
        plain: letter for letter, see :func:`diwan.texts.masking.view.plain_view`.
        folded: in small letters, as patterns that ignore case see them, with single blanks.
        digits: how many stand together at most, as in a telephone number.
    """

    plain: str
    folded: str
    digits: int


def view_of(text: str) -> View:
    plain = plain_view(text)
    return View(plain, folded(plain), _longest_number(plain))


def folded(plain: str) -> str:
    lower = plain.lower()
    if not plain.isascii():  # what ``re`` takes for i and s as well
        lower = lower.replace("i\u0307", "i").replace("ı", "i").replace("ſ", "s")
    return " ".join(lower.split())


def _longest_number(plain: str) -> int:
    runs = (sum(map(str.isdigit, run)) for run in _DIGITS_TOGETHER.findall(plain))
    return max(runs, default=0)


def open_ones(gated: Sequence[Gated], view: View) -> Iterator[re.Pattern[str]]:
    """The patterns that may match in ``view``."""
    for each in gated:
        if each.digits > view.digits:
            continue
        if not each.pieces or any(piece in view.folded for piece in each.pieces):
            yield each.pattern
