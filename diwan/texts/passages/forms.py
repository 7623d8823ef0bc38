"""What the forms of a contribution show: lines, labels, headings, questions."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from . import cues
from .cutting import cut

if TYPE_CHECKING:
    from .shapes import Writing

_WORD = re.compile(r"\w+")
_ASKS = re.compile(r"[?؟][\s\"”»)’\]]*$")
_FIGURE = re.compile(r"\d[\d.,\u00a0%]*")
_LETTERS = re.compile(r"[^\W\d_]{3,}")
#: what no word and no address needs; patterns that look back would read it again and again
_LONG = re.compile(r"(?<!\S)(\S{150})\S*(\S{50})(?!\S)")
_STATES = re.compile(r"\.[\"”»)’ ]*$")
_SENTENCE_WORDS = 6
_HEADING_WORDS = 18
#: how many lines a heading may stand above its text
_HEADING_LINES = 6


class Forms:
    """One contribution, cut into pieces, with what their forms show."""

    def __init__(self, writing: Writing, keys: tuple[str, ...]) -> None:
        self.writing = writing
        seams = sorted({place for each in writing.declared for place in (each.start, each.end)})
        self.units = cut(writing.text, keys, seams)
        self.texts = [
            _LONG.sub(r"\1\2", writing.text[unit.start : unit.end]) for unit in self.units
        ]
        self.lowered = [text.lower() for text in self.texts]
        self.words = [len(_WORD.findall(text)) for text in self.texts]
        self.asks = [bool(_ASKS.search(text)) for text in self.texts]
        self.total = max(1, sum(self.words))
        self._before = [*accumulate(self.words, initial=0)]

    def __len__(self) -> int:
        return len(self.units)

    def share(self, index: int) -> float:
        """How much of the text stands before the piece, 0 to 1."""
        return self._before[index] / self.total

    def pieces_after(self, index: int) -> int:
        return len(self.units) - 1 - index

    @cached_property
    def is_line(self) -> list[bool]:
        """Whether the piece, or the piece with its label, is a paragraph of its own."""
        return [
            unit.is_last and (unit.is_first or self.units[index - 1].is_label)
            for index, unit in enumerate(self.units)
        ]

    @cached_property
    def after_label(self) -> list[bool]:
        return [
            bool(unit.label and unit.label.signs and unit.label.is_closed)
            or (index > 0 and not unit.is_first and self.units[index - 1].is_label)
            for index, unit in enumerate(self.units)
        ]

    @cached_property
    def follows_label(self) -> list[bool]:
        """Whether a label in words stands right before the piece."""
        return [
            i > 0 and self.units[i - 1].is_label and not unit.is_first
            for i, unit in enumerate(self.units)
        ]

    def follows_gap(self, index: int) -> bool:
        """Whether an empty line stands before the piece."""
        gap = (
            self.writing.text[self.units[index - 1].end : self.units[index].start] if index else ""
        )
        return gap.count("\n") >= 2

    @cached_property
    def _shapes(self) -> Counter[str]:
        labels = [unit.label for unit in self.units if unit.label and unit.label.signs]
        return Counter(label.shape for label in labels)

    def in_series(self, index: int) -> bool:
        """Whether several pieces have a label of the same shape."""
        label = self.units[index].label
        return label is not None and self._shapes[label.shape] > 1

    @cached_property
    def paragraph_words(self) -> dict[int, int]:
        words: dict[int, int] = {}
        for unit, count in zip(self.units, self.words, strict=True):
            words[unit.paragraph] = words.get(unit.paragraph, 0) + count
        return words

    @cached_property
    def firsts(self) -> dict[int, int]:
        """Number of a paragraph → its first piece."""
        return {unit.paragraph: i for i, unit in enumerate(self.units) if unit.is_first}

    @cached_property
    def is_row(self) -> list[bool]:
        """Whether the piece looks like a row of a table: figures among few words."""
        return [
            text.count("\t") >= 2
            or (
                2 <= len(_FIGURE.findall(text)) >= len(_LETTERS.findall(text)) / 2
                and not (unit.label and unit.label.is_worded)
            )
            for text, unit in zip(self.texts, self.units, strict=True)
        ]

    @cached_property
    def is_heading(self) -> list[bool]:
        return [self._is_heading(index) for index in range(len(self.units))]

    def _is_heading(self, index: int) -> bool:
        """Whether a short line stands by itself above a text, and is no item of a list."""
        is_short = self.is_line[index] and 1 <= self.words[index] <= _HEADING_WORDS
        if not is_short or index == 0 or self.is_row[index] or self._is_formula(index):
            return False
        return not self._goes_on(index) and self._heads_text(index)

    def _is_formula(self, index: int) -> bool:
        text = self.texts[index]
        return bool(
            cues.WELCOME.match(text)
            or cues.CLOSING.match(text)
            or cues.CONTACT.search(self.lowered[index])
        )

    def _goes_on(self, index: int) -> bool:
        """Whether the line is part of a sentence or a list."""
        text, label = self.texts[index], self.units[index].label
        if text.endswith((";", "؛", ",", "،", "…")) or (text.endswith(".") and not text.isupper()):
            return True
        if label and label.has_bullet and not label.signs and self._is_item(index):
            return True
        return text.endswith(":") and self.next_is_item(index)

    def _heads_text(self, index: int) -> bool:
        """Whether a text that is longer than the line stands under it, or under lines like it."""
        paragraph = self.units[index].paragraph
        for distance in range(1, _HEADING_LINES):
            number = paragraph + distance
            words = self.paragraph_words.get(number, 0)
            if words >= max(8, self.words[index]) and words > 0:
                return True
            first = self.firsts.get(number)
            if first is None or self.is_row[first]:
                return False
            if self.texts[first].endswith(":") or self.next_is_item(self.firsts[number] - 1):
                return True
            if self.texts[first].endswith((".", ";", ",", "،", "؛")):
                return False
        return False

    def _is_item(self, index: int) -> bool:
        """A bullet among bullets, or under a line that ends with a colon."""
        text = self.texts[index]
        if _ASKS.search(text):
            return False
        beside = self._paragraphs_beside(index)
        return any(
            (other := self.units[i].label) is not None and other.has_bullet for i in beside
        ) or (index > 0 and self.texts[index - 1].endswith(":"))

    def _paragraphs_beside(self, index: int) -> list[int]:
        """The first pieces of the paragraphs before and after that of a piece."""
        number = self.units[index].paragraph
        return [self.firsts[n] for n in (number - 1, number + 1) if n in self.firsts]

    @cached_property
    def is_item(self) -> list[bool]:
        """Whether the piece begins an item of a list of bullets."""
        return [
            bool(unit.label and unit.label.has_bullet and not unit.label.signs)
            and self._is_item(index)
            for index, unit in enumerate(self.units)
        ]

    def states(self, index: int) -> bool:
        """Whether the piece is a sentence of some words that a full stop closes."""
        return (
            self.words[index] >= _SENTENCE_WORDS and _STATES.search(self.texts[index]) is not None
        )

    def opens_paragraph(self, index: int) -> bool:
        """Whether nothing but a label stands before the piece in its paragraph."""
        return self.units[index].is_first or self.units[index - 1].is_label

    def next_is_item(self, index: int) -> bool:
        if index + 1 >= len(self.units):
            return False
        label = self.units[index + 1].label
        return label is not None and not label.is_worded

    @cached_property
    def asks_all(self) -> list[bool]:
        """Whether every sentence of the paragraph asks."""
        stating = {
            unit.paragraph
            for i, unit in enumerate(self.units)
            if not self.asks[i] and not unit.is_label
        }
        return [unit.paragraph not in stating for unit in self.units]

    def asks_next(self, index: int) -> bool:
        return index + 1 < len(self.units) and self.asks[index + 1]

    def questions_before(self, index: int) -> int:
        """How many headings and questions stand right before the piece, or its paragraph."""
        return self._runs[self.firsts[self.units[index].paragraph]]

    @cached_property
    def _runs(self) -> list[int]:
        """Per piece how many headings and questions stand right before it."""
        runs = [0]
        for asks, heads in zip(self.asks, self.is_heading, strict=True):
            runs.append(runs[-1] + 1 if asks or heads else 0)
        return runs
