"""Reads texts with marks like ``⟦kind …⟧`` at the starts of segments, below a few header lines.

The sets of contributions beside this module say which marks they know and what these mean.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from pathlib import Path

HALVES = ("open", "held")
LANGUAGES = ("en", "fr", "ar")

_NAME = re.compile(r"^(en|fr|ar)-\d{2}$")
_MARK = re.compile(r"⟦([^⟦⟧]*)⟧")


class AnnotationError(ValueError):
    """A file of a set cannot be used; the sentence names file, line and remedy."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What follows a mark, blanks at its ends left out; ``line`` is the line of the mark."""

    mark: str
    line: int
    start: int
    end: int


class MarkedFile:
    """One file of a set: header lines in a fixed order, an empty line, the marked text."""

    names: ClassVar[tuple[str, ...]]

    def __init__(self, path: Path) -> None:
        self.path = path

    def fail(self, line: int, sentence: str) -> AnnotationError:
        return AnnotationError(f"{self.path.parent.name}/{self.path.name}, line {line}: {sentence}")

    def header(self, written: str) -> dict[str, str]:
        """Name → value of every header line; the file bears the language it is written in."""
        lines = written.partition("\n\n")[0].split("\n")
        pairs = [line.partition(": ")[::2] for line in lines]
        if tuple(name for name, _value in pairs) != self.names:
            raise self.fail(1, f"begin with the lines {', '.join(self.names)} and an empty line.")
        for number, (name, value) in enumerate(pairs, start=1):
            if not value.strip():
                raise self.fail(number, f"say something after “{name}:”.")
        header = dict(pairs)
        if not _NAME.match(self.path.stem) or self.path.stem[:2] != header["language"]:
            line = self.names.index("language") + 1
            raise self.fail(line, "name the file by its language and two digits, as en-01.txt.")
        return header

    def cut(self, written: str) -> tuple[str, list[Piece]]:
        """The text without its marks, and every piece of it; the pieces cover the text."""
        marked = written.partition("\n\n")[2].rstrip("\n")
        first_line = len(self.names) + 2
        parts = _MARK.split(marked)
        if parts[0].strip():
            raise self.fail(first_line, "the text begins before the first mark.")
        text, pieces = parts[0], []
        for mark, words in zip(parts[1::2], parts[2::2], strict=True):
            line = first_line + text.count("\n")
            if not words.strip():
                raise self.fail(line, f"nothing stands after the mark “{mark}”.")
            if "⟦" in words or "⟧" in words:
                raise self.fail(line, "a mark is not closed, or closed twice.")
            start = len(text) + len(words) - len(words.lstrip())
            text += words
            pieces.append(Piece(mark, line, start, len(text.rstrip())))
        if not pieces:
            raise self.fail(first_line, "no mark stands in the text.")
        return text, pieces
