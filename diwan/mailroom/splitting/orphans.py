"""Lines that a mail program broke off the quoted line above, and left without a “>”.

A server that wraps a letter once more, or a program that wraps its own quotes, breaks
“> a long line” in two, and in three; only the first piece keeps its mark. Such a line is told
by the one above it, which is too full for its first word and ends no sentence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from . import headers, marks
from .wrapping import closes_sentence, ends_sentence, is_item

if TYPE_CHECKING:
    from .letter import Letter

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
_LEAST_UNFINISHED = 30
#: so full, a line is always wrapped; less full, where no other quoted line is fuller
_LEAST_BROKEN = {True: 38, False: 55}
_LEAST_FULLEST = {True: 32, False: 42}
_MOST_WORDS = 8
#: a line may be so much longer than the fullest quoted one, whose next word was long
_MOST_OVER = 10
_MOST_LINES = 6


def join_orphans(letter: Letter) -> None:
    """Say of lines that were broken off a quoted line that they are quoted, too.

    Those that are sure come first; where there is any, a program breaks lines, and less is
    asked of the others.
    """
    width = _width(letter)
    if width and _join(letter, width, is_proven=False):
        _join(letter, width, is_proven=True)


def _width(letter: Letter) -> int:
    """The length of the fullest quoted line; 0 where plain text quotes none."""
    return max(
        (
            len(marks.visible(line.text).strip())
            for line, is_quoted in zip(letter.lines, letter.is_quoted, strict=True)
            if is_quoted and line.mark != "quoted"
        ),
        default=0,
    )


def _join(letter: Letter, width: int, *, is_proven: bool) -> bool:
    index = 1
    while index < len(letter.lines):
        stop = _end_of_pieces(letter, index, width)
        is_settled = stop > index and _is_settled(letter, index, stop, is_proven=is_proven)
        if stop > index and not is_settled:
            stop = _end_of_broken_twice(letter, stop)
            is_settled = stop > index and _is_open_to_its_end(letter, stop)
        if is_settled:
            letter.is_quoted[index:stop] = [True] * (stop - index)
            is_proven = True
        index = max(stop, index + 1)
    return is_proven


def _end_of_pieces(letter: Letter, start: int, width: int) -> int:
    """Where the pieces end that begin at ``start``; ``start`` itself when none does."""
    if not _is_piece(letter, start, width):
        return start
    stop = start + 1
    while stop < min(start + _MOST_LINES, len(letter.lines)) and _is_next(letter, stop, width):
        stop += 1
    return stop


def _is_piece(letter: Letter, index: int, width: int) -> bool:
    text = letter.plain[index]
    if not text or letter.is_quoted[index] or not marks.depth(letter.lines[index - 1].text):
        return False
    if letter.lines[index].mark or letter.lines[index - 1].mark == "quoted":
        return False  # HTML breaks no lines
    if letter.kinds[index]:
        return bool(headers.kind(marks.plain(marks.bare(letter.lines[index - 1].text))))
    above = _shown(letter, index - 1)
    if not _is_wrapped(above, text, width) or _ANSWER_WORD.match(text):
        return False
    if closes_sentence(above.rstrip("»”\"' ")):
        return not _WORD.search(text)
    return _goes_on(letter, index)


def _is_next(letter: Letter, index: int, width: int) -> bool:
    """Whether the line goes on from a piece above it, which was wrapped at the same width."""
    text = letter.plain[index]
    if not text or letter.is_quoted[index] or letter.lines[index].mark or is_item(text):
        return False
    above = _shown(letter, index - 1)
    is_full = len(above) + 1 + len(text.split(maxsplit=1)[0]) > width
    is_open = is_full and not closes_sentence(above) and not _ANSWER_WORD.match(text)
    return is_open and len(_shown(letter, index)) <= width + _MOST_OVER and _goes_on(letter, index)


def _end_of_broken_twice(letter: Letter, stop: int) -> int:
    """Where further pieces end that are not full, as where two programs wrapped one after another.

    Only small letters show there that no sentence of somebody else begins.
    """
    least = stop + _MOST_LINES
    while stop < min(least, len(letter.lines)) and letter.plain[stop]:
        is_free = not letter.is_quoted[stop] and not letter.lines[stop].mark
        is_rest = is_free and not closes_sentence(_shown(letter, stop - 1))
        if not is_rest or not _shown(letter, stop)[:1].islower():
            break
        stop += 1
    return stop


def _is_open_to_its_end(letter: Letter, stop: int) -> bool:
    """Whether the pieces above ``stop`` end a question, or the quote's next line goes on."""
    if stop < len(letter.lines) and letter.is_quoted[stop]:
        following = marks.bare(letter.lines[stop].text)
        return following[:1].islower() and not closes_sentence(letter.plain[stop - 1])
    is_over = stop == len(letter.lines) or not letter.plain[stop]
    return is_over and letter.plain[stop - 1].endswith("?")


def _is_wrapped(above: str, text: str, width: int) -> bool:
    """Whether ``text`` can be the rest of ``above``: that is full, and this is no longer."""
    is_arabic = bool(_ARABIC.search(text))
    full = len(above) + 1 + len(text.split(maxsplit=1)[0])
    is_unfinished = bool(_UNFINISHED.search(above))
    is_few = len(text.split()) <= _MOST_WORDS and len(text) < len(above)
    if is_few and full >= (_LEAST_UNFINISHED if is_unfinished else _LEAST_BROKEN[is_arabic]):
        return True
    least = _LEAST_UNFINISHED if is_unfinished else _LEAST_FULLEST[is_arabic]
    return full > width and full >= least and len(text) <= width + _MOST_OVER


def _goes_on(letter: Letter, index: int) -> bool:
    """Whether the line begins as the rest of a sentence does; Arabic shows no difference."""
    if _ARABIC.search(letter.plain[index]):
        return True
    begun = _shown(letter, index).lstrip("«“\"'’( ")
    is_rest = begun[:1].islower() or begun.startswith("<") or not _WORD.search(begun)
    return is_rest or _is_broken_off(letter, index)


def _is_broken_off(letter: Letter, index: int, last: int | None = None) -> bool:
    """Whether the line above cannot end so, or the pieces end its question."""
    above = marks.plain(letter.lines[index - 1].text)
    end = letter.plain[index if last is None else last]
    return bool(_UNFINISHED.search(above)) or end.endswith(("?", "؟"))


# --- what follows the pieces ---------------------------------------------------------------
def _is_settled(letter: Letter, start: int, stop: int, *, is_proven: bool) -> bool:
    """Whether what stands below the pieces lets them be the quote's."""
    last = stop - 1
    if stop == len(letter.lines) or not letter.plain[stop]:
        return is_proven or _is_broken_off(letter, start, last)
    if letter.is_quoted[stop]:
        return _ends_before(letter, start, stop)
    is_small = _shown(letter, start)[:1].islower()
    return is_small and letter.plain[last].endswith(("?", ".") if is_proven else "?")


def _ends_before(letter: Letter, start: int, stop: int) -> bool:
    """Whether the pieces can end where the quote's next line begins.

    An item begins below a whole sentence; so does what follows on more words than a program
    breaks off a line that somebody wrapped.
    """
    following = marks.bare(letter.lines[stop].text)
    words = sum(len(letter.plain[index].split()) for index in range(start, stop))
    is_whole = is_item(following) or (words > _MOST_WORDS and following[:1].isupper())
    return not is_whole or ends_sentence(letter.plain[stop - 1])


def _shown(letter: Letter, index: int) -> str:
    return marks.visible(letter.lines[index].text).strip()
