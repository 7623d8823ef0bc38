"""How near a stretch of a contribution is to each question of the call."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from math import sqrt
from typing import TYPE_CHECKING

from diwan.texts.similarity import Space, cosine, dot, unit

from .meaning import meaning

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .shapes import Outline

#: how much the title of its topic tells about a question
_TITLE = 0.25
#: how much the answers of others tell beside the words of a question
_LEARNED = 0.8
_APART = 0.5
#: a part of a question is less than the whole
_OF_PART = 0.9
_PART = re.compile(r"[?؟:]|\((?:[a-hأ-ي]|[ivx]+|\d)\)")


@dataclass(frozen=True, slots=True)
class Target:
    """A question of the call, or a topic (``questions`` holds the places of all its own)."""

    key: str
    topic: int
    place: int
    words: Mapping[str, str]
    questions: tuple[int, ...] = ()


@dataclass(slots=True)
class Asking:
    """What the call asks as vectors, to be taught by confident answers."""

    outline: Outline
    space: Space
    questions: list[Target] = field(default_factory=list)
    topics: list[Target] = field(default_factory=list)
    worded: list[dict[str, float]] = field(default_factory=list)
    titled: list[dict[str, float]] = field(default_factory=list)
    #: per question what answers taught, and its length
    sums: list[dict[str, float]] = field(default_factory=list)
    lengths: list[float] = field(default_factory=list)
    #: per question one vector a language
    versions: list[list[dict[str, float]]] = field(default_factory=list)
    title_versions: list[list[dict[str, float]]] = field(default_factory=list)

    @classmethod
    def of(cls, outline: Outline, texts: Sequence[tuple[str, str]]) -> Asking:
        """The questions of ``outline`` in a space learned from them and ``texts``."""
        asked = [
            (words, code)
            for topic in outline.topics
            for said in (topic.title, *(question.words for question in topic.questions))
            for code, words in said.items()
        ]
        made = cls(outline, Space([*asked, *texts], meaning))
        for number, topic in enumerate(outline.topics):
            first = len(made.questions)
            made.questions += [
                Target(question.key, number, first + place, question.words)
                for place, question in enumerate(topic.questions)
            ]
            places = tuple(range(first, len(made.questions)))
            made.topics.append(Target(topic.key, number, number, topic.title, places))
        made.title_versions = [made._each(target.words) for target in made.topics]
        made.titled = [unit(_sum(vectors)) for vectors in made.title_versions]
        whole = [made._each(target.words) for target in made.questions]
        made.worded = [
            unit(_sum([unit(_sum(vectors)), _times(made.titled[target.topic], _TITLE)]))
            for target, vectors in zip(made.questions, whole, strict=True)
        ]
        made.versions = [
            [*vectors, *made._parts(target.words)]
            for target, vectors in zip(made.questions, whole, strict=True)
        ]
        made.worded = [unit(each) for each in _told_apart(made.worded)]
        made.learn(())
        return made

    def _each(self, words: Mapping[str, str]) -> list[dict[str, float]]:
        return [self.space.vector(text, code) for code, text in words.items()]

    def _parts(self, words: Mapping[str, str]) -> list[dict[str, float]]:
        """The words of a question, and each question or lettered part inside it."""
        parts = [
            (part, code)
            for code, text in words.items()
            for part in _PART.split(text)
            if len(part.split()) > 1
        ]
        whole = list(words.items())
        if len(parts) <= len(whole):
            return []
        return [_times(self.space.vector(part, code), _OF_PART) for part, code in parts]

    def near(
        self, vector: Mapping[str, float], own: Mapping[int, Mapping[str, float]]
    ) -> list[float]:
        """Per question, how near ``vector`` is to its words and to what others answered.

        ``own``: place of a question → what the contribution at hand taught, which is left out.
        """
        found = []
        for place, worded in enumerate(self.worded):
            near = cosine(vector, worded)
            length = self.lengths[place]
            if length:
                learned = dot(vector, self.sums[place]) - dot(vector, own.get(place, {}))
                near += _LEARNED * max(0.0, learned) / length
            found.append(near)
        return found

    def restates(self, vector: Mapping[str, float]) -> list[float]:
        """Per question, how much ``vector`` looks like its words in one language."""
        return [max((cosine(vector, v) for v in each), default=0.0) for each in self.versions]

    def restates_topic(self, vector: Mapping[str, float]) -> list[float]:
        return [max((cosine(vector, v) for v in each), default=0.0) for each in self.title_versions]

    def learn(self, lessons: Iterable[Mapping[int, Mapping[str, float]]]) -> None:
        """Take in what each contribution answered: place of a question → sum of its vectors."""
        kept = list(lessons)
        sums = [
            _sum(each[place] for each in kept if place in each)
            for place in range(len(self.questions))
        ]
        self.sums = _told_apart(sums)
        self.lengths = [sqrt(dot(total, total)) for total in self.sums]


def _sum(vectors: Iterable[Mapping[str, float]]) -> dict[str, float]:
    total: dict[str, float] = {}
    for vector in vectors:
        for each, weight in vector.items():
            total[each] = total.get(each, 0.0) + weight
    return total


def _times(vector: Mapping[str, float], factor: float) -> dict[str, float]:
    return {each: weight * factor for each, weight in vector.items()}


def _told_apart(vectors: list[dict[str, float]]) -> list[dict[str, float]]:
    """What several questions share counts less: it does not tell them apart."""
    total = _sum(vectors)
    return [
        {each: weight * (weight / total[each]) ** _APART for each, weight in vector.items()}
        for vector in vectors
    ]
