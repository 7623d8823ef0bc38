"""Where the sentences of a plain text begin and end."""

from __future__ import annotations

import re

from .paragraphs import Span, paragraphs


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: a full stop after one of these ends no sentence (en, fr, ar), compared in lower case
_SHORT = _listed(
    "mr mrs ms dr prof sr jr st ste mt al cf vs viz e.g i.e eg ie approx dept gov hon rev resp"
    " ref réf tel tél fax mm mme mmes mlle me env ex av bd nb ibid inc ltd د أ هـ ق.م"
)
#: these are short only before a number: “no. 5”, “p. 17”, “Sept. 2011”
_BEFORE_NUMBERS = _listed(
    "no nos n° art arts fig figs p pp vol ch chap sec par para ca m jan feb mar apr jun jul aug"
    " sep sept oct nov dec janv févr avr juil déc ص ط م"
)
_END = re.compile(r"(?:\.{3}|…|[.!?؟۔]+)(?:[\"'”’»›)\]]|[ \u00a0\u202f]»)*(?=\s|$)")
_MARK = re.compile(r"^(?:\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{2,4}|[أ-ي])[.)]|[-*•‣▪◦·–—→✓])\s+$")
_LAST_WORD = re.compile(r"[^\s(«“\"'’]+$")
_INITIALS = re.compile(r"^(?:[^\W\d_]\.)*[^\W\d_]$")


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The sentences of ``text[start:end]``, in order and without overlap, blanks cut off.

    Every character that is not blank lies in exactly one. None runs across the end of a
    paragraph or list item; a heading or an item without a full stop is a sentence of its own,
    and the mark of an item (``1.``, ``-``) stays with its words.
    """
    piece = text[start:end]
    return [
        Span(start + sentence.start, start + sentence.end)
        for paragraph in paragraphs(piece)
        for sentence in _cut(piece, paragraph)
    ]


def _cut(text: str, paragraph: Span) -> list[Span]:
    found: list[Span] = []
    begin = paragraph.start
    for stop in _END.finditer(text, paragraph.start, paragraph.end):
        if _is_end(text, begin, stop, paragraph.end):
            found.append(Span(begin, stop.end()))
            begin = _next(text, stop.end(), paragraph.end)
    if begin < paragraph.end:
        found.append(Span(begin, paragraph.end))
    return found


def _next(text: str, position: int, end: int) -> int:
    while position < end and text[position].isspace():
        position += 1
    return position


def _is_end(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    """Whether the stop closes a sentence: not an abbreviation, an initial or an item's mark."""
    following = _next(text, stop.end(), end)
    if following >= end:
        return True
    if _MARK.match(text[begin:following]) or text[following].islower():
        return False
    if stop.group()[0] != "." or stop.group().startswith("..."):
        return True
    return not _is_short(text[begin : stop.start()], text[following:end])


def _is_short(before: str, after: str) -> bool:
    """Whether the words before a full stop end in an abbreviation or in initials."""
    word = _LAST_WORD.search(before)
    if word is None:
        return False
    last = word.group().lower()
    if last in _SHORT or (last in _BEFORE_NUMBERS and after[:1].isdigit()):
        return True
    return bool(_INITIALS.match(word.group())) and _goes_on(word.group(), after)


def _goes_on(initials: str, after: str) -> bool:
    """Initials go on into a name: “J. Okemba”; one small letter ends an item: “plan b. Then”."""
    return initials[0].isupper() and after[:1].isupper() and initials != "I"
