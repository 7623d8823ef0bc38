"""Which sentences say the same, in one language or in two, and the middle of many."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence, Sized

Vector = dict[str, float]

#: two sentences say the same from this cosine on; measured in docs/explanation/drafting.md
SAME = 0.5
#: and only when they share so many stems or concepts
_SHARED = 3


class Likeness:
    """Compares sentences by unit vectors of ``=stem`` and ``#concept``.

    Sentences of one language are compared by all their features; across languages, where no
    stem can be shared, by their concepts alone.
    """

    def __init__(self, vectors: Sequence[Vector], languages: Sequence[str]) -> None:
        self.vectors = vectors
        self.languages = languages
        self._shared: dict[int, Vector] = {}

    def closeness(self, one: int, other: int) -> float:
        """From 0 to 1; 0 when they share too little to tell."""
        is_own = self.languages[one] == self.languages[other]
        left, right = (
            (self.vectors[one], self.vectors[other])
            if is_own
            else (self._concepts(one), self._concepts(other))
        )
        if len(left.keys() & right.keys()) < _SHARED:
            return 0.0
        return dot(left, right)

    def near(self, number: int) -> list[int]:
        """Every other sentence that may say the same, in order: all that does is among them."""
        heads = (*self.head(number), *self.shared_head(number))
        found = {other for feature in heads for other in self._places[feature]}
        return sorted(found - {number})

    def head(self, number: int) -> list[str]:
        """The rarest features of a sentence, those of it that tell what is close to it."""
        return _head(self.vectors[number], self._places)

    def shared_head(self, number: int) -> list[str]:
        """The same of its concepts, for sentences of other languages."""
        return _head(self._concepts(number), self._places)

    def _concepts(self, number: int) -> Vector:
        """The concepts of a sentence alone, read when they are first asked for."""
        found = self._shared.get(number)
        if found is None:
            found = self._shared[number] = _concepts(self.vectors[number])
        return found

    @cached_property
    def _places(self) -> Mapping[str, Sequence[int]]:
        """By feature, the sentences that have it."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, vector in enumerate(self.vectors):
            for feature in vector:
                found[feature].append(number)
        return found

    def groups(self, order: Iterable[int]) -> dict[int, list[int]]:
        """Leader → the sentences that say the same as it, itself first.

        Sentences are taken in ``order``; each joins the closest leader before it that says the
        same, or leads from then on. No leader says the same as another: of each sentence the
        rarest features are indexed, as many as it takes until the rest alone cannot reach
        ``SAME``, so that two that are close share one of them.
        """
        index = _Index(self)
        found: dict[int, list[int]] = {}
        for number in order:
            near = ((self.closeness(number, leader), -leader) for leader in index.near(number))
            best, leader = max(near, default=(0.0, 0))
            if best >= SAME:
                found[-leader].append(number)
            else:
                found[number] = [number]
                index.add(number)
        return found


class _Index:
    """Leaders by their rarest features: stems within a language, concepts across."""

    def __init__(self, likeness: Likeness) -> None:
        self._likeness = likeness
        self._leaders: dict[tuple[str, str], list[int]] = defaultdict(list)

    def add(self, number: int) -> None:
        for key in self._keys(number):
            self._leaders[key].append(number)

    def near(self, number: int) -> list[int]:
        """Every leader that may be close, in order."""
        return sorted({leader for key in self._keys(number) for leader in self._leaders[key]})

    def _keys(self, number: int) -> list[tuple[str, str]]:
        language = self._likeness.languages[number]
        own, shared = self._likeness.head(number), self._likeness.shared_head(number)
        return [*((language, feature) for feature in own), *(("", feature) for feature in shared)]


def _head(vector: Mapping[str, float], places: Mapping[str, Sized]) -> list[str]:
    """The rarest features, until the others together are shorter than :data:`SAME`."""
    ordered = sorted(vector, key=lambda feature: (len(places[feature]), feature))
    rest = sum(weight * weight for weight in vector.values())
    head: list[str] = []
    for feature in ordered:
        if rest < SAME * SAME:
            break
        head.append(feature)
        rest -= vector[feature] ** 2
    return head


def _concepts(vector: Mapping[str, float]) -> Vector:
    kept = {each: weight for each, weight in vector.items() if each[0] == "#"}
    return middle([kept]) if len(kept) >= _SHARED else {}


def dot(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    if len(left) > len(right):
        left, right = right, left
    return sum(weight * right[feature] for feature, weight in left.items() if feature in right)


def middle(vectors: Iterable[Mapping[str, float]]) -> Vector:
    """The unit vector of their sum; empty when there is none."""
    total: Vector = defaultdict(float)
    for vector in vectors:
        for feature, weight in vector.items():
            total[feature] += weight
    length = sqrt(sum(weight * weight for weight in total.values()))
    return {feature: weight / length for feature, weight in total.items()} if length else {}
