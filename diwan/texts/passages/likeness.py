"""How near a stretch of a contribution is to each question of the call."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import sqrt
from operator import mul
from typing import TYPE_CHECKING

from diwan.texts.similarity import Space, dot, unit

from .meaning import meaning

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .shapes import Outline

    Vector = Mapping[str, float]

#: how much the title of its topic tells about a question
_TITLE = 0.5
#: how much the answers of others tell beside the words of a question
_LEARNED = 0.8
#: how far what several questions share counts less: it does not tell them apart
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
    questions: tuple[int, ...] = ()


class _Index:
    """Many vectors, of which each belongs to a place, by their features."""

    def __init__(self, vectors: Iterable[tuple[int, Vector]], places: int) -> None:
        self.places = places
        self.owners: list[int] = []
        self.held: dict[str, list[tuple[int, float]]] = {}
        for number, (place, vector) in enumerate(vectors):
            self.owners.append(place)
            for feature, weight in vector.items():
                self.held.setdefault(feature, []).append((number, weight))

    def nearest(self, vector: Vector) -> list[float]:
        """Per place the greatest product of ``vector`` with one of its vectors, at least 0."""
        products = [0.0] * len(self.owners)
        for feature in filter(self.held.__contains__, vector):
            weight = vector[feature]
            for number, other in self.held[feature]:
                products[number] += weight * other
        found = [0.0] * self.places
        for place, product in zip(self.owners, products, strict=True):
            found[place] = max(found[place], product)
        return found


class _Rows:
    """One vector a place, by feature: most of what is said stands in the vectors of most places."""

    def __init__(self, vectors: Sequence[Vector]) -> None:
        features = dict.fromkeys(each for vector in vectors for each in vector)
        self.rows = {each: tuple(v.get(each, 0.0) for v in vectors) for each in features}
        self.nothing = [0.0] * len(vectors)

    def products(self, vector: Vector) -> list[float]:
        """Per place the product of ``vector`` with its vector."""
        shared = [each for each in vector if each in self.rows]
        if not shared:
            return self.nothing[:]
        weights = [vector[each] for each in shared]
        places = zip(*[self.rows[each] for each in shared], strict=True)
        return [sum(map(mul, weights, others)) for others in places]


class Asking:
    """What the call asks, in words and in what confident answers to it teach.

    Args:
        outline: at least one topic, each with at least one question.
        read: per contribution the features found in it; rare ones weigh more.
    """

    def __init__(self, outline: Outline, read: Iterable[Iterable[str]]) -> None:
        self.questions: list[Target] = []
        self.topics: list[Target] = []
        titles = [topic.title for topic in outline.topics]
        asked = [question.words for topic in outline.topics for question in topic.questions]
        self.space = Space(
            [(w, code) for said in (*titles, *asked) for code, w in said.items()], meaning
        )
        for found in read:
            self.space.add(found)
        self._number(outline)
        self._learn_words(titles, asked)
        self.learn(())

    def _number(self, outline: Outline) -> None:
        for number, topic in enumerate(outline.topics):
            first = len(self.questions)
            self.questions += [
                Target(question.key, number, first + place)
                for place, question in enumerate(topic.questions)
            ]
            places = tuple(range(first, len(self.questions)))
            self.topics.append(Target(topic.key, number, number, places))

    def _learn_words(
        self, titles: Sequence[Mapping[str, str]], asked: Sequence[Mapping[str, str]]
    ) -> None:
        titled = [self._vectors(words) for words in titles]
        worded = [self._vectors(words) for words in asked]
        parts = [self._parts(words) for words in asked]
        self._titles = _Index(_flat(titled), len(titled))
        self._versions = _Index(
            _flat([[*v, *p] for v, p in zip(worded, parts, strict=True)]), len(worded)
        )
        whole = [
            unit(_sum([unit(_sum(vectors)), _times(unit(_sum(titled[target.topic])), _TITLE)]))
            for target, vectors in zip(self.questions, worded, strict=True)
        ]
        self._worded = _Rows([unit(told) for told in _told_apart(whole)])

    def _vectors(self, words: Mapping[str, str]) -> list[dict[str, float]]:
        return [self.space.vector(text, code) for code, text in words.items()]

    def _parts(self, words: Mapping[str, str]) -> list[dict[str, float]]:
        """Each question and lettered part inside the words of a question."""
        found: list[dict[str, float]] = []
        for code, text in words.items():
            parts = [part for part in _PART.split(text) if len(part.split()) > 1]
            if len(parts) > 1:
                found += [_times(self.space.vector(part, code), _OF_PART) for part in parts]
        return found

    def restates(self, vector: Vector) -> list[float]:
        """Per question, how much ``vector`` looks like its words, or a part, in one language."""
        return self._versions.nearest(vector)

    def restates_topic(self, vector: Vector) -> list[float]:
        return self._titles.nearest(vector)

    def worded(self, vector: Vector) -> list[float]:
        """Per question, how near ``vector`` is to its words."""
        return self._worded.products(vector)

    def near(
        self, vector: Vector, worded: Sequence[float], own: Mapping[int, Vector]
    ) -> list[float]:
        """Per question, how near ``vector`` is to its words and to what others answered.

        Args:
            worded: how near it is to its words.
            own: place of a question → what the contribution at hand taught, which is left out.
        """
        near = list(worded)
        learned = self._lessons.products(vector)
        for place, length in enumerate(self._lengths):
            if length:
                left = learned[place] - self._own(vector, own.get(place), place)
                near[place] += _LEARNED * max(0.0, left) / length
        return near

    def _own(self, vector: Vector, own: Vector | None, place: int) -> float:
        if not own:
            return 0.0
        factors = self._factors[place]
        return sum(
            weight * own[each] * factors.get(each, 0.0)
            for each, weight in vector.items()
            if each in own
        )

    def learn(self, lessons: Iterable[Mapping[int, Vector]]) -> None:
        """Take in what each contribution answered: place of a question → sum of its vectors."""
        kept = list(lessons)
        places = range(len(self.questions))
        sums = [_sum(each[place] for each in kept if place in each) for place in places]
        apart = _told_apart(sums)
        self._factors = [
            {each: weight / raw[each] for each, weight in told.items()}
            for told, raw in zip(apart, sums, strict=True)
        ]
        self._lengths = [sqrt(dot(told, told)) for told in apart]
        self._lessons = _Rows(apart)


def _flat(several: Iterable[Iterable[Vector]]) -> Iterable[tuple[int, Vector]]:
    return ((place, vector) for place, vectors in enumerate(several) for vector in vectors)


def _sum(vectors: Iterable[Vector]) -> dict[str, float]:
    total: dict[str, float] = {}
    for vector in vectors:
        for each, weight in vector.items():
            total[each] = total.get(each, 0.0) + weight
    return total


def _times(vector: Vector, factor: float) -> dict[str, float]:
    return {each: weight * factor for each, weight in vector.items()}


def _told_apart(vectors: Sequence[Vector]) -> list[dict[str, float]]:
    total = _sum(vectors)
    return [
        {each: weight * (weight / total[each]) ** _APART for each, weight in vector.items()}
        for vector in vectors
    ]
