"""Marks: words that stand in the index beside those of a text and narrow a search inside it.

A mark is looked for as a word is, so that narrowing costs the database no second look. None can
be met in a text by chance; typed on purpose it finds no more than what may be found.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diwan.texts.normalise import Folded

_SOURCE, _LANGUAGE, _PLACE, _THEME, _YEAR, _TITLE = (f"zq{letter}" for letter in "slptyw")
_OTHER = re.compile("[^a-z0-9]")


def source(name: str) -> str:
    return _SOURCE + _OTHER.sub("", name.lower())


def language(code: str) -> str:
    return _LANGUAGE + _OTHER.sub("", code.lower())


def place(key: int) -> str:
    return f"{_PLACE}{key}"


def theme(key: int) -> str:
    return f"{_THEME}{key}"


def year(number: int) -> str:
    return f"{_YEAR}{number}"


def in_title(asked: Iterable[Iterable[str]]) -> list[list[str]]:
    """The same as ``texts.normalise.asked`` says it, looked for among the words of titles."""
    return [_each_in_title(alternatives) for alternatives in asked]


def _each_in_title(alternatives: Iterable[str]) -> list[str]:
    """Of words in order, the longest: a mark stands for one word."""
    words = (max(said.strip('"').split(), key=len) for said in alternatives)
    return [word if word.startswith((_PLACE, _THEME)) else _TITLE + word for word in words]


def of_title(words: Folded) -> Iterator[str]:
    """What :func:`in_title` finds."""
    for word in dict.fromkeys(f"{words.title} {words.title_stems}".split()):
        yield _TITLE + word
