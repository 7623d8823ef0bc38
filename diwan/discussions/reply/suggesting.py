"""Which words of others seem to say what a statement says, in whatever language."""

from __future__ import annotations

from array import array
from collections import defaultdict
from dataclasses import dataclass
from heapq import nlargest
from math import log, sqrt
from sys import intern
from typing import TYPE_CHECKING

from diwan.texts.abreast import abreast
from diwan.texts.passages.meaning import meaning
from diwan.texts.sentences import sentences
from diwan.texts.similarity import Space, dot

from .contrast import differs
from .likeness import Likeness
from .standing import beginning, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    Weights = Mapping[str, float]

#: how many are suggested beside a statement
MOST = 5
WORDS_AT_LEAST, WORDS_AT_MOST = 5, 80
#: wider concepts and themes count for more than where passages are told apart
_WIDER = {"^": 2.0, "~": 1.5}
#: long sentences lose less than their length: they may say the same and more
_LENGTH = 0.7
#: the nearest so many are asked as well what is near, and count so much
_NEAREST, _THEIRS = 3, 0.3
#: in a small discussion nothing would be rare: so many sentences about other things are assumed
_ELSEWHERE = 50
#: how much all that is cited counts beside the statement
_CITED = 1.0
#: so many entries of the index are looked through, the rarest features first, and so many
#: sentences compared by all they hold; measured in docs/explanation/suggesting.md
_LOOKED_THROUGH, _COMPARED = 20_000, 300


