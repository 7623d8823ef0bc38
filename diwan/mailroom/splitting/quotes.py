"""Runs of lines that begin with “>”, and the lines above that say whose they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diwan.mailroom.words import CutReason

from . import marks
from .wrapping import ends_sentence, is_item

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .letter import Letter

_MOST_ATTRIBUTION_LINES = 5
_MOST_BLANKS = 3
#: but not “Hervé T.-M.” and “Le lun.”
_SENTENCE_END = re.compile(
    r"(?<![\s.-]\w)(?<!\b(?:lun|mar|mer|jeu|ven|sam|dim|nov|déc|oct|mon|tue|wed|thu|fri|sat|sun))\.$"
    r"|[?!؟…]$"
)
#: “> 50 % of them”, “> 5000 people”, but not the second item of a quoted list: “> 2. Who …”
_COMPARED = re.compile(r"\s*>\s?=?\s?[\d٠-٩]+([.,٫٬ \u00a0\u202f][\d٠-٩]+)*(?![\d٠-٩.):/ـ-])")
_SHARE = re.compile(
    r"\s*>\s?=?\s?[\d٠-٩.,٫]+\s?([%٪]|per ?cent\b|pour ?cent\b|بالمائة|في المائة|por ciento)"
)
#: an attribution, or a line that leads to a quote
_SENTENCE_BEGUN = re.compile(r"(wrote|écrit|كتب.{0,60}|escribió|scritto|schrieb.{0,60})\s?[:：]$")
_ANSWER_WORD = re.compile(
    r"(oui|non|yes|no|si|sí|ja|nein|ok|okay|نعم|لا|أجل|كلا|طبعا|none|aucune?)\b"
)
#: no line that somebody wrote ends with such a word
_UNFINISHED = re.compile(
    r"(^|[\s>'’])(a|an|the|of|to|in|on|at|by|for|with|from|and|or|that|which|is|are|your|our|their"
    r"|le|la|les|l|un|une|des|du|de|d|à|au|aux|en|et|ou|par|pour|sur|dans|avec|que|qui|ce|vos|votre"
    r"|el|los|las|del|y|o|con|il|lo|di|e|che|der|die|das|und|oder|mit|von|zu"
    r"|في|من|إلى|على|عن|أن|التي|الذي|الذين|أو|مع|بين|هذا|هذه|كل|أي)['’]?$"
)
_WORD = re.compile(r"\w")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_LEAST_BROKEN = {True: 38, False: 55}
_LEAST_UNFINISHED = 30
_MOST_ORPHAN_WORDS = 8


# --- lines that a mail program broke off the quoted line above -----------------------------
def join_orphans(letter: Letter) -> None:
    """Say of lines that were broken off a quoted line that they are quoted, too."""
    has_any = False
    for index in range(1, len(letter.lines)):
        if not _may_be_orphan(letter, index):
            continue
        is_end = index + 1 == len(letter.lines) or not letter.plain[index + 1]
        if is_end:
            is_broken = has_any or _is_broken_off(letter, index)
        elif letter.is_quoted[index + 1]:
            is_broken = _ends_before(letter, index)
        else:
            is_broken = _ends_question(letter, index)
        if is_broken:
            letter.is_quoted[index] = has_any = True


def _ends_question(letter: Letter, index: int) -> bool:
    shown = marks.visible(letter.lines[index].text).strip()
    return shown[:1].islower() and shown.endswith("?")


def _is_broken_off(letter: Letter, index: int) -> bool:
    """Whether the line above cannot end so, or this one ends its question."""
    above = marks.plain(letter.lines[index - 1].text)
    return bool(_UNFINISHED.search(above)) or letter.plain[index].endswith(("?", "؟"))


def _ends_before(letter: Letter, index: int) -> bool:
    """Whether the line can end a sentence of the quote, where its next line begins an item."""
    following = marks.bare(letter.lines[index + 1].text)
    return not is_item(following) or ends_sentence(letter.plain[index])


def _may_be_orphan(letter: Letter, index: int) -> bool:
    text = letter.plain[index]
    if not text or letter.is_quoted[index] or not marks.depth(letter.lines[index - 1].text):
        return False
    if letter.lines[index].mark or letter.lines[index - 1].mark == "quoted":
        return False  # HTML breaks no lines
    above = marks.visible(letter.lines[index - 1].text).strip()
    is_arabic = bool(_ARABIC.search(text))
    least = _LEAST_UNFINISHED if _UNFINISHED.search(above) else _LEAST_BROKEN[is_arabic]
    is_full = len(above) + 1 + len(text.split()[0]) >= least
    is_short = len(text.split()) <= _MOST_ORPHAN_WORDS and len(text) < len(above)
    if not is_full or not is_short or _ANSWER_WORD.match(text):
        return False
    if _SENTENCE_END.search(above.rstrip("»”\"' ")):
        return not _WORD.search(text)
    return is_arabic or _goes_on(letter, index)


def _goes_on(letter: Letter, index: int) -> bool:
    """Whether the line begins as the rest of a sentence does."""
    begun = marks.visible(letter.lines[index].text).strip().lstrip("«“\"'’( ")
    return begun[:1].islower() or not _WORD.search(begun) or _is_broken_off(letter, index)


# --- own lines that begin with “>” ---------------------------------------------------------
def settle_doubtful_runs(letter: Letter) -> None:
    """Say of lines that compare (“> 50 %”) that nobody quoted them, above any sure quote.

    In a letter that answers none, and has no attribution, no line is quoted, unless its format
    tells such lines apart (RFC 3676, 4.5).
    """
    is_sure = False
    for start, stop in list(_runs(letter)):
        if _is_share_in_prose(letter, start, stop):
            letter.is_quoted[start] = False
            continue
        mark = letter.lines[start].mark
        is_sure = is_sure or mark == "quoted" or _attribution_before(letter, start) < start
        is_likely = letter.answers or mark == "flowed"
        if not is_sure and (not is_likely or _compares(letter, start, stop)):
            letter.is_quoted[start:stop] = [False] * (stop - start)
        is_sure = is_sure or letter.is_quoted[start]


def _runs(letter: Letter) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(letter.lines):
        stop = start
        while stop < len(letter.lines) and letter.is_quoted[stop]:
            stop += 1
        if stop > start:
            yield start, stop
        start = stop + 1


def _is_share_in_prose(letter: Letter, start: int, stop: int) -> bool:
    """One line “> 50 % …” that no attribution stands above."""
    if stop > start + 1 or start == 0 or not _SHARE.match(letter.lines[start].text):
        return False
    return not _SENTENCE_BEGUN.search(letter.plain[start - 1])


def _compares(letter: Letter, start: int, stop: int) -> bool:
    return all(_COMPARED.match(letter.lines[index].text) for index in range(start, stop))


# --- runs ----------------------------------------------------------------------------------
def starts_run(letter: Letter, index: int) -> bool:
    return not letter.is_forward and (
        letter.is_quoted[index] or letter.lines[index].mark == "attribution"
    )


def cut_run(letter: Letter, start: int) -> int:
    """Cut the quoted lines from ``start`` on, with the attribution above; returns their end."""
    stop = start
    while stop < letter.end and _continues_run(letter, stop):
        stop += 1
    while stop > start + 1 and not letter.plain[stop - 1]:
        stop -= 1
    letter.mark(_attribution_before(letter, start), stop, CutReason.QUOTED)
    return stop


def _continues_run(letter: Letter, index: int) -> bool:
    if starts_run(letter, index):
        return True
    following = index + 1
    while not letter.plain[index] and following < letter.end and not letter.plain[following]:
        following += 1
    return not letter.plain[index] and following < letter.end and starts_run(letter, following)


# --- attributions --------------------------------------------------------------------------
def _attribution_before(letter: Letter, start: int) -> int:
    last = start - 1
    while last >= max(0, start - _MOST_BLANKS) and not letter.plain[last]:
        last -= 1
    found = _attribution_ending(letter, last)
    if found is None and _is_undated_attribution(letter, last, is_right_above=last == start - 1):
        found = last
    return start if found is None else found


def _attribution_ending(letter: Letter, last: int) -> int | None:
    """Where the attribution starts whose last line is ``last``; it may be wrapped."""
    loose = None
    for first in range(last, max(-1, last - _MOST_ATTRIBUTION_LINES), -1):
        if not _may_belong_to_attribution(letter, first, last):
            break
        text = " ".join(letter.plain[first : last + 1])
        has_date = marks.has_date(letter.plain[first])
        is_dated = marks.is_dated_attribution(text) or marks.is_dated_announcement(text)
        if is_dated and (first == last or has_date) and _is_of_a_program(letter, text):
            return first
        if loose is None and marks.is_addressed_attribution(text):
            loose = first if _is_of_a_program(letter, text) else None
    return loose


def _is_of_a_program(letter: Letter, text: str) -> bool:
    """Whether a program wrote ``text``; without a clock and an address, people write so, too."""
    if marks.tells_of_somebody(text):
        return False
    return letter.answers or marks.is_precise(text)


def _is_undated_attribution(letter: Letter, index: int, *, is_right_above: bool) -> bool:
    """“Team wrote:” right above a quote, alone in its paragraph, in a letter that answers."""
    if index < 0 or not letter.answers or not letter.is_kept(index):
        return False
    if marks.is_quoting(letter.plain[index]):
        return True
    is_near = is_right_above or not letter.has_words_before(index)
    is_alone = is_near and (index == 0 or not letter.plain[index - 1])
    shown = marks.visible(letter.lines[index].text).strip()
    return is_alone and marks.is_undated_attribution(letter.plain[index], shown)


def _may_belong_to_attribution(letter: Letter, index: int, last: int) -> bool:
    text = letter.plain[index]
    is_free = bool(text) and letter.is_kept(index) and not letter.is_quoted[index]
    return is_free and (index == last or not _SENTENCE_END.search(text))


def cut_last_attribution(letter: Letter) -> None:
    """Cut an attribution that ends the letter, though nothing is quoted below it."""
    last = letter.last_kept(letter.end)
    first = None if last is None or letter.is_forward else _attribution_ending(letter, last)
    if first is None or last is None:
        return
    if marks.is_sure_attribution(" ".join(letter.plain[first : last + 1])):
        letter.mark(first, last + 1, CutReason.QUOTED)
