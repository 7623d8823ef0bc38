"""Reads the contributions in which recommendations are marked.

The form of a file and the rules of marking stand in ``README.md`` beside this module.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.marked import HALVES, LANGUAGES, AnnotationError, MarkedFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ("HALVES", "LANGUAGES", "AnnotationError")

FOLDER = Path(__file__).parent
KINDS = ("recommendation", "either", "other")
ADDRESSEES = (
    "national_government",
    "local_authority",
    "european_union",
    "international_organisation",
    "employers",
    "banks",
    "education",
    "civil_society",
    "diaspora",
    "individuals",
    "media",
    "unspecified",
)
VOICES = ("official", "angry", "shy", "technical", "practical", "ironic")
#: How a recommendation is put, and what in another sentence looks like one. Told in ``README.md``.
FORMS = {
    "recommendation": (
        "plain",
        "imperative",
        "indirect",
        "bare",
        "negated",
        "conditional",
        "question",
    ),
    "either": ("plain",),
    "other": ("plain", "past", "obligation", "rhetorical", "conditional", "quoted", "negated"),
}

_MARK = re.compile(r"(?P<kind>\w+)(?: (?P<addressees>[a-z_| ]+?))?(?: \((?P<form>\w+)\))?")


@dataclass(frozen=True, slots=True)
class Segment:
    """One marked stretch, without the blanks at its ends; a recommendation is one sentence.

    ``start`` and ``end`` count characters of the contribution's text. ``accepted`` holds the sets
    of addressees that are right; only a recommendation has any.
    """

    start: int
    end: int
    kind: str
    form: str = "plain"
    accepted: tuple[frozenset[str], ...] = ()

    def accepts(self, addressees: Iterable[str]) -> bool:
        """Whether a recommendation is made to exactly these."""
        return frozenset(addressees) in self.accepted


@dataclass(frozen=True, slots=True)
class Annotated:
    """A contribution with its marks taken off and kept beside it."""

    name: str
    half: str
    language: str
    voice: str
    subject: str
    text: str
    segments: tuple[Segment, ...]

    @property
    def recommendations(self) -> tuple[Segment, ...]:
        return tuple(piece for piece in self.segments if piece.kind == "recommendation")


def read_half(half: str, *, folder: Path = FOLDER) -> list[Annotated]:
    """Every contribution of one half, by name.

    Raises:
        AnnotationError: the half is unknown or empty, or one of its files cannot be used.
    """
    if half not in HALVES:
        raise AnnotationError(f"{half}: there is no such half; use open or held.")
    found = [read(path) for path in sorted((folder / half).glob("*.txt"))]
    if not found:
        raise AnnotationError(f"{folder / half}: no contribution stands here.")
    return found


def read(path: Path) -> Annotated:
    """One annotated contribution.

    Raises:
        AnnotationError: name, header, a mark or the cover of the text is wrong.
    """
    return _Reader(path).annotated(path.read_text(encoding="utf-8"))


class _Reader(MarkedFile):
    names = ("language", "voice", "subject")

    def annotated(self, written: str) -> Annotated:
        header = self.header(written)
        if header["voice"] not in VOICES:
            raise self.fail(2, f"“{header['voice']}” is not a voice; use {', '.join(VOICES)}.")
        text, pieces = self.cut(written)
        return Annotated(
            name=self.path.stem,
            half=self.path.parent.name,
            language=header["language"],
            voice=header["voice"],
            subject=header["subject"],
            text=text,
            segments=tuple(
                Segment(piece.start, piece.end, *self.mark(piece.mark, piece.line))
                for piece in pieces
            ),
        )

    def mark(self, mark: str, line: int) -> tuple[str, str, tuple[frozenset[str], ...]]:
        """Kind, form and accepted addressees of a mark as it was written."""
        found = _MARK.fullmatch(mark)
        if not found or found["kind"] not in KINDS:
            raise self.fail(line, f"“{mark}” is not a mark; begin with {', '.join(KINDS)}.")
        kind, form = found["kind"], found["form"] or "plain"
        if form not in FORMS[kind]:
            raise self.fail(line, f"“{form}” is not a form of “{kind}”.")
        if (kind == "recommendation") != bool(found["addressees"]):
            raise self.fail(line, f"“{mark}”: a recommendation, and only it, names its addressees.")
        return kind, form, tuple(self.accepted(found["addressees"] or "", line))

    def accepted(self, addressees: str, line: int) -> Iterator[frozenset[str]]:
        for choice in filter(None, addressees.split("|")):
            codes = choice.split(" ")
            for code in codes:
                if code not in ADDRESSEES:
                    raise self.fail(line, f"“{code}” is not an addressee of README.md.")
            yield frozenset(codes)
