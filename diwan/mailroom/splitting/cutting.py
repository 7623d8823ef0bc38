"""Cut what the writer quoted, so that kept text and cuttings together are the whole letter.

Two promises: nothing is thrown away (``restore`` gives the letter back, character by
character), and a mark alone cuts nothing: it must be followed by quoted or header-like lines,
or end the letter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from diwan.mailroom.words import CutReason

from . import marks

if TYPE_CHECKING:
    from collections.abc import Sequence

_QUOTED = re.compile(r"[\s\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]{0,8}>")
_COMPARED = re.compile(r"\s*>\s?=?\s?[\d٠-٩]")
_MOST_SIGNATURE_LINES = {"-- ": 25, "--": 10}
_MOST_FOOTER_LINES = 12
_MOST_ATTRIBUTION_LINES = 5
_MOST_LINES = 1_000_000
_MOST_HEADER_LINES = 16
_SENTENCE_END = re.compile(r"[.?!؟…]$")


@dataclass(frozen=True, slots=True)
class Cut:
    """A piece that was cut: where in the kept text (in characters), why, and the piece itself."""

    position: int
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line; ``mark`` is what HTML said of it: ``attribution``, ``reply`` or nothing."""

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Split:
    """What the writer wrote, and what was cut from between."""

    text: str
    cuttings: tuple[Cut, ...]


def lines_of(text: str) -> list[Line]:
    """The lines of ``text``; so many that no letter has them stay one piece, and are not split."""
    if text.count("\n") > _MOST_LINES:
        return [Line(text)]
    return [Line(line) for line in text.split("\n")]


def restore(text: str, cuttings: Sequence[Cut]) -> str:
    """The whole letter again: each cutting put back at its position."""
    pieces, reached = [], 0
    for cut in cuttings:
        pieces += [text[reached : cut.position], cut.text]
        reached = cut.position
    return "".join([*pieces, text[reached:]])


def split(lines: Sequence[Line], *, subject: str = "") -> Split:
    """Split the lines of one letter; ``subject`` tells a forwarded letter from an answer."""
    return _Letter(lines, is_forward=marks.is_forward_subject(subject)).split()


