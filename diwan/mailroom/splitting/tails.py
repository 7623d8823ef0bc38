"""The old letter below: where it begins, and the writer's answers that stand in it."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from diwan.mailroom.words import CutReason

from . import dates, headers, marks, quotes
from .answering import own_lines
from .wrapping import closes_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .letter import Letter

_LEAST_OWN_WORDS = 12
_MOST_ATTRIBUTION_LINES = 4
_MOST_MARK_LINES = 5
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
        return _is_bare_mark(letter, index) or _is_followed(letter, index)
    has_headers = headers.block_end(letter, index) > index
    if _end_of_dashes(letter, index) > index or (
        has_headers and not headers.is_pasted(letter, index)
    ):
        return True
    if marks.is_rule(text) or marks.is_dashed_name(text):
        return _is_ruled(letter, index)
    return _is_attribution_of_the_rest(letter, index)


def _is_bare_mark(letter: Letter, index: int) -> bool:
    """“-----Original Message-----” below the writer's words, whatever follows."""
    is_below = letter.answers and not letter.is_forward and letter.has_words_before(index)
    is_alone = index == 0 or not letter.plain[index - 1]
    return is_below and is_alone and marks.is_framed(letter.plain[index])


def _is_ruled(letter: Letter, index: int) -> bool:
    """Whether the old letter begins at a rule, below which only its sender and its time stand.

    Or at a sender's name in a rule.
    """
    if not letter.answers or letter.is_forward or not letter.has_words_before(index):
        return False
    if marks.is_dashed_name(letter.plain[index]):
        return True
    below = letter.next_with_words(index + 1)
    return headers.nameless_end(letter, below) > below


def _end_of_dashes(letter: Letter, index: int) -> int:
    """Where “---- On … X wrote ----” ends that was wrapped; ``index`` when none begins there."""
    if not letter.plain[index].startswith("--"):
        return index
    for stop in range(index + 2, min(index + _MOST_ATTRIBUTION_LINES, len(letter.lines)) + 1):
        if not letter.plain[stop - 1]:
            return index
        if marks.is_dashed_attribution(" ".join(letter.plain[index:stop])):
            return stop
    return index


def _is_followed(letter: Letter, index: int) -> bool:
    """Whether a header block, an attribution or a quote follows the mark, or stands in it."""
    text = letter.plain[index]
    paragraph = takewhile(bool, letter.plain[index : index + _MOST_MARK_LINES])
    if headers.is_in_one_line(" ".join(paragraph)) or marks.is_dashed_attribution(text):
        return True
    if marks.is_arrowed_attribution(text):
        return True
    following = range(index + 1, min(index + 5, len(letter.lines)))
    return any(
        letter.is_quoted[at]
        or headers.block_end(letter, at) > at
        or headers.one_line_end(letter, at) > at
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
    if letter.is_forward:
        return False
    if marks.is_addressed_announcement(text) and (index == 0 or not letter.plain[index - 1]):
        return not _is_quote_near(letter, index + 1) and _has_words_above(
            letter, index, _LEAST_OWN_WORDS
        )
    if not marks.may_begin_attribution(text):
        return False
    is_indented = bool(_INDENTED.match(letter.lines[index].text))
    if _has_words_behind(letter, index):
        return is_indented or (letter.answers and _has_words_above(letter, index, 1))
    last = _end_of_attribution(letter, index)
    if last is None or _is_quote_near(letter, last + 1):
        return False
    return _has_words_above(letter, index, 1 if is_indented else _LEAST_OWN_WORDS)


def _has_words_behind(letter: Letter, index: int) -> bool:
    """“On … wrote:   Dear all,”, which may be wrapped before the colon."""
    begun = ""
    for at in range(index, min(index + _MOST_ATTRIBUTION_LINES, len(letter.lines))):
        if not letter.plain[at] or letter.is_quoted[at]:
            return False
        raw = letter.lines[at].text
        has_blanks = "  " in raw or "\u00a0" in raw
        if has_blanks and (behind := _TEXT_BEHIND.search(raw)):
            return _is_sure(marks.plain(f"{begun} {raw[: behind.start() + 1]}"))
        begun = f"{begun} {raw}"
    return False


def _end_of_attribution(letter: Letter, index: int) -> int | None:
    """The last line of the attribution that begins at ``index``, and at no line below it."""
    for last in range(index, min(index + _MOST_ATTRIBUTION_LINES, len(letter.lines))):
        if not letter.plain[last] or letter.is_quoted[last]:
            return None
        if _is_sure(" ".join(letter.plain[index : last + 1])):
            return None if _begins_below(letter, index, last) else last
        if closes_sentence(letter.plain[last]):
            return None
    return None


def _begins_below(letter: Letter, index: int, last: int) -> bool:
    """Whether a line of the writer stands at ``index``, right above the whole attribution."""
    return any(
        marks.may_begin_attribution(letter.plain[first])
        and marks.has_date(letter.plain[first])
        and _is_sure(" ".join(letter.plain[first : last + 1]))
        and not dates.is_only_date(" ".join(letter.plain[index:first]))
        for first in range(index + 1, last + 1)
    )


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
    """Where the old letter begins with what stands above its headers: rules, an attribution."""
    while index and _is_rule_or_blank(letter.plain[index - 1]):
        index -= 1
    above = quotes.attribution_ending(letter, index - 1) if index else None
    if above is None or not marks.is_sure_attribution(
        " ".join(letter.plain[above:index]).lstrip("- ")
    ):
        return index
    return above


def _is_rule_or_blank(text: str) -> bool:
    return not text or marks.is_rule(text) or marks.is_framed(text)


def _body_of(letter: Letter, index: int) -> int:
    """The first line with words below the mark and the headers of the old letter."""
    at = _end_of_dashes(letter, index)
    if at == index and (
        marks.is_original_mark(letter.plain[at]) or marks.is_rule(letter.plain[at])
    ):
        at += 1
    at = letter.next_with_words(at)
    if at < len(letter.lines):
        last = _end_of_attribution(letter, at)
        blocks = (headers.block_end, headers.one_line_end, headers.nameless_end)
        at = max(*(end(letter, at) for end in blocks), at if last is None else last + 1)
    return letter.next_with_words(max(at, index + 1))
