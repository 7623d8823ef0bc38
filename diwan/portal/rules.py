"""How a search is written and how its words are shown again: pure functions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diwan.texts.normalise import query_terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MOST_WORDS = 12
#: Letters and digits with the marks that Arabic writes above and below them.
_WORD = re.compile("[\\w\u0610-\u061a\u064b-\u065f\u0670]+")
_CONTEXT = 90
_LENGTH = 280


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text; ``is_match`` when it is a word that was asked for."""

    text: str
    is_match: bool = False


def terms(text: str) -> list[list[str]]:
    """The alternatives of each typed word, at most twelve words."""
    return [words for words in query_terms(text) if words][:MOST_WORDS]


def fts5_query(wanted: Sequence[Sequence[str]]) -> str:
    """For SQLite: every word, each by any of its alternatives."""
    return " AND ".join("(" + " OR ".join(f'"{word}"' for word in words) + ")" for words in wanted)


def tsquery(wanted: Sequence[Sequence[str]]) -> str:
    """For PostgreSQL's ``to_tsquery('simple', …)``: the same."""
    return " & ".join("(" + " | ".join(f"'{word}'" for word in words) + ")" for words in wanted)


def marked(text: str, wanted: Iterable[Iterable[str]]) -> list[Stretch]:
    """``text`` cut into stretches; put together again they are ``text``."""
    asked = {word for words in wanted for word in words}
    pieces: list[Stretch] = []
    end = 0
    for found in _matches(text, asked):
        if found.start() > end:
            pieces.append(Stretch(text[end : found.start()]))
        pieces.append(Stretch(found.group(), is_match=True))
        end = found.end()
    if end < len(text):
        pieces.append(Stretch(text[end:]))
    return pieces


def snippet(text: str, wanted: Iterable[Iterable[str]]) -> list[Stretch]:
    """The part of ``text`` round the first word found, at most about 280 characters."""
    wanted = [list(words) for words in wanted]
    asked = {word for words in wanted for word in words}
    first = next(_matches(text, asked), None)
    start = _word_start(text, max(0, first.start() - _CONTEXT)) if first else 0
    end = _word_end(text, start + _LENGTH)
    part = " ".join(text[start:end].split())
    before, after = ("… " if start else ""), (" …" if end < len(text) else "")
    return marked(before + part + after, wanted)


def _matches(text: str, asked: set[str]) -> Iterator[re.Match[str]]:
    for word in _WORD.finditer(text):
        if any(asked.intersection(forms) for forms in query_terms(word.group())):
            yield word


def _word_start(text: str, position: int) -> int:
    """The beginning of the first whole word at or after ``position``."""
    if position == 0:
        return 0
    gap = text.find(" ", position)
    return position if gap < 0 or gap - position > _CONTEXT // 2 else gap + 1


def _word_end(text: str, position: int) -> int:
    """The end of the last whole word before ``position``."""
    if position >= len(text):
        return len(text)
    gap = text.rfind(" ", 0, position)
    return position if position - gap > _CONTEXT // 2 else gap