class _Letter:
    def __init__(self, lines: Sequence[Line], *, is_forward: bool) -> None:
        self.lines = lines
        self.plain = [marks.plain(line.text) for line in lines]
        self.kinds = [marks.header_kind(text) for text in self.plain]
        self.is_quoted = [bool(_QUOTED.match(line.text)) for line in lines]
        self.reasons: list[str] = [""] * len(lines)
        self.is_forward = is_forward
        #: where the letter stops being the writer's: what follows is cut or passed on whole
        self.end = len(lines)

    def split(self) -> Split:
        self._cut_runs_and_tail()
        self._cut_last_attribution()
        self._cut_footers()
        self._cut_signatures()
        self._cut_device_lines()
        self._settle_blank_lines()
        return self._assembled()

    # --- quoted text ---------------------------------------------------------------------
    def _cut_runs_and_tail(self) -> None:
        index = 0
        while index < self.end:
            if not self.is_quoted[index] and self._starts_tail(index):
                self._end_at(index)
            elif self._starts_run(index):
                index = self._cut_run(index)
                continue
            index += 1

    def _starts_run(self, index: int) -> bool:
        return not self.is_forward and (
            self.is_quoted[index] or self.lines[index].mark == "attribution"
        )

    def _cut_run(self, start: int) -> int:
        stop = start
        while stop < self.end and self._continues_run(stop):
            stop += 1
        while stop > start + 1 and not self.plain[stop - 1]:
            stop -= 1
        first = self._attribution_before(start)
        is_comparison = stop - start == 1 and _COMPARED.match(self.lines[start].text)
        if first < start or not is_comparison:
            self._mark(first, stop, CutReason.QUOTED)
        return stop

    def _continues_run(self, index: int) -> bool:
        if self._starts_run(index):
            return True
        following = index + 1
        while not self.plain[index] and following < self.end and not self.plain[following]:
            following += 1
        return not self.plain[index] and following < self.end and self._starts_run(following)

    def _attribution_before(self, start: int) -> int:
        last = start - 1
        while last >= max(0, start - 3) and not self.plain[last]:
            last -= 1
        found = self._attribution_ending(last)
        return start if found is None else found

    def _attribution_ending(self, last: int) -> int | None:
        """Where the attribution starts whose last line is ``last``; it may be wrapped."""
        loose = None
        for first in range(last, max(-1, last - _MOST_ATTRIBUTION_LINES), -1):
            if not self._may_belong_to_attribution(first, last):
                break
            text = " ".join(self.plain[first : last + 1])
            has_date = marks.has_date(self.plain[first])
            if marks.is_dated_attribution(text) and (first == last or has_date):
                return first
            if loose is None and marks.is_addressed_attribution(text):
                loose = first
        return loose

    def _may_belong_to_attribution(self, index: int, last: int) -> bool:
        text = self.plain[index]
        is_free = bool(text) and not self.reasons[index] and not self.is_quoted[index]
        return is_free and (index == last or not _SENTENCE_END.search(text))

    def _cut_last_attribution(self) -> None:
        last = self._last_kept(self.end)
        first = None if last is None or self.is_forward else self._attribution_ending(last)
        if first is None or last is None:
            return
        if marks.is_sure_attribution(" ".join(self.plain[first : last + 1])):
            self._mark(first, last + 1, CutReason.QUOTED)

    # --- the old letter below ------------------------------------------------------------
    def _starts_tail(self, index: int) -> bool:
        text = self.plain[index]
        if self.lines[index].mark == "reply" or marks.is_forward_mark(text):
            return True
        if marks.is_original_mark(text):
            following = range(index + 1, min(index + 5, len(self.lines)))
            return any(self._is_header_block(at) or self.is_quoted[at] for at in following)
        return self._is_header_block(index)

    def _is_header_block(self, start: int) -> bool:
        if self.kinds[start] not in {"from", "date"}:
            return False
        stop, strange = start, 0
        while stop < min(start + _MOST_HEADER_LINES, len(self.lines)) and strange <= 2:
            strange = 0 if self.kinds[stop] else strange + 1
            stop += 1
        kinds = set(self.kinds[start:stop]) - {""}
        if len(kinds) < 3 or "from" not in kinds or not {"date", "subject"} & kinds:
            return False
        block = " ".join(self.plain[start:stop])
        return marks.has_address(block) or marks.has_date(block)

    def _end_at(self, index: int) -> None:
        """Everything from ``index`` on is the old letter: cut, or kept when it is passed on."""
        is_passed_on = self.is_forward or marks.is_forward_mark(self.plain[index])
        if not is_passed_on and self._last_kept(index) is not None:
            first = index
            while first and (not self.plain[first - 1] or marks.is_rule(self.plain[first - 1])):
                first -= 1
            self._mark(first, len(self.lines), CutReason.QUOTED)
        self.end = index

    # --- signatures and footers ----------------------------------------------------------
    def _cut_footers(self) -> None:
        for index in range(self.end):
            if self._is_kept(index) and marks.is_rule(self.plain[index]):
                stop, rest = self._rest(index, _MOST_FOOTER_LINES)
                if any(marks.speaks_of_a_list(text) for text in rest):
                    self._mark(index, stop, CutReason.FOOTER)

    def _cut_signatures(self) -> None:
        for index in range(self.end):
            most = _MOST_SIGNATURE_LINES.get(marks.visible(self.lines[index].text), 0)
            if not most or not self._is_kept(index) or self._last_kept(index) is None:
                continue
            stop, rest = self._rest(index, most)
            if stop > index:
                is_footer = any(marks.speaks_of_a_list(text) for text in rest)
                reason = CutReason.FOOTER if is_footer else CutReason.SIGNATURE
                self._mark(index, stop, reason)

    def _rest(self, index: int, most: int) -> tuple[int, list[str]]:
        """Where the kept lines from ``index`` on end, and the words below it.

        When there are more than ``most`` lines with words, it is no signature and no footer:
        the end is then ``index`` itself, and there are no words.
        """
        rest: list[str] = []
        stop = index + 1
        while stop < self.end and not self.reasons[stop]:
            if self.plain[stop]:
                rest.append(self.plain[stop])
            if len(rest) > most:
                return index, []
            stop += 1
        return stop, rest

    def _cut_device_lines(self) -> None:
        for stop in range(self.end, 0, -1):
            if stop == self.end or self.reasons[stop]:
                self._cut_device_lines_before(stop)

    def _cut_device_lines_before(self, stop: int) -> None:
        index = stop - 1
        for _ in range(2):
            while index >= 0 and not self.plain[index] and not self.reasons[index]:
                index -= 1
            if index < 0 or self.reasons[index] or not marks.is_device_line(self.plain[index]):
                return
            if self._last_kept(index) is None:
                return
            self._mark(index, index + 1, CutReason.SIGNATURE)
            index -= 1

    # --- putting together ----------------------------------------------------------------
    def _is_kept(self, index: int) -> bool:
        return not self.reasons[index]

    def _last_kept(self, before: int) -> int | None:
        """The last line above ``before`` with words in it that is not cut."""
        for index in range(before - 1, -1, -1):
            if self.plain[index] and self._is_kept(index):
                return index
        return None

    def _mark(self, start: int, stop: int, reason: CutReason) -> None:
        for index in range(start, stop):
            self.reasons[index] = self.reasons[index] or reason.value

    def _settle_blank_lines(self) -> None:
        """Blank lines with a cutting on both sides, or at an edge, go with the cutting."""
        wordy = [index for index, text in enumerate(self.plain) if text]
        edges = [-1, *wordy, len(self.lines)]
        for before, after in pairwise(edges):
            around = [self.reasons[at] for at in (before, after) if 0 <= at < len(self.lines)]
            if around and all(around):
                self._mark(before + 1, after, CutReason(around[0]))
        if wordy:
            self._give_edges_to_cuttings()

    def _give_edges_to_cuttings(self) -> None:
        kept = [index for index, text in enumerate(self.plain) if text and self._is_kept(index)]
        if not kept:
            return
        for index in range(kept[0]):
            self.reasons[index] = self.reasons[index] or self.reasons[0] or ""
        last_reason = self.reasons[-1]
        for index in range(kept[-1] + 1, len(self.lines)):
            self.reasons[index] = self.reasons[index] or last_reason

    def _assembled(self) -> Split:
        kept, cuttings, length = [], [], 0
        last = len(self.lines) - 1
        pairs = [
            (reason, line.text + ("\n" if index < last else ""))
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
