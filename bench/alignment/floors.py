"""Two simple methods that the real one has to leave behind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diwan.texts.normalise import index_text
from diwan.texts.paragraphs import paragraphs
from diwan.texts.passages import Passage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diwan.texts.passages import Outline, Writing

_HEADING_AT_MOST = 150
_LIKE_AT_LEAST = 0.1


def headings_only(outline: Outline, writings: Sequence[Writing]) -> list[tuple[Passage, ...]]:
    """A short line that shares words with a question heads what follows it."""
    return [tuple(_headed(outline, writing)) for writing in writings]


def likeness_only(outline: Outline, writings: Sequence[Writing]) -> list[tuple[Passage, ...]]:
    """Each paragraph answers the question that it shares most words with, or none."""
    return [tuple(_alike(outline, writing)) for writing in writings]


def _headed(outline: Outline, writing: Writing) -> list[Passage]:
    found: list[Passage] = []
    current = ""
    for span in paragraphs(writing.text):
        text = writing.text[span.start : span.end]
        key, likeness = _nearest(outline, writing, text)
        is_heading = len(text) <= _HEADING_AT_MOST and likeness >= _LIKE_AT_LEAST
        current = key if is_heading else current
        kind = "question" if is_heading else "answer" if current else "introduction"
        targets = (current,) if kind == "answer" else ()
        found.append(Passage(span.start, span.end, kind, targets, 1.0, writing.language))
    return found


def _alike(outline: Outline, writing: Writing) -> list[Passage]:
    found: list[Passage] = []
    for span in paragraphs(writing.text):
        key, likeness = _nearest(outline, writing, writing.text[span.start : span.end])
        kind, targets = ("answer", (key,)) if likeness >= _LIKE_AT_LEAST else ("introduction", ())
        found.append(Passage(span.start, span.end, kind, targets, 1.0, writing.language))
    return found


def _nearest(outline: Outline, writing: Writing, text: str) -> tuple[str, float]:
    """The question that shares most words with ``text``, and their share of the fewer ones."""
    own = _words(text, writing.language)
    best = ("", 0.0)
    for topic in outline.topics:
        for question in topic.questions:
            asked = {w for code, words in question.words.items() for w in _words(words, code)}
            likeness = len(own & asked) / max(min(len(own), len(asked)), 1)
            best = max(best, (question.key, likeness), key=lambda pair: pair[1])
    return best


def _words(text: str, language: str) -> set[str]:
    stems = index_text(text, language).partition("\n")[2].split()
    return {stem for stem in stems if len(re.sub(r"\d", "", stem)) > 3}
