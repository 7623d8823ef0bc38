"""Which of many sentences stand for all: central, easy to read, and not twice the same."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from math import ceil, log1p, log2
from typing import TYPE_CHECKING

from .likeness import dot, middle, same

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .candidates import Candidate
    from .likeness import Near, Vector

#: what a choice is worth: nearness to the middle of all answers, to the question, voices behind
_MIDDLE, _QUESTION, _VOICES = 1.0, 0.8, 0.4
#: what a choice loses for being like one chosen before, and gains for a voice not yet heard
_REPEATS, _UNHEARD, _LANGUAGE = 1.2, 0.35, 0.5
_WORDS_AT_LEAST, _WORDS_EACH, _WORDS_AT_MOST = 140, 20, 400
_MANY = 200
_WORDS_A_DOUBLING = 80
#: of what there is to say, the most that is repeated
_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Pool:
    """Candidates for one section: their vectors, which are close, and what each is worth."""

    candidates: Sequence[Candidate]
    vectors: Sequence[Vector]
    near: Near
    #: contributions that say it: its own, and those with a sentence that is the same
    voices: Sequence[frozenset[int]]
    worth: Sequence[float]


def pool(
    candidates: Sequence[Candidate], vectors: Sequence[Vector], question: Vector | None = None
) -> Pool:
    """What there is to choose from; ``question``: the words of the question that is answered."""
    close = same(vectors, [candidate.language for candidate in candidates])
    middle_of_all = middle(_middles(candidates, vectors).values())
    voices = [
        frozenset(candidates[each].contribution for each in (number, *others))
        for number, others in enumerate(close)
    ]
    worth = [
        _MIDDLE * dot(vector, middle_of_all)
        + _QUESTION * dot(vector, question or {})
        + _VOICES * log1p(len(voices[number]) - 1)
        + candidates[number].ease
        for number, vector in enumerate(vectors)
    ]
    return Pool(candidates, vectors, close, voices, worth)


def _middles(candidates: Sequence[Candidate], vectors: Sequence[Vector]) -> dict[int, Vector]:
    """The middle of each contribution, so that a long one counts no more than a short one."""
    grouped: dict[int, list[Vector]] = {}
    for candidate, vector in zip(candidates, vectors, strict=True):
        grouped.setdefault(candidate.contribution, []).append(vector)
    return {contribution: middle(own) for contribution, own in grouped.items()}


def words_for(candidates: Iterable[Candidate]) -> int:
    """How many words a section may take: 150 to 400 up to 200 contributions, then slowly more."""
    kept = list(candidates)
    contributions = len({candidate.contribution for candidate in kept})
    written = sum(len(candidate.text.split()) for candidate in kept)
    most = min(_WORDS_AT_MOST, _WORDS_AT_LEAST + _WORDS_EACH * contributions)
    if contributions > _MANY:
        most += round(_WORDS_A_DOUBLING * log2(contributions / _MANY))
    return min(most, ceil(written * _SHARE))


@dataclass(slots=True)
class Choice:
    """The choice as it grows; ``heard`` are contributions that were cited elsewhere already."""

    pool: Pool
    heard: set[int]
    most_each: int
    chosen: list[int] = field(default_factory=list)
    _open: set[int] = field(default_factory=set)
    _likeness: list[float] = field(default_factory=list)
    _languages: Counter[str] = field(default_factory=Counter)
    _taken: Counter[int] = field(default_factory=Counter)
    _shares: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._open = set(range(len(self.pool.candidates)))
        self._likeness = [0.0] * len(self.pool.candidates)
        self._shares = _shares(self.pool.candidates)

    def grow(self, words: int) -> None:
        """Choose until ``words`` are used up, at least one where there is any."""
        used = 0
        while self._open:
            best = max(self._open, key=lambda number: (self._gain(number), -number))
            used += len(self.pool.candidates[best].text.split())
            if self.chosen and used > words:
                break
            self._take(best)

    def _gain(self, number: int) -> float:
        candidate = self.pool.candidates[number]
        unheard = len(self.pool.voices[number] - self.heard)
        return (
            self.pool.worth[number]
            - _REPEATS * self._likeness[number]
            + _UNHEARD * log1p(unheard)
            + _LANGUAGE * self._owed(candidate.language)
        )

    def _owed(self, language: str) -> float:
        """How far a language stands behind its share of the contributions."""
        taken = self._languages[language] / max(1, len(self.chosen))
        return self._shares[language] - taken if self.chosen else 0.0

    def _take(self, number: int) -> None:
        candidate, vector = self.pool.candidates[number], self.pool.vectors[number]
        self.chosen.append(number)
        self.heard |= self.pool.voices[number]
        self._languages[candidate.language] += 1
        self._taken[candidate.contribution] += 1
        self._open -= {number, *self.pool.near[number]}
        if self._taken[candidate.contribution] >= self.most_each:
            own = candidate.contribution
            self._open = {n for n in self._open if self.pool.candidates[n].contribution != own}
        for other in self._open:
            likeness = dot(vector, self.pool.vectors[other])
            self._likeness[other] = max(self._likeness[other], likeness)


def _shares(candidates: Sequence[Candidate]) -> dict[str, float]:
    """Language → its share of the contributions; one that is mixed counts in each."""
    pairs = {(candidate.contribution, candidate.language) for candidate in candidates}
    counts = Counter(language for _contribution, language in pairs)
    return {language: count / len(pairs) for language, count in counts.items()}


def choose(pool: Pool, heard: set[int], words: int, most_each: int) -> list[int]:
    """Numbers of the chosen candidates, best first; ``heard`` learns who is cited by them."""
    choice = Choice(pool, heard, most_each)
    choice.grow(words)
    return choice.chosen


def fair_share(candidates: Iterable[Candidate], words: int) -> int:
    """The most statements one contribution may give to a section of so many words."""
    contributions = len({candidate.contribution for candidate in candidates})
    return max(1, ceil(1.5 * words / 25 / max(1, contributions)))
