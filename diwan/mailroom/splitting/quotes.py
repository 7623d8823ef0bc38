"""Runs of lines that begin with “>”, and the lines above that say whose they are."""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from diwan.mailroom.words import CutReason

from . import dates, marks
from .wrapping import closes_sentence, ends_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .letter import Letter

_MOST_ATTRIBUTION_LINES = 5
_MOST_BLANKS = 3
#: “> 50 % of them”, “> 5000 people”, but not the second item of a quoted list: “> 2. Who …”
_COMPARED = re.compile(r"\s*>\s?=?\s?[\d٠-٩]+([.,٫٬ \u00a0\u202f][\d٠-٩]+)*(?![\d٠-٩.):/ـ-])")
_SHARE = re.compile(
    r"\s*>\s?=?\s?[\d٠-٩.,٫]+\s?([%٪]|per ?cent\b|pour ?cent\b|بالمائة|في المائة|por ciento)"
)
#: who leads to a quote speaks to its writer, or of writing
_SPEAKS_TO = re.compile(
    r"\b(you|your|wrote|writes?|said|says|asked|quote|tu|vous|ton|ta|tes|votre|vos|[ée]cri\w*|dit"
    r"|demandez|demandiez|questions?|message|cit\w*|usted|su|ustedes|tuo|suo|lei|ihr|du|sie)\b"
    r"|كتب|قلت|قال|سأل|سؤال|رسالت|ذكرت|تقول|تسأل|تكتب|كم\b"
)
_MOST_RUNS = 20
_MOST_SPACED_LINES = 4
_LONGEST_SPACED = 80
_MOST_ENDING_WORDS = 4
#: an attribution, or a line that leads to a quote
_SENTENCE_BEGUN = re.compile(r"(wrote|écrit|كتب.{0,60}|escribió|scritto|schrieb.{0,60})\s?[:：]$")


# --- own lines that begin with “>” ---------------------------------------------------------
def settle_doubtful_runs(letter: Letter) -> None:
    """Say of lines that compare (“> 50 %”) that nobody quoted them, above any sure quote.

    In a letter that answers none, and has no attribution, no line is quoted, unless its format
    tells such lines apart (RFC 3676, 4.5).
    """
    old_words: str | None = None
    runs = list(_runs(letter))
    _settle_items_below(letter, runs)
    for start, stop in runs:
        if _is_share_in_prose(letter, start, stop):
            letter.is_quoted[start] = False
            continue
        mark = letter.lines[start].mark
        if mark == "quoted" or _attribution_before(letter, start) < start:
            return
        is_likely = letter.answers or mark == "flowed"
        if is_likely and not _compares(letter, start, stop):
            old_words = _attributed_words(letter, runs) if old_words is None else old_words
            if not _is_list(letter, start, stop, old_words):
                return
        letter.is_quoted[start:stop] = [False] * (stop - start)


def _settle_items_below(letter: Letter, runs: Sequence[tuple[int, int]]) -> None:
    """Say of items below a quote that they are the writer's, who leads to them.

    They stand right below what leads to them, or a name that ends the quote above shows that
    nothing more of it follows.
    """
    for (_start, above), (start, stop) in pairwise(runs):
        is_marked = letter.lines[start].mark in {"quoted", "flowed"}
        is_near = bool(letter.plain[start - 1])
        if (
            not is_marked
            and (is_near or _is_over(letter, above))
            and _leads_to_items(letter, start, stop)
        ):
            letter.is_quoted[start:stop] = [False] * (stop - start)


def _is_over(letter: Letter, stop: int) -> bool:
    """Whether the quote that stops here ends with a name, alone in its paragraph."""
    last = marks.bare(letter.lines[stop - 1].text)
    is_alone = stop > 1 and not marks.bare(letter.lines[stop - 2].text)
    is_name = 0 < len(last.split()) <= _MOST_ENDING_WORDS and last[:1].isupper()
    return is_alone and is_name and not ends_sentence(last)


def _leads_to_items(letter: Letter, start: int, stop: int) -> bool:
    above = letter.plain[start - 1] or letter.plain[max(0, start - 2)]
    leads = above.endswith((":", "：")) and not _SPEAKS_TO.search(above)
    texts = [marks.bare(letter.lines[index].text) for index in range(start, stop)]
    asks = any(not text or text.endswith(("?", "؟")) for text in texts)
    return leads and len(texts) > 1 and not asks


def _attributed_words(letter: Letter, runs: Sequence[tuple[int, int]]) -> str:
    """The words of the runs under an attribution; empty when none has one."""
    found = (run for run in runs if _attribution_before(letter, run[0]) < run[0])
    return " ".join(_joined(letter, *run) for run in islice(found, _MOST_RUNS))


