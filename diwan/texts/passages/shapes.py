"""What a call asks, what somebody wrote, and the passages it is cut into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Every kind of passage; only an answer has targets.
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


@dataclass(frozen=True, slots=True)
class Asked:
    """A numbered question of the call; ``words``: language → its words there."""

    key: str
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AskedTopic:
    """A topic of the call, its questions in order; ``title``: language → its words there."""

    key: str
    title: Mapping[str, str]
    questions: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """What a call asks, in its order."""

    topics: tuple[AskedTopic, ...]


@dataclass(frozen=True, slots=True)
class Declared:
    """A stretch that its writer placed under a question of the form; None: under none."""

    start: int
    end: int
    question: str | None


@dataclass(frozen=True, slots=True)
class Writing:
    """One version of a contribution's words.

    ``language`` is a BCP 47 code, or empty when unknown; ``declared`` holds the answers of the
    web form, in order and without overlap, in characters of ``text``.
    """

    text: str
    language: str = ""
    declared: tuple[Declared, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """``text[start:end]`` of a writing, without blanks at its ends.

    ``targets`` are keys of questions, or the key of a topic that is answered as a whole; empty
    for every kind but ``answer``, and for an answer that serves no question of the call.
    ``confidence``: 0 to 1, that kind and targets are right. ``language``: BCP 47.
    """

    start: int
    end: int
    kind: str
    targets: tuple[str, ...] = ()
    confidence: float = 1.0
    language: str = ""
