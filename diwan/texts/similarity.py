"""How alike two texts are, by their stems and the concepts of the thesaurus, across languages."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from math import log, sqrt
from operator import mul
from sys import intern
from typing import TYPE_CHECKING

from .normalise import word_stems, words
from .stopwords import STOP_STEMS
from .thesaurus import concepts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

#: By the first sign of a feature. A concept says more than a stem: every language has it.
_WEIGHTS = {"=": 1.0, "#": 1.5, "^": 0.5, "~": 1.0}
_LANGUAGES = ("en", "fr")


class Space:
    """What is rare among the given (text, language) pairs weighs more.

    A feature is ``=stem`` or ``#concept``, or what ``read`` finds in a text of a language. The
    language of a text may be empty; its words are then stemmed as English and French.
    """

    def __init__(
        self,
        texts: Sequence[tuple[str, str]],
        read: Callable[[str, str], Mapping[str, int]] | None = None,
    ) -> None:
        self._read = read or features
        self._size = 0
        self._found: Counter[str] = Counter()
        self._weights: dict[str, float] = {}
        for text, language in texts:
            self.add(self._read(text, language))

    def add(self, found: Iterable[str]) -> None:
        """Count the features of one more text, each once."""
        self._weights.clear()
        self._size += 1
        self._found.update(set(found))

    def weight(self, feature: str) -> float:
        """How much a feature says: inverse document frequency, more for a concept."""
        known = self._weights.get(feature)
        if known is None:
            known = self._weights[feature] = self._weigh(feature)
        return known

    def _weigh(self, feature: str) -> float:
        rarity = log((1 + self._size) / (1 + self._found[feature])) + 0.1
        return rarity * _WEIGHTS.get(feature[0], 1.0)

    def vector(self, text: str, language: str) -> dict[str, float]:
        """Weights of the features of ``text``, of unit length; empty when it says nothing."""
        return self.weighed(self._read(text, language))

    def weighed(self, counted: Mapping[str, int]) -> dict[str, float]:
        """Weights of counted features, of unit length."""
        weights = self._weights
        for each in counted:
            if each not in weights:
                weights[each] = self._weigh(each)
        return unit(
            {
                each: weights[each] if count == 1 else (1 + log(count)) * weights[each]
                for each, count in counted.items()
            }
        )


def unit(weights: Mapping[str, float]) -> dict[str, float]:
    """The same direction with length 1; empty when there is no length."""
    length = sqrt(sum(map(mul, weights.values(), weights.values())))
    return {each: weight / length for each, weight in weights.items()} if length else {}


def dot(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """The sum of the products of what both hold."""
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    return sum(weight * large[each] for each, weight in small.items() if each in large)


def cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """From 0 (nothing shared) to 1 (the same words in the same measure), for unit vectors."""
    return min(1.0, dot(a, b))


@lru_cache(maxsize=20_000)
def features(text: str, language: str) -> Counter[str]:
    """Stems that are not among the small words, and concepts, each with its count."""
    languages = (language,) if language in {"en", "fr", "ar"} else (language, *_LANGUAGES)
    said = words(text)
    counted: Counter[str] = Counter()
    for each in languages:
        for word in said:
            for feature in _stems(word, each):
                counted[feature] = 1
        for concept, times in concepts(text, each, said).items():
            feature = intern(f"#{concept}")
            counted[feature] = max(times, counted.get(feature, 0))
    return counted


@lru_cache(maxsize=50_000)
def _stems(word: str, language: str) -> tuple[str, ...]:
    """The stems of a word as features; one that many texts hold is one string to all of them."""
    known = (stem for stem in word_stems(word, language) if stem not in STOP_STEMS)
    return tuple(intern(f"={stem}") for stem in known if len(stem) > 1)
