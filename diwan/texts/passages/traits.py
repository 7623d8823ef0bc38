"""What can be seen of a piece that tells its kind, as named traits.

A trait is a name that is true of the piece. They say nothing of the subject of a discussion: only
forms of letters, places in the text, and how near the piece is to what the call asks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from diwan.texts.normalise import fold_word, words
from diwan.texts.stopwords import SMALL_WORDS

from . import cues

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .reading import Reading

_QUOTES = '“„«»”"'
_READ = 400
#: a statement of so many words heads nothing
_LONG = 30
_EARLY, _LATE = 0.25, 0.75
_SMALL_START = re.compile(r"[\W\d_]*[a-zà-ÿ]")


def traits(reading: Reading, index: int) -> list[str]:
    """The traits of one piece, each once."""
    found = [
        *_place(reading, index),
        *_form(reading, index),
        *_said(reading, index),
        *_asked(reading, index),
        *_source(reading, index),
        *_near(reading, index),
        *_around(reading, index),
        *_style(reading, index),
    ]
    return list(dict.fromkeys(found))


def _step(name: str, value: float, *steps: float) -> str:
    """The name with the number of steps, given upwards, that the value reaches."""
    return f"{name}{bisect_right(steps, value)}"


def _place(reading: Reading, index: int) -> Iterator[str]:
    yield _step("share", reading.share(index), 0.05, 0.2, 0.5, 0.8, 0.93)
    yield _step("after", reading.pieces_after(index), 1, 2, 4, 8)
    yield _step("before", index, 1, 2, 4, 8)
    structure = "headed" if reading.is_structured else "bare"
    if reading.begins[index]:
        yield f"begins {structure}"
        yield _step("begins selves", reading.selves(index), 1, 2, 4)
    else:
        yield f"inside {structure}"
    for name, holds in (
        ("first", reading.units[index].is_first),
        ("last", reading.units[index].is_last),
        ("line", reading.is_line[index]),
        ("tail", reading.tail[index]),
        ("ends", reading.ends(index)),
        ("postscript", reading.is_postscript[index]),
    ):
        if holds:
            yield name


def _form(reading: Reading, index: int) -> Iterator[str]:
    text, unit = reading.texts[index], reading.units[index]
    yield _step("words", reading.words[index], 2, 4, 8, 13, 20, 35)
    closing = text.rstrip(_QUOTES + "’) ")[-1:]
    stop = closing if closing in "?؟:.;!…,،؛" else "none"
    yield "stop " + {"؟": "?", "،": ",", "؛": ";"}.get(stop, stop)
    if unit.label:
        named = "worded" if unit.label.is_worded else "bare" if unit.label.signs else "bullet"
        yield f"label {named}"
        if reading.in_series(index):
            yield f"series {named}"
        if unit.is_label:
            yield f"only label {named}"
        elif reading.is_line[index]:
            yield f"labelled line {named}"
    if reading.after_label[index] and not unit.is_last and not unit.is_label:
        yield _step("opens labelled", reading.words[index], 5, 8, 13)
    is_long = reading.words[index] >= _LONG and not text.endswith(":")
    for name, holds in (
        ("long stating", is_long and not reading.asks[index]),
        ("closed stating", reading.states(index)),
        ("heading", reading.is_heading[index]),
        ("heading capitals", reading.is_heading[index] and text.isupper()),
        ("row", reading.is_row[index]),
        ("name", reading.is_name_like(index)),
        ("name ends", reading.is_name_like(index) and reading.ends(index)),
        ("small start", unit.is_first and bool(_SMALL_START.match(text))),
        ("follows label", reading.follows_label[index]),
        ("item", reading.is_item[index] and not reading.source_forms[index]),
        ("item asks", reading.is_item[index] and reading.asks[index]),
    ):
        if holds:
            yield name


def _said(reading: Reading, index: int) -> Iterator[str]:
    text = reading.lowered[index]
    yield from (name for name, pattern in _SAID.items() if pattern.search(text))
    yield from _thanks(reading, index)
    yield from _of_writer(reading, index)
    yield from _courtesies(reading, index)
    if reading.passes_over(index):
        yield "passes over"
        yield "passes over several" if reading.questions_before(index) >= 2 else "passes over one"


def _thanks(reading: Reading, index: int) -> Iterator[str]:
    text, share = reading.lowered[index], reading.share(index)
    count = len(cues.THANKS.findall(text))
    if not count:
        return
    yield _step("thanks", count, 2)
    yield "thanks early" if share < _EARLY else "thanks late" if share > _LATE else "thanks inside"
    if cues.ADDRESSED.search(text):
        yield "thanks addressed"
        yield "thanks addressed late" if share > _LATE else "thanks addressed not late"
    if reading.words[index] > 30:
        yield "thanks long"
    if reading.is_postscript[index]:
        yield "thanks postscript"


def _of_writer(reading: Reading, index: int) -> Iterator[str]:
    text = reading.lowered[index]
    selves, scope = len(cues.SELF.findall(text)), len(cues.SCOPE.findall(text))
    yield _step("selves", selves, 1, 2, 3)
    yield _step("scope", scope, 1, 2)
    if (selves or scope) and reading.share(index) < _EARLY:
        yield "selves early"


def _courtesies(reading: Reading, index: int) -> Iterator[str]:
    text = reading.texts[index]
    if cues.WELCOME.match(text):
        yield "welcome first" if reading.units[index].is_first else "welcome within"
        if index <= 3:
            yield "welcome early"
    if cues.CLOSING.match(text):
        is_late = reading.share(index) > _LATE or reading.pieces_after(index) < 6
        yield "closing"
        yield "closing late" if is_late else "closing early"
        if reading.words[index] <= 10:
            yield "closing short"


_SAID = {
    "addressed": cues.ADDRESSED,
    "contact": cues.CONTACT,
    "conclusion": cues.CONCLUSION,
    "self heading": cues.SELF_HEADING,
    "call": cues.CALL,
    "form": cues.FORM,
    "wishes": cues.WISHES,
}


def _asked(reading: Reading, index: int) -> Iterator[str]:
    text = reading.lowered[index]
    follow = "followed" if reading.answers_follow(index) else "not followed"
    if reading.asks[index]:
        yield from _asks(reading, index, follow)
    if cues.TO_OTHERS.search(text):
        yield f"to others {follow}"
        yield "to others late" if reading.share(index) > 0.6 else "to others early"
        if reading.asks[index] or reading.asks_next(index):
            yield "to others asks"
    if cues.QUESTION_WORD.match(text):
        yield "question word"
        if reading.is_line[index] and not reading.asks[index]:
            yield "question word line"
    yield from _leads(reading, index)


def _asks(reading: Reading, index: int, follow: str) -> Iterator[str]:
    unit = reading.units[index]
    yield f"asks {follow}"
    yield "asks first" if unit.is_first else "asks within"
    yield f"asks last {follow}" if unit.is_last else "asks, then more"
    yield _step("asks words", reading.words[index], 4, 8)
    if reading.asks_all[index]:
        yield f"asks all {follow}"
    if reading.share(index) > 0.6:
        yield "asks late"


def _leads(reading: Reading, index: int) -> Iterator[str]:
    text, unit = reading.lowered[index], reading.units[index]
    if cues.ANOTHER.search(text):
        yield "another's first" if unit.is_first else "another's within"
        if reading.is_line[index]:
            yield "another's line"
    if cues.TURN.match(text):
        yield "turn"
        if reading.asks_next(index):
            yield "turn asks next"
        if text.endswith(":"):
            yield "turn colon"
    if text.endswith(":") and unit.is_last:
        yield "colon, items" if reading.next_is_item(index) else "colon, text"


def _source(reading: Reading, index: int) -> Iterator[str]:
    text = reading.texts[index]
    signs = len(cues.REFERENCE_SIGN.findall(text))
    if signs:
        yield _step("source signs", signs, 2, 3)
        if reading.is_line[index]:
            yield "source signs line"
    yield from _source_forms(reading, index)
    for name, holds in (
        ("references", reading.in_references[index]),
        ("references heading", reading.is_references_heading[index]),
        ("link first", bool(cues.LINK.match(text.lstrip("-–*•[]()0123456789. ")))),
        ("quotation", reading.in_quotation[index]),
        ("quoted line", bool(cues.QUOTED_LINE.match(text))),
        ("announces quotation", reading.announces_quotation(index)),
        ("quotes document", reading.quotes_document(index)),
    ):
        if holds:
            yield name


def _source_forms(reading: Reading, index: int) -> Iterator[str]:
    forms = reading.source_forms[index]
    if forms:
        yield _step("source forms", forms, 2, 3)
    if forms > 1:
        late = "late" if reading.share(index) > _LATE else "not late"
        yield f"source forms {late}"
        if reading.is_line[index]:
            yield f"source line {late}"
        if reading.among_sources(index):
            yield "among sources"


def _near(reading: Reading, index: int) -> Iterator[str]:
    restated = reading.restated[index]
    yield _step("restated", restated, 0.08, 0.18, 0.3, 0.45, 0.65)
    if not reading.asks[index] and not reading.is_heading[index]:
        yield _step("stating restated", restated, 0.1, 0.2, 0.35, 0.65)
    if reading.asks[index]:
        yield _step("asks restated", restated, 0.1, 0.2, 0.35)
    if reading.is_line[index] and reading.words[index] <= 25:
        yield _step("line restated", restated, 0.1, 0.2, 0.35)
    yield _step("relevant", reading.relevance[index], 0.05, 0.1, 0.2, 0.3)
    if reading.begins[index]:
        yield _step("begins relevant", reading.relevance[index], 0.08, 0.16, 0.25)
    if reading.is_postscript[index]:
        yield _step("postscript relevant", reading.relevance[index], 0.04, 0.08, 0.15)


def _style(reading: Reading, index: int) -> Iterator[str]:
    """The small words of a piece, and the word that it begins with."""
    found = words(reading.texts[index][:_READ])
    first = fold_word(found[0]) if found else ""
    if first in SMALL_WORDS:
        yield f"opens with {first}"


def _around(reading: Reading, index: int) -> Iterator[str]:
    before, after = index - 1, index + 1
    if index:
        text = reading.texts[before]
        for name, holds in (
            ("after asking", reading.asks[before]),
            ("after heading", reading.is_heading[before]),
            ("after colon", text.endswith(":")),
            ("after closing", reading.is_line[before] and bool(cues.CLOSING.match(text))),
            ("after quotation", reading.in_quotation[before]),
        ):
            if holds:
                yield name
    if after < len(reading.units):
        for name, holds in (
            ("before heading", reading.is_heading[after]),
            ("before closing", bool(cues.CLOSING.match(reading.texts[after]))),
            ("before tail", reading.tail[after] and not reading.tail[index]),
        ):
            if holds:
                yield name
