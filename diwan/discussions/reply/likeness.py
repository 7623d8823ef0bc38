"""Which of many vectors are close: an exact join by an inverted index, and the middle of many."""

from __future__ import annotations

from collections import Counter, defaultdict
from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Vector = dict[str, float]
Near = list[dict[int, float]]

#: two sentences say the same from this cosine on; measured in docs/explanation/drafting.md
SAME = 0.5
#: and only when they share so many stems or concepts
_SHARED = 3


def same(vectors: Sequence[Mapping[str, float]], languages: Sequence[str]) -> Near:
    """For each sentence the others that say the same, in its language or in another.

    Sentences of one language are compared by all their features; across languages, where no
    stem can be shared, by their concepts alone.
    """
    concepts = [_concepts(vector) for vector in vectors]
    within, across = near(vectors, SAME), near(concepts, SAME)
    found: Near = []
    for number, language in enumerate(languages):
        kept = {
            other: closeness
            for is_own, close, shown in ((True, within, vectors), (False, across, concepts))
            for other, closeness in close[number].items()
            if (languages[other] == language) is is_own
            and len(shown[number].keys() & shown[other].keys()) >= _SHARED
        }
        found.append(dict(sorted(kept.items())))
    return found


def _concepts(vector: Mapping[str, float]) -> Vector:
    return middle([{each: weight for each, weight in vector.items() if each[0] == "#"}])


def near(vectors: Sequence[Mapping[str, float]], least: float) -> Near:
    """For each unit vector the others whose cosine is at least ``least`` (above 0), with it.

    Nothing is missed: features are taken rarest first, and only as many of each vector are
    indexed as are needed until the rest is too short to reach ``least`` by itself. Two vectors
    that are close share one of these.
    """
    rarity = Counter(feature for vector in vectors for feature in vector)
    found: Near = [{} for _vector in vectors]
    index: dict[str, list[int]] = defaultdict(list)
    for number, vector in enumerate(vectors):
        head = _head(vector, rarity, least)
        shared = {other for feature in head for other in index[feature]}
        for other in sorted(shared):
            closeness = dot(vector, vectors[other])
            if closeness >= least:
                found[number][other] = found[other][number] = closeness
        for feature in head:
            index[feature].append(number)
    return found


def _head(vector: Mapping[str, float], rarity: Mapping[str, int], least: float) -> list[str]:
    """The rarest features, until the others together are shorter than ``least``."""
    ordered = sorted(vector, key=lambda feature: (rarity[feature], feature))
    rest = sum(weight * weight for weight in vector.values())
    head: list[str] = []
    for feature in ordered:
        if rest < least * least:
            break
        head.append(feature)
        rest -= vector[feature] ** 2
    return head


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
