"""Which of many sentences stand for all: central, easy to read, and not twice the same."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import ceil, log1p, log2
from typing import TYPE_CHECKING

from .likeness import SAME, dot, middle

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .candidates import Candidate
    from .likeness import Likeness, Vector

#: what a choice is worth: nearness to the middle of all answers, to the question, voices behind
_MIDDLE, _QUESTION, _VOICES = 0.5, 1.6, 0.4
#: what a choice loses for being like one chosen before, and gains for a voice not yet heard
_REPEATS, _UNHEARD, _LANGUAGE = 1.2, 0.35, 0.5
_WORDS_AT_LEAST, _WORDS_EACH, _WORDS_AT_MOST = 140, 20, 400
_MANY = 200
_WORDS_A_DOUBLING = 80
#: so many members of a group are asked whether another sentence repeats it
_BRIDGES = 24
#: of what there is to say, the most that is repeated
_SHARE = 0.5
#: what a contribution loses that gave as much as it may, and that gave to this section already
_LOAD, _AGAIN = 0.4, 0.15
#: one contribution gives at most so many times what all give on average
_MOST = 1.25
_WORDS_A_STATEMENT = 25
#: what is worth less is chosen only where there is nothing else
_WORTH = 0.0


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences that say the same; ``best`` speaks for them, ``voices`` are their contributions."""

    best: int
    members: tuple[int, ...]
    voices: frozenset[int]
    worth: float


@dataclass(frozen=True, slots=True)
class Pool:
    """The candidates of one section, and the groups among them that say the same."""

    candidates: Sequence[Candidate]
    likeness: Likeness
    groups: tuple[Group, ...]

    def same(self, number: int) -> list[tuple[float, int]]:
        """(closeness, number) of every other candidate that says the same as this one."""
        near = self.likeness.near(number)
        close = ((self.likeness.closeness(number, other), other) for other in near)
        return [each for each in close if each[0] >= SAME]


class Voices:
    """Who is cited already, and how many statements each contribution gave, over all sections.

    Args:
        words: how long all sections may be together; contributions: how many have sentences.
    """

    def __init__(self, words: int, contributions: int) -> None:
        self.heard: set[int] = set()
        self.given: Counter[int] = Counter()
        self.most = ceil(_MOST * words / _WORDS_A_STATEMENT / max(1, contributions))

    def load(self, contribution: int) -> float:
        """1 from where a contribution gave all it may give."""
        return self.given[contribution] / self.most if self.most else 1.0


def grouped(
    candidates: Sequence[Candidate],
    likeness: Likeness,
    questions: Sequence[Vector] = (),
    answering: Sequence[float] = (),
) -> tuple[Group, ...]:
    """The groups of candidates that say the same, the worthiest first.

    Args:
        likeness: of the candidates.
        questions: the words of what is answered, and of each of its sentences.
        answering: how much each candidate reads as an answer.
    """
    vectors = likeness.vectors
    middle_of_all = middle(_middles(candidates, vectors).values())
    worth = [
        _MIDDLE * dot(vector, middle_of_all)
        + _QUESTION * max((dot(vector, question) for question in questions), default=0.0)
        + candidate.ease
        + answers
        for candidate, vector, answers in zip(
            candidates, vectors, answering or [0.0] * len(candidates), strict=True
        )
    ]
    order = sorted(range(len(candidates)), key=lambda number: (-worth[number], number))
    groups = likeness.groups(order).values()
    return tuple(_group(members, worth, candidates) for members in groups)


def _group(members: list[int], worth: Sequence[float], candidates: Sequence[Candidate]) -> Group:
    """The leader has the highest worth of its group and is close to each of the others."""
    voices = frozenset(candidates[number].contribution for number in members)
    return Group(
        members[0], tuple(members), voices, worth[members[0]] + _VOICES * log1p(len(voices) - 1)
    )


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


def fair_share(candidates: Iterable[Candidate], words: int) -> int:
    """The most statements one contribution may give to a section of so many words."""
    contributions = len({candidate.contribution for candidate in candidates})
    return max(1, ceil(1.5 * words / 25 / max(1, contributions)))


