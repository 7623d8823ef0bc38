"""Answers behind their question, on its own line: “Who pays? => the town”."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .pieces import Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: what leads to an answer: an arrow, “[AB]”, “R/”, “Rép. :”
_BEHIND = re.compile(
    r"[?؟:]\s{1,8}(?=(?:=+>|-{1,2}>|→|⇒|►|>{2,})\s{0,3}[^\s>=-]"
    r"|[\[(][^\W\d_][^\[\]()\n]{0,19}[\])]\s{0,3}:?\s{1,3}\S"
    r"|(?:R|Rép|Réponse|A|ج)\s?[.:/]\s{1,3}\S)"
)
_SIGNS = ("=>", "->", "→", "⇒", "►", ">>", "]", ")", "R", "A", "ج")


def parted(lines: Sequence[Line]) -> list[Line]:
    """``lines``, those with a sign of an answer behind a question in two; no character changes.

    The two stay together unless the second is told to be the writer's, and the first is not.
    """
    return [part for line in lines for part in _parts(line)]


def _parts(line: Line) -> Iterator[Line]:
    text = line.text
    if line.mark or not any(sign in text for sign in _SIGNS) or text.lstrip().startswith(">"):
        yield line
        return
    found = _BEHIND.search(text)
    if found is None:
        yield line
        return
    yield Line(text[: found.end()], "", end="")
    yield Line(text[found.end() :], "", line.end)
