"""Which quoted line each answer stands under, in a letter that answers line by line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from diwan.mailroom.words import CutReason

from . import marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .cutting import Cut

_MARKS = re.compile(r"[\s\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]*(?:>[ \u00a0]?)+")
_ITEM = re.compile(r"(\(?\d{1,2}|\(?[a-zأ-ي])\s?[.)\u066b-]\s|[-–•*]\s")
_LONGEST_WRAPPED = 100
_LONGEST_LINE = 1_000


class Answered(NamedTuple):
    """An answer begins at ``position`` of the kept text; ``line`` is what it answers, unquoted."""

    position: int
    line: str


def answered(text: str, cuttings: Sequence[Cut]) -> tuple[Answered, ...]:
    """The answers of a letter that was answered line by line, with the line above each.

    A quote with all words below it is answered as a whole: it counts only when it is one
    paragraph.
    """
    quotes = list(_quotes(text, cuttings))
    found = [
        Answered(start, line)
        for (start, pieces), stop in zip(quotes, _stops(quotes, text), strict=True)
        if text[start:stop].strip() and (line := _last(pieces))
    ]
    is_whole = (
        len(found) == 1 and _is_last(quotes, found[0]) and len(_paragraphs(quotes[-1][1])) > 1
    )
    return () if is_whole else tuple(found)


def _is_last(quotes: Sequence[tuple[int, list[str]]], found: Answered) -> bool:
    return quotes[-1][0] == found.position


def _quotes(text: str, cuttings: Sequence[Cut]) -> Iterator[tuple[int, list[str]]]:
    """Where the words after each quote begin, and the quote; quotes that touch are one."""
    start, pieces = -1, list[str]()
    for cut in cuttings:
        if cut.reason != CutReason.QUOTED:
            continue
        here = _next_word(text, cut.position)
        if here != start and pieces:
            yield start, pieces
            pieces = []
        start = here
        pieces.append(cut.text)
    if pieces:
        yield start, pieces


def _stops(quotes: Sequence[tuple[int, list[str]]], text: str) -> list[int]:
    return [*(start for start, _pieces in quotes), len(text)][1:]


def _next_word(text: str, position: int) -> int:
    rest = text[position:]
    return position + len(rest) - len(rest.lstrip())


def _last(pieces: Iterable[str]) -> str:
    paragraphs = _paragraphs(pieces)
    return paragraphs[-1][:_LONGEST_LINE] if paragraphs else ""


def _paragraphs(pieces: Iterable[str]) -> list[str]:
    """The paragraphs of a quote without its marks, its wrapped lines joined; no attributions."""
    lines = [line for piece in pieces for line in piece.split("\n")]
    bare = [(marks.depth(line), _MARKS.sub("", line, count=1).strip()) for line in lines]
    width = max((len(line) for _depth, line in bare), default=0)
    paragraphs: list[str] = []
    before, above = 0, ""
    for depth, line in bare:
        is_orphan = bool(line and above) and not depth and before
        if is_orphan or _goes_on(above, line, width, is_same=depth == before):
            paragraphs[-1] += f" {line}"
        elif line:
            paragraphs.append(line)
        before, above = (before if is_orphan else depth), line
    return [each for each in paragraphs if not _announces(each)]


def _goes_on(above: str, line: str, width: int, *, is_same: bool) -> bool:
    """Whether ``line`` was broken off the line above, too full for its first word."""
    if not (above and line and is_same) or width > _LONGEST_WRAPPED or _ITEM.match(line):
        return False
    return len(above) + 1 + len(line.split(" ", 1)[0]) > width


def _announces(paragraph: str) -> bool:
    text = marks.plain(paragraph)
    return marks.is_dated_attribution(text) or marks.is_addressed_attribution(text)
