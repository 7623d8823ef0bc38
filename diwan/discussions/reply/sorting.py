"""Which section of a reply a sentence belongs to, and which question it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from diwan.texts.sentences import sentences

from .likeness import dot, middle

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from diwan.texts.passages import Outline
    from diwan.texts.similarity import Space

    from .candidates import Candidate
    from .likeness import Vector

#: from this cosine on a sentence repeats the call
_RESTATED = 0.6


@dataclass(frozen=True, slots=True)
class Sorted:
    """A candidate, the kind of statement it makes, and what it is about.

    ``about`` is the key of a question or topic, empty for none; ``place`` the country that an
    experience is about.
    """

    candidate: Candidate
    kind: str
    about: str
    place: str
    vector: Vector


class Asked:
    """What the call asks, as vectors: each key in all languages together, each sentence alone."""

    def __init__(self, outline: Outline, space: Space) -> None:
        wordings = dict(_wordings(outline))
        self.keys = tuple(wordings)
        self.vectors = {
            key: middle(space.vector(text, language) for language, text in sorted(said.items()))
            for key, said in wordings.items()
        }
        self.words = {
            key: tuple(text for _, text in sorted(wordings[key].items())) for key in wordings
        }
        self.parts = {key: _parts(said, space) for key, said in wordings.items()}
        self._heads = [(_head(part), part) for parts in self.parts.values() for part in parts]

    def restates(self, vector: Vector) -> bool:
        """Whether a sentence says a question of the call once more."""
        said = vector.keys()
        return any(
            not said.isdisjoint(head) and dot(vector, part) >= _RESTATED
            for head, part in self._heads
        )

    def closest(self, keys: Sequence[str], vector: Vector) -> str:
        """Which of the keys a sentence is closest to; the first among equals, empty for none."""
        known = [key for key in keys if key in self.vectors]
        if len(known) == 1:
            return known[0]
        return max(known, key=lambda key: dot(vector, self.vectors[key]), default="")


def _head(vector: Vector) -> list[str]:
    """The heaviest features, until the others together are shorter than :data:`_RESTATED`.

    What restates has one of them.
    """
    head: list[str] = []
    rest = sum(weight * weight for weight in vector.values())
    for feature in sorted(vector, key=lambda feature: -vector[feature]):
        if rest < _RESTATED * _RESTATED:
            break
        head.append(feature)
        rest -= vector[feature] ** 2
    return head


def _parts(said: Mapping[str, str], space: Space) -> tuple[Vector, ...]:
    """Each sentence of a question alone."""
    return tuple(
        space.vector(text[span.start : span.end], language)
        for language, text in sorted(said.items())
        for span in sentences(text)
    )


def _wordings(outline: Outline) -> Iterator[tuple[str, dict[str, str]]]:
    """Key → words by language, each topic before its questions."""
    for topic in outline.topics:
        yield topic.key, dict(topic.title)
        for question in topic.questions:
            yield question.key, dict(question.words)


def sort(candidates: Sequence[Candidate], asked: Asked, space: Space) -> list[Sorted]:
    """Every candidate that does not restate the call, in its order."""
    found: list[Sorted] = []
    for candidate in candidates:
        vector = space.weighed(candidate.features)
        if not asked.restates(vector):
            about = asked.closest(candidate.about, vector)
            found += [
                Sorted(candidate, kind, about, where, vector) for kind, where in _kinds(candidate)
            ]
    return found


def _kinds(candidate: Candidate) -> list[tuple[str, str]]:
    """Kind of statement, and the country of an experience; once for each of two countries."""
    if candidate.recommends:
        return [("recommendation", "")]
    return [("experience", code) for code in candidate.told_of] or [("point", "")]