class Choice:
    """The choice of one section as it grows, best first.

    Args:
        voices: who is cited already; learns who is cited by what is chosen.
        most_each: the most sentences one contribution may give.
        most: the most sentences of the section.
    """

    def __init__(self, pool: Pool, voices: Voices, most_each: int, most: int = 10_000) -> None:
        self.pool = pool
        self.chosen: list[int] = []
        self._voices = voices
        self._most = most
        self._most_each = most_each
        self._open = {group.best: group for group in pool.groups}
        self._repeats = dict.fromkeys(self._open, 0.0)
        self._languages: Counter[str] = Counter()
        self._given: Counter[int] = Counter()
        self._shares = _shares(pool.candidates)

    def grow(self, words: int) -> None:
        """Choose until ``words`` are used up, at least one where there is any.

        Who gave to the whole reply as much as one may, gives only where nobody else does.
        """
        while self._open and len(self.chosen) < self._most:
            able = [number for number, group in self._open.items() if group.worth >= _WORTH]
            if self.chosen and not able:
                break
            best = max(able or self._open, key=self._rank)
            words -= self._length(best)
            if self.chosen and (words < 0 or self._is_full(best)):
                break
            self._take(best)

    def rescue(self, words: int) -> None:
        """Choose more, from those that nothing chosen anywhere cites, while ``words`` last."""
        while True:
            unheard = [
                number
                for number, group in self._open.items()
                if not group.voices & self._voices.heard
            ]
            best = max(unheard, key=self._rank, default=None)
            if best is None or words < self._length(best):
                break
            words -= self._length(best)
            self._take(best)

    def _length(self, number: int) -> int:
        return len(self.pool.candidates[number].text.split())

    def _rank(self, number: int) -> tuple[bool, float, int]:
        return (not self._is_full(number), self._gain(number), -number)

    def _is_full(self, number: int) -> bool:
        """Whether its contribution gave as much to the whole reply as one may."""
        return self._voices.load(self.pool.candidates[number].contribution) >= 1

    def _gain(self, number: int) -> float:
        group = self._open[number]
        own = self.pool.candidates[number].contribution
        return (
            group.worth
            - _REPEATS * self._repeats[number]
            + _UNHEARD * log1p(len(group.voices - self._voices.heard))
            - _LOAD * self._voices.load(own)
            - _AGAIN * self._given[own]
            + _LANGUAGE * self._owed(self.pool.candidates[number].language)
        )

    def _owed(self, language: str) -> float:
        """How far a language stands behind its share of the contributions."""
        taken = self._languages[language] / max(1, len(self.chosen))
        return self._shares[language] - taken if self.chosen else 0.0

    def _take(self, number: int) -> None:
        candidate = self.pool.candidates[number]
        own = candidate.contribution
        group = self._open.pop(number)
        self.chosen.append(number)
        self._voices.heard |= group.voices
        self._voices.given[own] += 1
        self._languages[candidate.language] += 1
        self._given[own] += 1
        is_full = self._given[own] >= self._most_each
        for other in list(self._open):
            repeats = self._likeness(group, other)
            if repeats >= SAME or (is_full and self.pool.candidates[other].contribution == own):
                del self._open[other]
            else:
                self._repeats[other] = max(self._repeats[other], repeats)

    def _likeness(self, group: Group, other: int) -> float:
        """How close another sentence is to the group, some of whose members bridge languages."""
        vectors = self.pool.likeness.vectors
        bridges = (self.pool.likeness.closeness(each, other) for each in group.members[:_BRIDGES])
        return max(dot(vectors[group.best], vectors[other]), *bridges)


def _shares(candidates: Sequence[Candidate]) -> dict[str, float]:
    """Language → its share of the contributions; one that is mixed counts in each."""
    pairs = {(candidate.contribution, candidate.language) for candidate in candidates}
    counts = Counter(language for _contribution, language in pairs)
    return {language: count / len(pairs) for language, count in counts.items()}
