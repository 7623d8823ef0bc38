"""Reads the annotated contributions; every mistake in a file is a sentence with its line.

The form of a file and the rules of marking stand in ``README.md`` beside this module.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.marked import HALVES, LANGUAGES, AnnotationError, MarkedFile
from diwan.discussions.calls import read_call

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from diwan.discussions.calls import Call

__all__ = ("HALVES", "LANGUAGES", "AnnotationError")

FOLDER = Path(__file__).parent
KINDS = (
    "answer",
    "introduction",
    "question",
    "own_question",
    "greeting",
    "signature",
    "reference",
    "quoted",
)
#: Every hard case; each stands in both halves in each language. Told in ``README.md``.
CASES = (
    "restated-other-words",
    "restated-other-language",
    "numbering-letters",
    "numbering-words",
    "numbering-roman",
    "numbering-dashes",
    "one-paragraph",
    "stacked-questions",
    "no-headings",
    "no-headings-shuffled",
    "whole-topic",
    "answers-contributor",
    "signature-last-line",
    "own-question",
    "broken-references",
    "quotes",
    "long-introduction",
    "bullets",
    "capitals",
    "mixed-languages",
    "one-sentence-each",
    "hard-wrapped",
    "fourth-language",
    "typos",
    "no-greeting",
    "greeting-same-line",
    "thanks",
    "postscript",
    "unanswered",
    "subquestions",
    "institution",
    "very-long",
    "table",
    "refers-back",
)

_NO_TARGET = "none"


@dataclass(frozen=True, slots=True)
class Segment:
    """One marked stretch, without the blanks at its ends.

    ``start`` and ``end`` count characters of the contribution's text. ``accepted`` holds the sets
    of keys that are right for an answer; the empty set where no question of the call is answered.
    Other kinds accept nothing.
    """

    start: int
    end: int
    kind: str
    accepted: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Annotated:
    """A contribution with its marks taken off and kept beside it."""

    name: str
    half: str
    call: Call
    language: str
    cases: tuple[str, ...]
    subject: str
    text: str
    segments: tuple[Segment, ...]

    def accepts(self, segment: Segment, targets: Iterable[str]) -> bool:
        """Whether ``targets`` are right for this answer; a topic equals all its questions."""
        given = self._questions(targets)
        return any(self._questions(keys) == given for keys in segment.accepted)

    def _questions(self, keys: Iterable[str]) -> frozenset[str]:
        of_topic = questions_of_topics(self.call)
        return frozenset(question for key in keys for question in of_topic.get(key, (key,)))


def questions_of_topics(call: Call) -> dict[str, tuple[str, ...]]:
    """Topic key → keys of its questions, in order."""
    return {topic.key: tuple(each.key for each in topic.questions) for topic in call.topics}


def read_calls(folder: Path = FOLDER / "calls") -> dict[str, Call]:
    """Every call of the set by its slug."""
    calls = [read_call(path) for path in sorted(folder.glob("*.json"))]
    return {call.slug: call for call in calls}


def read_half(half: str, *, folder: Path = FOLDER) -> list[Annotated]:
    """Every contribution of one half, by name.

    Raises:
        AnnotationError: the half is unknown or empty, or one of its files cannot be used.
    """
    if half not in HALVES:
        raise AnnotationError(f"{half}: there is no such half; use open or held.")
    calls = read_calls(folder / "calls")
    found = [read(path, calls) for path in sorted((folder / half).glob("*.txt"))]
    if not found:
        raise AnnotationError(f"{folder / half}: no contribution stands here.")
    return found


def read(path: Path, calls: Mapping[str, Call]) -> Annotated:
    """One annotated contribution.

    Raises:
        AnnotationError: name, header, a mark, a key or the cover of the text is wrong.
    """
    return _Reader(path).annotated(path.read_text(encoding="utf-8"), calls)


class _Reader(MarkedFile):
    names = ("call", "language", "cases", "subject")

    def annotated(self, written: str, calls: Mapping[str, Call]) -> Annotated:
        header = self.header(written)
        if header["call"] not in calls:
            raise self.fail(1, f"there is no call “{header['call']}”.")
        call = calls[header["call"]]
        cases = tuple(self.cases(header["cases"]))
        text, pieces = self.cut(written)
        return Annotated(
            name=self.path.stem,
            half=self.path.parent.name,
            call=call,
            language=header["language"],
            cases=cases,
            subject=header["subject"],
            text=text,
            segments=tuple(
                Segment(piece.start, piece.end, *self.mark(piece.mark, piece.line, call))
                for piece in pieces
            ),
        )

    def cases(self, value: str) -> Iterator[str]:
        for case in value.split(", "):
            if case not in CASES:
                raise self.fail(3, f"“{case}” is not one of the cases of README.md.")
            yield case

    def mark(self, mark: str, line: int, call: Call) -> tuple[str, tuple[frozenset[str], ...]]:
        kind, _blank, targets = mark.partition(" ")
        if kind not in KINDS:
            raise self.fail(line, f"“{kind}” is not a kind; use {', '.join(KINDS)}.")
        if (kind == "answer") != bool(targets):
            raise self.fail(line, f"“{mark}”: an answer, and only an answer, names its targets.")
        return kind, tuple(self.accepted(targets, line, call)) if targets else ()

    def accepted(self, targets: str, line: int, call: Call) -> Iterator[frozenset[str]]:
        of_topic = questions_of_topics(call)
        known = {*of_topic, *(key for keys in of_topic.values() for key in keys)}
        for choice in targets.split("|"):
            keys = choice.split(" ")
            for key in keys:
                if key not in known and keys != [_NO_TARGET]:
                    raise self.fail(line, f"“{key}” is not a key of the call “{call.slug}”.")
            yield frozenset(keys) - {_NO_TARGET}
