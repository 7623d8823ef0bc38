"""Reads single sentences that recommend or only look like it; a mistake names file and line.

The form of a file stands in ``lines/README.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .annotated import ADDRESSEES, FOLDER, LANGUAGES, AnnotationError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LABELS = ("recommendation", "other")

_FIELDS = 4


@dataclass(frozen=True, slots=True)
class SingleLine:
    """A sentence or list item; ``accepted`` holds the sets of addressees that are right."""

    language: str
    label: str
    accepted: tuple[frozenset[str], ...]
    text: str


def read_lines(folder: Path = FOLDER / "lines") -> list[SingleLine]:
    """Every line of every file, by language and in its order.

    Raises:
        AnnotationError: no file stands there, or a line of one cannot be used.
    """
    found = [line for language in LANGUAGES for line in _read(folder / f"{language}.tsv")]
    if not found:
        raise AnnotationError(f"{folder}: no file such as en.tsv stands here.")
    return found


def _read(path: Path) -> Iterator[SingleLine]:
    known: set[str] = set()
    written = path.read_text(encoding="utf-8") if path.exists() else ""
    for number, line in enumerate(written.splitlines(), start=1):
        told = _line(path, number, line)
        same = " ".join(told.text.casefold().split())
        if same in known:
            raise _fail(path, number, f"“{told.text}” stands here twice; keep one.")
        known.add(same)
        yield told


def _line(path: Path, number: int, written: str) -> SingleLine:
    fields = written.split("\t")
    if len(fields) != _FIELDS:
        raise _fail(path, number, "write language, label, addressees and text with tabs between.")
    language, label, addressees, text = fields
    if language != path.stem:
        raise _fail(path, number, f"lines in “{language}” stand in {language}.tsv.")
    if label not in LABELS:
        raise _fail(path, number, f"“{label}” is no label; use {' or '.join(LABELS)}.")
    if not text or text != text.strip():
        raise _fail(path, number, "write a text without blanks at its ends.")
    return SingleLine(language, label, _accepted(path, number, label, addressees), text)


def _accepted(path: Path, number: int, label: str, written: str) -> tuple[frozenset[str], ...]:
    if (label == "recommendation") == (written == "-"):
        raise _fail(path, number, "a recommendation names its addressees, all else has “-”.")
    if written == "-":
        return ()
    choices = tuple(frozenset(choice.split(" ")) for choice in written.split("|"))
    unknown = sorted(frozenset().union(*choices).difference(ADDRESSEES))
    if unknown:
        raise _fail(path, number, f"“{unknown[0]}” is not an addressee of README.md.")
    return choices


def _fail(path: Path, number: int, sentence: str) -> AnnotationError:
    return AnnotationError(f"{path.parent.name}/{path.name}, line {number}: {sentence}")