#: so much text is worth a process of its own
_LETTERS_A_PROCESS = 100_000


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words that may be suggested: characters ``start`` to ``end`` of what ``version`` shows."""

    version: int
    start: int
    end: int
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Near:
    """``likeness``: 0 to 1, of what the statement says; ``is_contrary``: they perhaps disagree."""

    sentence: Sentence
    likeness: float
    is_contrary: bool


def sentences_of(
    version: int, masked: str, answers: Iterable[tuple[int, int, str]]
) -> Iterator[Sentence]:
    """The sentences of the answers in some words, those left out that are too short or too long.

    Args:
        answers: start, end and language of each answer in ``masked``.
    """
    for start, end, language in answers:
        for found in sentences(masked, start, end):
            begin = found.start + beginning(masked[found.start : found.end])
            text = " ".join(masked[begin : found.end].split())
            if WORDS_AT_LEAST <= len(words(text)) <= WORDS_AT_MOST:
                yield Sentence(version, begin, found.end, text, language)


def _meant(sentence: Sentence) -> dict[str, int]:
    """Its features, each one object however often it comes: less to keep, and to hand over."""
    found = meaning(sentence.text, sentence.language)
    return {intern(feature): count for feature, count in found.items()}


class Pool:
    """Everything that may be suggested, found by what it means: stems, concepts, themes."""

    def __init__(self, found: Iterable[Sentence]) -> None:
        self.sentences = list(found)
        self._of_version: dict[int, list[Sentence]] = defaultdict(list)
        for each in self.sentences:
            self._of_version[each.version].append(each)
        self._counted = abreast(
            _meant, self.sentences, heft=lambda each: len(each.text), least=_LETTERS_A_PROCESS
        )
        self._space = Space((), meaning)
        self._places: dict[str, array[int]] = {}
        for _sentence in range(_ELSEWHERE):
            self._space.add(())
        for place, counted in enumerate(self._counted):
            self._space.add(counted)
            for feature in counted:
                self._places.setdefault(feature, array("I")).append(place)
        self._lengths = array("d", (self._length(counted) for counted in self._counted))

    def near(
        self,
        text: str,
        language: str,
        *,
        most: int = MOST,
        cited: Sequence[Sentence] = (),
        without: Callable[[Sentence], bool] = lambda _sentence: False,
    ) -> list[Near]:
        """The sentences that seem to say the same as ``text``, the likeliest first.

        Args:
            cited: what is known to say the same, in other words or another language.
            without: whether a sentence is not to be suggested.
        """
        own = self._weighed(meaning(text, language))
        if not own:
            return []
        for each in cited:
            vector = self._weighed(meaning(each.text, each.language))
            own = _sum(own, vector, _CITED / len(cited))
        asked = own
        for likeness, place in nlargest(_NEAREST, self._nearest(own)):
            asked = _sum(asked, self._weighed(self._counted[place]), _THEIRS * likeness)
        whole = dot(asked, own)
        near = (each for each in self._nearest(asked) if not without(self.sentences[each[1]]))
        return [
            self._told(self.sentences[place], text, language, likeness / whole)
            for likeness, place in nlargest(most, near)
        ]

    def at(self, version: int, spans: Iterable[tuple[int, int]]) -> list[Sentence]:
        """The sentences of a version that share a character with one of these stretches."""
        mine = self._of_version.get(version, ())
        return [
            each
            for each in mine
            if any(each.start < end and start < each.end for start, end in spans)
        ]

    def _told(self, sentence: Sentence, text: str, language: str, likeness: float) -> Near:
        is_one_language = sentence.language == language
        is_contrary = differs(text, sentence.text, is_one_language=is_one_language)
        return Near(sentence, min(1.0, likeness), is_contrary)

    def _weighed(self, counted: Mapping[str, int]) -> dict[str, float]:
        length = self._length(counted)
        return {each: self._weight(each, count) / length for each, count in counted.items()}

    def _weight(self, feature: str, count: int) -> float:
        return (1 + log(count)) * self._space.weight(feature) * _WIDER.get(feature[0], 1.0)

    def _length(self, counted: Mapping[str, int]) -> float:
        weights = (self._weight(each, count) for each, count in counted.items())
        return float(sqrt(sum(weight * weight for weight in weights)) ** _LENGTH)

    def _nearest(self, asked: Weights) -> list[tuple[float, int]]:
        """(likeness, place) of what shares the rarest features with ``asked``."""
        gains = {each: weight * self._weight(each, 1) for each, weight in asked.items()}
        found: dict[int, float] = defaultdict(float)
        looked_through = 0
        for feature in sorted(asked, key=self._commonness):
            looked_through += self._commonness(feature)
            if found and looked_through > _LOOKED_THROUGH:
                break
            gain = gains[feature]
            for place in self._places.get(feature, ()):
                found[place] += gain
        lengths = self._lengths
        likeliest = nlargest(_COMPARED, found, key=lambda place: found[place] / lengths[place])
        return [(self._product(gains, place), place) for place in likeliest]

    def _commonness(self, feature: str) -> int:
        return len(self._places.get(feature, ()))

    def _product(self, gains: Weights, place: int) -> float:
        """``gains``: what each feature adds where it stands once."""
        counted = self._counted[place]
        total = sum(
            gain if counted[feature] == 1 else gain * (1 + log(counted[feature]))
            for feature, gain in gains.items()
            if feature in counted
        )
        return total / self._lengths[place]


def twins(statements: Sequence[tuple[str, str]]) -> list[tuple[int, int]]:
    """Places of statements, given with their languages, that nearly say the same; smaller first.

    Of several alike each is told beside the first of them. What shows a cue of disagreement is
    no twin.
    """
    space = Space(statements)
    likeness = Likeness(
        [space.vector(text, language) for text, language in statements],
        [language for _text, language in statements],
    )
    groups = likeness.groups(range(len(statements)))
    return sorted(
        (first, other)
        for first, (_itself, *others) in groups.items()
        for other in others
        if not _differ(statements[first], statements[other])
    )


def _differ(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return differs(one[0], other[0], is_one_language=one[1] == other[1])


def _sum(one: Weights, other: Weights, times: float) -> dict[str, float]:
    both = dict(one)
    for each, weight in other.items():
        both[each] = both.get(each, 0.0) + times * weight
    return both
