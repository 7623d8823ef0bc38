"""Reads single lines with their kinds; every mistake in a file is a sentence with its line.

The form of a file stands in ``lines/README.md``, the kinds in ``README.md`` beside this module.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench.marked import LANGUAGES, AnnotationError

from .annotated import FOLDER, KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Where in a letter a line would stand, from its beginning to its end.
PLACES = ("first", "early", "middle", "late", "last")

_FIELDS = 4


@dataclass(frozen=True, slots=True)
class SingleLine:
    """A sentence, heading or label as it would stand in a contribution, and its kind."""

    language: str
    kind: str
    place: str
    text: str


def read_lines(folder: Path = FOLDER / "lines") -> list[SingleLine]:
    """Every line of ``kinds-*.tsv``, by file and in its order.

    Raises:
        AnnotationError: no file stands there, or a line of one cannot be used.
    """
    paths = sorted(folder.glob("kinds-*.tsv"))
    if not paths:
        raise AnnotationError(f"{folder}: no file kinds-*.tsv stands here.")
    return list(_told_once((path, line) for path in paths for line in _lines(path)))


def _told_once(found: Iterator[tuple[Path, tuple[int, SingleLine]]]) -> Iterator[SingleLine]:
    known: set[tuple[str, str]] = set()
    for path, (number, line) in found:
        same = (line.language, " ".join(line.text.casefold().split()))
        if same in known:
            raise _fail(path, number, f"“{line.text}” stands here twice; keep one.")
        known.add(same)
        yield line


def _lines(path: Path) -> Iterator[tuple[int, SingleLine]]:
    for number, written in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if written:
            yield number, _line(path, number, written)


def _line(path: Path, number: int, written: str) -> SingleLine:
    fields = written.split("\t")
    if len(fields) != _FIELDS:
        raise _fail(path, number, "write language, kind, place and text with a tab between them.")
    line = SingleLine(*fields)
    for name, value, allowed in (
        ("language", line.language, LANGUAGES),
        ("kind", line.kind, KINDS),
        ("place", line.place, PLACES),
    ):
        if value not in allowed:
            raise _fail(path, number, f"“{value}” is no {name}; use {', '.join(allowed)}.")
    if path.stem != f"kinds-{line.language}":
        raise _fail(path, number, f"lines in “{line.language}” stand in kinds-{line.language}.tsv.")
    if not line.text or line.text != line.text.strip():
        raise _fail(path, number, "write a text without blanks at its ends.")
    return line


def _fail(path: Path, number: int, sentence: str) -> AnnotationError:
    return AnnotationError(f"{path.parent.name}/{path.name}, line {number}: {sentence}")
