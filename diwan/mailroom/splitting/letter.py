"""A letter while it is split: what each line says, and why it is cut."""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from diwan.mailroom.words import CutReason

from . import headers, marks
from .pieces import Cut, Split

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .pieces import Line

_QUOTED = re.compile(r"[\s\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]{0,8}>")


class Letter:
    """The lines of a letter by place; every step reads them and marks some.

    Attributes:
        plain: each line as the patterns want it (``marks.plain``).
        kinds: which header each line looks like, or nothing.
        is_quoted: whether each line begins with “>”, or was broken off one that does.
        reasons: why each line is cut; empty while it is kept.
        end: where the letter stops being the writer's: what follows is cut or passed on whole.
        answers: whether it is said to answer another letter.
        writer: the name of who wrote it, as it stands in the letter's head.
    """

    def __init__(
        self, lines: Sequence[Line], *, is_forward: bool, answers: bool, writer: str
    ) -> None:
        self.lines = lines
        self.plain = [marks.plain(line.text) for line in lines]
        self.kinds = [headers.kind(text) for text in self.plain]
        self.is_quoted = [
            line.mark != "own" and _is_quoted(line.text, text)
            for line, text in zip(lines, self.plain, strict=True)
        ]
        self.reasons: list[str] = [""] * len(lines)
        self.is_forward = is_forward
        self.answers = answers
        self.writer = writer
        self.end = len(lines)
        self._first_kept = 0
        self._first_quoted = 0

    def is_kept(self, index: int) -> bool:
        return not self.reasons[index]

    def mark(self, start: int, stop: int, reason: CutReason) -> None:
        for index in range(start, stop):
            self.reasons[index] = self.reasons[index] or reason.value

    def has_words_before(self, index: int) -> bool:
        """Whether any line above ``index`` has words and is kept."""
        while self._first_kept < len(self.lines) and not (
            self.plain[self._first_kept] and self.is_kept(self._first_kept)
        ):
            self._first_kept += 1
        return self._first_kept < index

    def has_quotes_above(self, index: int) -> bool:
        """Whether a line above ``index`` begins with “>” and is somebody else's."""
        while self._first_quoted < len(self.lines) and not self.is_quoted[self._first_quoted]:
            self._first_quoted += 1
        return self._first_quoted < index

    def last_kept(self, before: int) -> int | None:
        """The last line above ``before`` with words in it that is not cut."""
        for index in range(before - 1, -1, -1):
            if self.plain[index] and self.is_kept(index):
                return index
        return None

    def next_with_words(self, index: int) -> int:
        """The first line from ``index`` on that has words; the number of lines when none has."""
        while index < len(self.lines) and not self.plain[index]:
            index += 1
        return index

    def first_quoted(self) -> int | None:
        """The first line that was cut as a quote."""
        quoted = CutReason.QUOTED.value
        return next((at for at, reason in enumerate(self.reasons) if reason == quoted), None)

    def keep_quotes(self, start: int) -> None:
        """Take back that the lines from ``start`` on that begin with “>” are cut as quotes."""
        for index in range(start, len(self.lines)):
            if self.is_quoted[index] and self.reasons[index] == CutReason.QUOTED.value:
                self.reasons[index] = ""

    # --- putting together ----------------------------------------------------------------
    def settle_blank_lines(self) -> None:
        """Blank lines with a cutting on both sides, or at an edge, go with the cutting."""
        wordy = [index for index, text in enumerate(self.plain) if text]
        edges = [-1, *wordy, len(self.lines)]
        for before, after in pairwise(edges):
            if after == before + 1:
                continue
            around = [self.reasons[at] for at in (before, after) if 0 <= at < len(self.lines)]
            if around and all(around):
                self.mark(before + 1, after, CutReason(around[0]))
        if wordy:
            self._give_edges_to_cuttings()

    def _give_edges_to_cuttings(self) -> None:
        kept = [index for index, text in enumerate(self.plain) if text and self.is_kept(index)]
        if not kept:
            return
        for index in range(kept[0]):
            self.reasons[index] = self.reasons[index] or self.reasons[0] or ""
        last_reason = self.reasons[-1]
        for index in range(kept[-1] + 1, len(self.lines)):
            self.reasons[index] = self.reasons[index] or last_reason

    def assembled(self) -> Split:
        kept, cuttings, length = [], [], 0
        last = len(self.lines) - 1
        pairs = [
            (reason, line.text + (line.end if index < last else ""))
            for index, (reason, line) in enumerate(zip(self.reasons, self.lines, strict=True))
        ]
        for reason, group in groupby(pairs, key=lambda pair: pair[0]):
            text = "".join(line for _, line in group)
            if reason and text:
                cuttings.append(Cut(length, reason, text))
            else:
                kept.append(text)
                length += len(text)
        return _without_last_newline("".join(kept), cuttings)


def _is_quoted(line: str, text: str) -> bool:
    return bool(_QUOTED.match(line)) and not marks.is_arrowed_attribution(text)


def _without_last_newline(text: str, cuttings: list[Cut]) -> Split:
    """Move the newline before the cuttings that end the letter into the first of them."""
    last = [index for index, cut in enumerate(cuttings) if cut.position == len(text)]
    if last and text.endswith("\n"):
        for index in last:
            cut = cuttings[index]
            newline = "\n" if index == last[0] else ""
            cuttings[index] = Cut(cut.position - 1, cut.reason, newline + cut.text)
        text = text[:-1]
    return Split(text, tuple(cuttings))
