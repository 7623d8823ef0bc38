"""Where the paragraphs and list items of a plain text begin and end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_ITEM = re.compile(r"(?:[-*•‣▪◦·–—→✓]|\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{2,4}|[أ-ي])[.)])\s")
#: a line longer than this was never wrapped by a mail program: its end was typed
_WRAPPED_AT_MOST = 100
_SLACK = 0.9


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text as ``text[start:end]``, in characters."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str


def paragraphs(text: str) -> list[Span]:
    """The paragraphs and list items of ``text``, in order and without overlap.

    Every character that is not blank lies in exactly one of them. Lines that a mail program
    wrapped belong together; a line that ended although the next word still had room was
    ended by the writer.
    """
    spans: list[Span] = []
    for block in _blocks(text):
        width = _width(block)
        first = block[0]
        for before, line in pairwise(block):
            if _is_typed_break(before, line, width):
                spans.append(Span(first.start, before.end))
                first = line
        spans.append(Span(first.start, block[-1].end))
    return spans


def _blocks(text: str) -> list[list[_Line]]:
    """Runs of lines without a blank line among them."""
    blocks: list[list[_Line]] = [[]]
    position = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            start = position + len(raw) - len(raw.lstrip())
            blocks[-1].append(_Line(start, start + len(stripped), stripped))
        elif blocks[-1]:
            blocks.append([])
        position += len(raw) + 1
    return [block for block in blocks if block]


def _width(block: list[_Line]) -> int:
    """The width the block was wrapped at; single long words such as links do not count."""
    return max((len(line.text) for line in block if " " in line.text), default=0)


def _is_typed_break(before: _Line, line: _Line, width: int) -> bool:
    if _ITEM.match(line.text) or width > _WRAPPED_AT_MOST:
        return True
    next_word = line.text.split(maxsplit=1)[0]
    return len(before.text) + 1 + len(next_word) <= width * _SLACK
