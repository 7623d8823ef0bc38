"""The old letter below: where it begins, and the writer's answers that stand in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diwan.mailroom.words import CutReason

from . import headers, marks
from .answering import own_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .letter import Letter

_LEAST_OWN_WORDS = 12
_MOST_ATTRIBUTION_LINES = 4
_INDENTED = re.compile(r"[ \u00a0]{2,}\S")
_TEXT_BEHIND = re.compile(r"[:：][\u200e\u200f\u202c]*[ \u00a0]{2,}(?=\S)")


def starts(letter: Letter, index: int) -> bool:
    """Whether the old letter begins at ``index``."""
    text = letter.plain[index]
    if not text:
        return False
    if letter.lines[index].mark == "reply" or marks.is_forward_mark(text):
        return True
    if marks.is_original_mark(text):
        return _is_followed(letter, index)
    if headers.block_end(letter, index) > index and not headers.is_pasted(letter, index):
        return True
    return _is_attribution_of_the_rest(letter, index)


def _is_followed(letter: Letter, index: int) -> bool:
    """Whether a header block, an attribution or a quote follows the mark, or stands in it."""
    text = letter.plain[index]
    if headers.is_in_one_line(text) or marks.is_dashed_attribution(text):
        return True
    if marks.is_arrowed_attribution(text):
        return True
    following = range(index + 1, min(index + 5, len(letter.lines)))
    return any(
        letter.is_quoted[at]
        or headers.block_end(letter, at) > at
        or headers.is_bare(letter.plain[at])
        or marks.is_dated_attribution(letter.plain[at])
        for at in following
    )


def _is_attribution_of_the_rest(letter: Letter, index: int) -> bool:
    """“On … wrote:” with the old letter below it, not marked line by line.

    Yahoo writes it so, indented, or with the first words behind it. Elsewhere it counts only
    below enough words of the writer, who might have answered under it and cut the quote.
    """
    text = letter.plain[index]
    if letter.is_forward or not marks.may_begin_attribution(text):
        return False
    raw = letter.lines[index].text
    behind = _TEXT_BEHIND.search(raw)
    if behind and _INDENTED.match(raw):
        return _is_sure(marks.plain(raw[: behind.start() + 1]))
    last = _end_of_attribution(letter, index)
    if last is None or _is_quote_near(letter, last + 1):
        return False
    least = 1 if _INDENTED.match(raw) else _LEAST_OWN_WORDS
    return _has_words_above(letter, index, least)


def _end_of_attribution(letter: Letter, index: int) -> int | None:
    for last in range(index, min(index + _MOST_ATTRIBUTION_LINES, len(letter.lines))):
        if not letter.plain[last] or letter.is_quoted[last]:
            return None
        if _is_sure(" ".join(letter.plain[index : last + 1])):
            return last
    return None


def _is_sure(text: str) -> bool:
    if not (marks.has_address(text) and marks.has_date(text) and text.endswith((":", "："))):
        return False
    return marks.is_dated_attribution(text) or marks.is_dated_announcement(text)


def _is_quote_near(letter: Letter, index: int) -> bool:
    """Whether lines with “>” follow: then answers may stand between them and below."""
    following = letter.next_with_words(index)
    return following < len(letter.lines) and letter.is_quoted[following]


def _has_words_above(letter: Letter, index: int, least: int) -> bool:
    found = 0
    for at in range(index - 1, -1, -1):
        found += len(letter.plain[at].split()) if letter.is_kept(at) else 0
        if found >= least:
            return True
    return False


# --- cutting it ----------------------------------------------------------------------------
def end_at(letter: Letter, index: int) -> int:
    """The old letter begins at ``index``: cut it, or keep it when it is passed on.

    Returns where to go on: behind the headers when the old letter is quoted line by line, so
    that answers between its lines are found, else the end.
    """
    is_passed_on = letter.is_forward or marks.is_forward_mark(letter.plain[index])
    body, first = _body_of(letter, index), _with_rules_above(letter, index)
    below_blank = first if letter.plain[first] or first == index else first + 1
    if not is_passed_on and body < len(letter.lines) and letter.is_quoted[body]:
        letter.mark(below_blank, body, CutReason.QUOTED)
        return body
    if is_passed_on or not letter.has_words_before(index):
        letter.end = index
        return index
    own = own_lines(letter, index, body)
    if own is None:
        letter.mark(below_blank, body, CutReason.QUOTED)
        return len(letter.lines)
    _cut_but(letter, below_blank if own else first, own)
    letter.end = len(letter.lines) if own else index
    return len(letter.lines)


def _cut_but(letter: Letter, first: int, own: Sequence[int]) -> None:
    kept = set(own)
    for at in range(first, len(letter.lines)):
        if at not in kept:
            letter.mark(at, at + 1, CutReason.QUOTED)


def _with_rules_above(letter: Letter, index: int) -> int:
    while index and (not letter.plain[index - 1] or marks.is_rule(letter.plain[index - 1])):
        index -= 1
    return index


def _body_of(letter: Letter, index: int) -> int:
    """The first line with words below the mark and the headers of the old letter."""
    at = index
    if marks.is_original_mark(letter.plain[at]):
        at = letter.next_with_words(at + 1)
    if at < len(letter.lines):
        last = _end_of_attribution(letter, at)
        at = max(headers.block_end(letter, at), at if last is None else last + 1)
    return letter.next_with_words(max(at, index + 1))
