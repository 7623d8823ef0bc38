"""Which quoted line each answer stands under, in a letter that answers line by line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from diwan.mailroom.words import CutReason

from . import marks
from .wrapping import ends_sentence, goes_on, is_item

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .pieces import Cut

_BLANKS = re.compile(r"\s*")
_LONGEST_LINE = 1_000
_MOST_SIGNING_WORDS = 5


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
        for number, ((start, pieces), stop) in enumerate(
            zip(quotes, _stops(quotes, text), strict=True), start=1
        )
        if text[start:stop].strip() and (line := _last(pieces, is_end=number == len(quotes)))
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
    found = _BLANKS.match(text, position)
    return found.end() if found else position


def _last(pieces: Iterable[str], *, is_end: bool) -> str:
    """The line above an answer; ``is_end``: without the names that end the old letter."""
    paragraphs = _paragraphs(pieces)
    while is_end and len(paragraphs) > 1 and _signs(paragraphs[-1]):
        paragraphs.pop()
    return paragraphs[-1][:_LONGEST_LINE] if paragraphs else ""


def _signs(paragraph: str) -> bool:
    is_said = ends_sentence(paragraph) or is_item(paragraph)
    return not is_said and len(paragraph.split()) <= _MOST_SIGNING_WORDS


def _paragraphs(pieces: Iterable[str]) -> list[str]:
    """The paragraphs of a quote without its marks, its wrapped lines joined; no attributions."""
    lines = [line for piece in pieces for line in piece.split("\n")]
    bare = [(marks.depth(line), marks.bare(line)) for line in lines]
    width = max((len(line) for _depth, line in bare), default=0)
    paragraphs: list[list[str]] = []
    before, above, is_broken = 0, "", False
    for depth, line in bare:
        is_orphan = bool(line and above and before and not depth and paragraphs)
        is_next = depth == before and _follows(above, line, width, is_broken=is_broken)
        if is_orphan or (is_next and paragraphs):
            paragraphs[-1].append(line)
        elif line:
            paragraphs.append([line])
        before, above, is_broken = (before if is_orphan else depth), line, is_orphan
    joined = (" ".join(each) for each in paragraphs)
    return [each for each in joined if not _announces(each)]


def _follows(above: str, line: str, width: int, *, is_broken: bool) -> bool:
    """Whether ``line`` goes on; below a piece that was broken off, the rest of its line stands."""
    if is_broken:
        return bool(above and line) and not ends_sentence(above) and not is_item(line)
    return goes_on(above, line, width)


def _announces(paragraph: str) -> bool:
    text = marks.plain(paragraph)
    return marks.is_dated_attribution(text) or marks.is_addressed_attribution(text)