def _is_list(letter: Letter, start: int, stop: int, old_words: str) -> bool:
    """Whether the writer set items of their own behind “>”: no line of the old letter is so.

    Where the old letter stands whole below, under its attribution, it does not hold them; else
    the writer's words lead to them (“We ask for three things:”), and speak to nobody.
    """
    if old_words:
        return _joined(letter, start, stop) not in old_words
    return bool(start and letter.plain[start - 1]) and _leads_to_items(letter, start, stop)


def _joined(letter: Letter, start: int, stop: int) -> str:
    lines = (marks.plain(marks.bare(letter.lines[index].text)) for index in range(start, stop))
    return " ".join(filter(None, lines))


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
    if stop > start + 1 or start == 0 or not _SHARE.match(marks.visible(letter.lines[start].text)):
        return False
    return not _SENTENCE_BEGUN.search(letter.plain[start - 1])


def _compares(letter: Letter, start: int, stop: int) -> bool:
    """Whether every line with a “>” of its own compares; pieces broken off them do not count."""
    marked = [index for index in range(start, stop) if marks.depth(letter.lines[index].text)]
    return all(_COMPARED.match(marks.visible(letter.lines[index].text)) for index in marked)


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
    found = attribution_ending(letter, last)
    if found is None or not any(marks.has_date(text) for text in letter.plain[found : last + 1]):
        spaced = _spaced_attribution(letter, last)
        found = found if spaced is None else spaced
    if found is None and _is_undated_attribution(letter, last, is_right_above=last == start - 1):
        found = last
    if found is None and _is_announcement(letter, last):
        found = last
    return start if found is None else found


def attribution_ending(letter: Letter, last: int) -> int | None:
    """Where the attribution starts whose last line is ``last``; it may be wrapped.

    Its first lines may hold nothing but the beginning of its date: “On”, “Monday 2 November”.
    """
    first = _nearest_attribution(letter, last)
    least = max(0, last - _MOST_ATTRIBUTION_LINES)
    while first is not None and first > least and _leads_to_date(letter, first - 1):
        first -= 1
    return first


def _spaced_attribution(letter: Letter, last: int) -> int | None:
    """Where an attribution starts whose lines stand apart, as where every line was doubled."""
    pieces: list[str] = []
    index = last
    while index >= 0 and len(pieces) < _MOST_SPACED_LINES:
        text = letter.plain[index]
        if not _may_belong_to_attribution(letter, index, last) or len(text) > _LONGEST_SPACED:
            return None
        pieces.insert(0, text)
        said = " ".join(pieces)
        is_whole = marks.has_address(said) and marks.is_dated_attribution(said)
        if is_whole and marks.has_date(text) and dates.is_only_date(text.partition(",")[0]):
            return index
        if not index or letter.plain[index - 1]:
            return None
        index -= 2
    return None


def _leads_to_date(letter: Letter, index: int) -> bool:
    text = letter.plain[index]
    is_free = letter.is_kept(index) and not letter.is_quoted[index] and not closes_sentence(text)
    return is_free and dates.is_only_date(text)


def _nearest_attribution(letter: Letter, last: int) -> int | None:
    loose = None
    for first in range(last, max(-1, last - _MOST_ATTRIBUTION_LINES), -1):
        if not _may_belong_to_attribution(letter, first, last):
            break
        text = " ".join(letter.plain[first : last + 1]).lstrip("- ")
        has_date = marks.has_date(letter.plain[first])
        is_dated = marks.is_dated_attribution(text) or marks.is_dated_announcement(text)
        is_dated = is_dated and (loose is None or marks.has_clock(text))
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


def _is_announcement(letter: Letter, index: int) -> bool:
    """A paragraph of one line that has the form of an attribution, in a letter that answers."""
    if index < 0 or not letter.answers or not letter.is_kept(index) or letter.is_quoted[index]:
        return False
    is_alone = index == 0 or not letter.plain[index - 1]
    return is_alone and marks.is_announcement(letter.plain[index])


def _may_belong_to_attribution(letter: Letter, index: int, last: int) -> bool:
    text = letter.plain[index]
    is_free = bool(text) and letter.is_kept(index) and not letter.is_quoted[index]
    return is_free and (index == last or not closes_sentence(text))


def cut_last_attribution(letter: Letter) -> None:
    """Cut an attribution that ends the letter, though nothing is quoted below it."""
    last = letter.last_kept(letter.end)
    first = None if last is None or letter.is_forward else attribution_ending(letter, last)
    if first is None or last is None:
        return
    if marks.is_sure_attribution(" ".join(letter.plain[first : last + 1])):
        letter.mark(first, last + 1, CutReason.QUOTED)
