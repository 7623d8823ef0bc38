"""The smallest pieces of a text: sentences, headings, labels, salutations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from diwan.texts.paragraphs import Span, paragraphs
from diwan.texts.sentences import sentences

from . import cues
from .labels import Label, read_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: a few words and a colon, before a text that goes on in the same line
_LEAD = re.compile(r"\s*(?:[^\s:.!?؟;؛]+[^\S\n]+){0,11}[^\s:.!?؟;؛]+\s?:(?=[^\S\n]+\S+\s+\S+\s+\S)")
_CLOSING_WORDS = 8
_LINE = re.compile(r"\n[ \t\u00a0]*")


@dataclass(frozen=True, slots=True)
class Unit:
    """``start:end`` of the text, in the paragraph of that number.

    ``label`` stands at its beginning, if any; ``is_label``: it is nothing else. ``is_first`` and
    ``is_last`` of its paragraph.
    """

    start: int
    end: int
    paragraph: int
    label: Label | None
    is_label: bool
    is_first: bool
    is_last: bool


def cut(text: str, keys: tuple[str, ...] = (), seams: Sequence[int] = ()) -> list[Unit]:
    """The pieces of ``text`` in order; every character that is not blank lies in one of them.

    ``keys`` of the call's questions, longest first, count as labels; at ``seams`` a paragraph
    ends in any case.
    """
    units: list[Unit] = []
    number = 0
    for paragraph in paragraphs(text):
        for stretch in _between(text, paragraph, seams):
            for part in _labelled_lines(text, stretch, keys):
                units += _units(text, part, number, keys)
                number += 1
    return units


def _between(text: str, paragraph: Span, seams: Sequence[int]) -> Iterator[Span]:
    inside = [seam for seam in seams if paragraph.start < seam < paragraph.end]
    for start, end in pairwise([paragraph.start, *inside, paragraph.end]):
        yield from _stripped(text, start, end)


def _labelled_lines(text: str, paragraph: Span, keys: tuple[str, ...]) -> Iterator[Span]:
    """A line that begins with a label begins a paragraph, however full the one before was."""
    start = paragraph.start
    for line in _LINE.finditer(text, paragraph.start, paragraph.end):
        if line.start() > start and _begins(text, line.end(), paragraph.end, keys):
            yield from _stripped(text, start, line.start())
            start = line.end()
    yield from _stripped(text, start, paragraph.end)


def _begins(text: str, position: int, end: int, keys: tuple[str, ...]) -> bool:
    """Whether a line begins something of its own: by a label, a closing formula, a postscript."""
    label = read_label(text, position, end, keys)
    if label and label.signs and label.is_closed:
        return True
    line = text[position:end].partition("\n")[0]
    is_short = len(line.split()) <= _CLOSING_WORDS
    return bool(cues.POSTSCRIPT.match(line) or (is_short and cues.CLOSING.match(line)))


def _stripped(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    if piece.strip():
        begin = start + len(piece) - len(piece.lstrip())
        yield Span(begin, start + len(piece.rstrip()))


def _units(text: str, paragraph: Span, number: int, keys: tuple[str, ...]) -> list[Unit]:
    label = read_label(text, paragraph.start, paragraph.end, keys)
    spans = list(_pieces(text, paragraph, label))
    last = len(spans) - 1
    return [
        Unit(
            span.start,
            span.end,
            number,
            label if index == 0 else None,
            is_label=index == 0 and label is not None and label.end >= span.end,
            is_first=index == 0,
            is_last=index == last,
        )
        for index, span in enumerate(spans)
    ]


def _pieces(text: str, paragraph: Span, label: Label | None) -> Iterator[Span]:
    start = paragraph.start
    if label and _stands_alone(text, label) and label.end < paragraph.end:
        yield from _stripped(text, start, label.end)
        start = label.end
    elif not label:
        salutation = cues.SALUTATION.match(text, start, paragraph.end)
        if salutation and salutation.end() < paragraph.end:
            yield from _stripped(text, start, salutation.end())
            start = salutation.end()
    begin = label.end if label and start == paragraph.start else start
    is_item = label is not None and not label.is_worded and not label.signs
    lead = None if is_item else _LEAD.match(text, begin, paragraph.end)
    if lead:
        yield from _stripped(text, start, lead.end())
        start = begin = lead.end()
    yield from _sentences(text, start, begin, paragraph.end)


def _stands_alone(text: str, label: Label) -> bool:
    """Whether a label is a heading: closed words, or numbers on a line of their own."""
    if label.is_worded:
        return label.is_closed
    return bool(label.signs) and "\n" in text[label.start : label.end]


def _sentences(text: str, start: int, begin: int, end: int) -> Iterator[Span]:
    """The sentences from ``begin`` on; what stands before it goes with the first."""
    rest = [*_stripped(text, begin, end)]
    found = sentences(text, rest[0].start, rest[0].end) if rest else []
    for index, span in enumerate(found):
        yield from _stripped(text, start if index == 0 else span.start, span.end)
    if not found:
        yield from _stripped(text, start, end)
