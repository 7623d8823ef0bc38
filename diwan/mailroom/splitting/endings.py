"""What stands below the words: signatures, lines of phones and programs, footers of lists."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from diwan.mailroom.words import CutReason

from . import boilerplate, marks
from .wrapping import closes_sentence, ends_sentence

if TYPE_CHECKING:
    from .letter import Letter

_MOST_SIGNATURE_LINES = {"-- ": 25, "--": 10}
_MOST_FOOTER_LINES = 12
_MOST_MARKED_LINES = 25
_MOST_DEVICE_LINES = 3
#: a name, a title, a telephone; more words make a sentence
_MOST_NAME_WORDS = 10
_MOST_LINE_WORDS = 14
_LEAST_SAID_WORDS = 18
#: “Thank you.” may stand below two dashes; so may a motto, where HTML calls it a signature
_LEAST_SENTENCE_WORDS = 3
_MOST_MOTTO_WORDS = 9
_MOST_PARAGRAPH_LINES = 30
_POSTSCRIPT = re.compile(
    r"(p\.? ?-?s|n\.? ?b|post-?scriptum|ملاحظة|ملحوظة|حاشية|posdata)\.?\s?[:.،,–-]?\s.*"
)


def cut_footers(letter: Letter) -> None:
    for index in range(letter.end):
        if letter.is_kept(index) and marks.is_rule(letter.plain[index]):
            stop, rest = _rest(letter, index, _MOST_FOOTER_LINES)
            if boilerplate.is_list_footer(rest):
                letter.mark(index, stop, CutReason.FOOTER)


def cut_signatures(letter: Letter) -> None:
    """Cut what follows a line of two dashes (RFC 3676, 4.3), when it can be a signature.

    Dashes that come again stand between the parts of a text.
    """
    is_between = (
        sum(
            text == "--" and letter.lines[at].text == "--" and letter.is_kept(at)
            for at, text in enumerate(letter.plain)
        )
        > 1
    )
    for index in range(letter.end):
        delimiter = marks.visible(letter.lines[index].text)
        most = _MOST_SIGNATURE_LINES.get(delimiter, 0)
        if not most or not letter.is_kept(index) or not letter.has_words_before(index):
            continue
        stop, rest = _rest(letter, index, most)
        is_footer = any(boilerplate.speaks_of_a_list(text) for text in rest)
        if is_between and delimiter == "--" and not is_footer:
            continue
        if stop > index and _may_sign(rest, is_bare=delimiter == "--"):
            letter.mark(index, stop, CutReason.FOOTER if is_footer else CutReason.SIGNATURE)


def _may_sign(rest: list[str], *, is_bare: bool) -> bool:
    """Whether lines can be a signature; two dashes also stand between two parts of a text."""
    if not rest or any(boilerplate.speaks_of_a_list(text) for text in rest):
        return True
    if len(rest[0].split()) > _MOST_NAME_WORDS and not boilerplate.is_device_line(rest[0]):
        return False
    return not is_bare or all(_may_be_signed(text) for text in rest)


def _may_be_signed(text: str) -> bool:
    """Whether a line is short enough for a signature, and no sentence."""
    words = len(text.split())
    if words <= _LEAST_SENTENCE_WORDS or boilerplate.is_device_line(text):
        return True
    return words <= _MOST_LINE_WORDS and not closes_sentence(text)


def _rest(letter: Letter, index: int, most: int) -> tuple[int, list[str]]:
    """Where the kept lines from ``index`` on end, and the words below it.

    When there are more than ``most`` lines with words, it is no signature and no footer:
    the end is then ``index`` itself, and there are no words. A postscript ends them.
    """
    rest: list[str] = []
    stop = index + 1
    while stop < letter.end and letter.is_kept(stop):
        text = letter.plain[stop]
        if text and not letter.plain[stop - 1] and _is_said(letter, stop):
            break
        if text:
            rest.append(text)
        if len(rest) > most:
            return index, []
        stop += 1
    return stop, rest


def _is_said(letter: Letter, start: int) -> bool:
    """Whether the paragraph that begins at ``start`` is said by the writer, not by a signature.

    A postscript is; and a sentence too long for a motto, or two that are long for one, unless
    they are a notice of an office.
    """
    if _POSTSCRIPT.fullmatch(letter.plain[start]):
        return True
    said = _paragraph(letter, start)
    words = len(said.split())
    if not ends_sentence(said) or boilerplate.is_notice(said):
        return False
    if words >= _LEAST_SAID_WORDS or words < _MOST_MOTTO_WORDS:
        return words >= _LEAST_SAID_WORDS
    further = _paragraph(letter, letter.next_with_words(start + said.count("\n") + 1))
    is_further = len(further.split()) >= _MOST_MOTTO_WORDS and ends_sentence(further)
    return is_further and not boilerplate.is_notice(further)


def _paragraph(letter: Letter, start: int) -> str:
    """The lines from ``start`` on to the next empty one."""
    lines = letter.plain[start : min(start + _MOST_PARAGRAPH_LINES, letter.end)]
    return "\n".join(takewhile(bool, lines))


def cut_marked_signatures(letter: Letter) -> None:
    """Cut what HTML calls a signature, to the first line that is a sentence or a postscript."""
    start = 0
    while start < letter.end:
        stop = start
        while stop < letter.end and _may_be_marked(letter, stop, start):
            stop += 1
        if stop > start and letter.has_words_before(start):
            letter.mark(start, stop, CutReason.SIGNATURE)
        start = max(stop, start + 1)


def _may_be_marked(letter: Letter, index: int, start: int) -> bool:
    text = letter.plain[index]
    if not text:
        return index > start or letter.lines[index].mark == "signature"
    if letter.lines[index].mark != "signature" or index - start > _MOST_MARKED_LINES:
        return False
    words = len(text.split())
    is_said = (
        words >= _MOST_MOTTO_WORDS and closes_sentence(text) and not boilerplate.is_notice(text)
    )
    is_short = words <= _MOST_LINE_WORDS and not is_said
    return (is_short or boilerplate.is_device_line(text)) and not _POSTSCRIPT.fullmatch(text)


def cut_device_lines(letter: Letter) -> None:
    for stop in range(letter.end, 0, -1):
        if stop == letter.end or not letter.is_kept(stop):
            _cut_device_lines_before(letter, stop)


def _cut_device_lines_before(letter: Letter, stop: int) -> None:
    for _ in range(3):
        while stop > 0 and not letter.plain[stop - 1] and letter.is_kept(stop - 1):
            stop -= 1
        start = _device_line_before(letter, stop)
        if start == stop or not letter.has_words_before(start):
            return
        letter.mark(start, stop, CutReason.SIGNATURE)
        stop = start


def _device_line_before(letter: Letter, stop: int) -> int:
    """Where the line of a phone or a program starts that ends above ``stop``; it may be wrapped."""
    for start in range(stop - 1, max(-1, stop - 1 - _MOST_DEVICE_LINES), -1):
        if not letter.plain[start] or not letter.is_kept(start):
            break
        if not boilerplate.is_device_line(" ".join(letter.plain[start:stop])):
            continue
        begins = start == 0 or not letter.plain[start - 1]
        if begins or start == stop - 1 or marks.visible(letter.lines[start].text)[:1].isupper():
            return start
    return stop
