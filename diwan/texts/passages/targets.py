"""Which questions each answer serves: headings, numbers, words and order weighed together."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log
from typing import TYPE_CHECKING

from . import cues
from .headings import Above, Headings
from .numbering import Aim
from .odds import ODDS, chances
from .ways import Option, Ways

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .reading import Reading

#: in how many pieces below several headings it may be said that all are answered as one
_SAYS_SO = 2


@dataclass(frozen=True, slots=True)
class Aimed:
    """A piece with its kind and targets."""

    kind: str
    targets: tuple[str, ...]
    confidence: float


def targets_of(reading: Reading, kinds: Sequence[tuple[str, float]]) -> list[Aimed]:
    """Each piece of ``reading`` with the questions it serves."""
    chosen = _Answers(reading, [kind for kind, _sure in kinds]).chosen()
    return [
        Aimed(kind, chosen[index][0], chosen[index][1] * sure)
        if kind == "answer"
        else Aimed(kind, (), sure)
        for index, (kind, sure) in enumerate(kinds)
    ]


class _Answers:
    def __init__(self, reading: Reading, kinds: list[str]) -> None:
        self.reading = reading
        self.asking = reading.asking
        self.headings = Headings(reading, kinds)
        self.above = self.headings.above()
        self.groups = self._groups()
        self.named = self._named()
        self.stacked = self._stacked()
        self.singles: list[Option] = [(Aim(False, q.place),) for q in self.asking.questions]

    def chosen(self) -> dict[int, tuple[tuple[str, ...], float]]:
        """Answer → keys of its targets, and how sure they are."""
        options = [self._options(self.above[group[0]]) for group in self.groups]
        scores = [
            self._scores(group, several)
            for group, several in zip(self.groups, options, strict=True)
        ]
        path = self._joined(self._ordered(scores, options), options)
        return {
            index: (self._keys(several[choice]), _share(row, choice))
            for group, several, row, choice in zip(self.groups, options, scores, path, strict=True)
            for index in group
        }

    def _stacked(self) -> dict[Above, Option]:
        """Of headings with a gap between them those that what stands below answers.

        All of them where it says so; else the last, and each that a sentence is nearest to.
        """
        under: dict[Above, list[int]] = {}
        for index, above in self.above.items():
            if above.are_spaced:
                under.setdefault(above, []).append(index)
        return {above: self._answered(above.aims, pieces) for above, pieces in under.items()}

    def _answered(self, aims: Option, pieces: Sequence[int]) -> Option:
        texts = (self.reading.lowered[index] for index in pieces[:_SAYS_SO])
        if any(cues.TOGETHER.search(text) for text in texts):
            return aims
        found = [
            chances([self.reading.near(index)[aim.place] for aim in aims], ODDS.answer, ODDS.doubt)
            for index in pieces
        ]
        best = [max(row[number] for row in found) for number in range(len(aims))]
        return tuple(
            aim
            for aim, chance in zip(aims, best, strict=True)
            if chance >= ODDS.answered or aim == aims[-1]
        )

    def _groups(self) -> list[list[int]]:
        """Answers of one paragraph under the same headings."""
        groups: list[list[int]] = []
        for index, above in self.above.items():
            last = groups[-1][-1] if groups else None
            if last is not None and self._is_same(last, index) and self.above[last] == above:
                groups[-1].append(index)
            else:
                groups.append([index])
        return groups

    def _is_same(self, one: int, other: int) -> bool:
        return self.reading.units[one].paragraph == self.reading.units[other].paragraph

    def _options(self, above: Above) -> list[Option]:
        if above.is_anothers:
            return [()]
        if above.is_certain:
            return [above.aims]
        if above.are_doubtful:
            return [above.aims, *((aim,) for aim in above.aims)]
        if above in self.stacked:
            return [self.stacked[above]]
        if self.named is not None and not above.aims:
            return [*self.singles, (Aim(True, self.named),)]
        options = [o for o in self.singles if above.topic in {None, self.headings.topic_of(o[0])}]
        return list(dict.fromkeys([*options, above.aims] if above.aims else options))

    def _scores(self, group: list[int], options: list[Option]) -> list[float]:
        odds = chances(self.reading.together(group), ODDS.answer, ODDS.doubt)
        above = self.above[group[0]]
        return [
            self._near(odds, option) + _headed(option, above) + self._of_named(odds, option, above)
            for option in options
        ]

    def _of_named(self, odds: list[float], option: Option, above: Above) -> float:
        """What the only topic that is named says, where no heading stands."""
        if self.named is None or above.aims or not option:
            return 0.0
        own = [odds[place] for place in self.asking.topics[self.named].questions]
        if option[0].is_topic:
            whole = log(sum(own) / max(1, len(own)) * ODDS.spread)
            return ODDS.named_topic + whole - self._near(odds, option)
        return ODDS.named_topic if self.headings.topic_of(option[0]) == self.named else 0.0

    def _named(self) -> int | None:
        """The only topic that a contribution without headings names by its number, if any."""
        if any(above.aims for above in self.above.values()) or len(self.asking.topics) < 2:
            return None
        found = self.reading.named_topics
        number = next(iter(found)) if len(found) == 1 else 0
        return number - 1 if 0 < number <= len(self.asking.topics) else None

    def _near(self, odds: list[float], option: Option) -> float:
        places = [
            place
            for aim in option
            for place in (self.asking.topics[aim.place].questions if aim.is_topic else (aim.place,))
        ]
        return log(max((odds[place] for place in places), default=1.0))

    def _ordered(self, scores: list[list[float]], options: list[list[Option]]) -> list[int]:
        """The best path; where paragraphs without headings are as many as questions, in order."""
        ways = Ways(options, self._step)
        path = ways.best(scores)
        bare = all(several == self.singles for several in options)
        if not bare or len(options) != len(self.singles) or len(options) < ODDS.few:
            return path
        in_order = list(range(len(options)))
        gain = ways.worth(scores, in_order) - ways.worth(scores, path)
        return in_order if gain + ODDS.each_paragraph > 0 else path

    def _joined(self, path: list[int], options: list[list[Option]]) -> list[int]:
        """The same, but where what stands under several headings is split, all are answered."""
        found: dict[int, set[Option]] = {}
        stacks = self._stacks()
        for stack, several, choice in zip(stacks, options, path, strict=True):
            found.setdefault(stack, set()).add(several[choice])
        return [
            0 if stack >= 0 and len(found[stack]) > 1 else choice
            for stack, choice in zip(stacks, path, strict=True)
        ]

    def _stacks(self) -> list[int]:
        """Per group the number of the several headings above it, -1 where it stands under one."""
        stacks: list[int] = []
        number, last = 0, None
        for group in self.groups:
            above = self.above[group[0]]
            number += above != last
            last = above
            stacks.append(number if above.are_doubtful else -1)
        return stacks

    def _step(self, before: Option, option: Option, is_used: bool) -> float:
        if not before or not option:
            return 0.0
        if before == option:
            return ODDS.whole_on if option[0].is_topic else ODDS.stay
        rank = self.headings.rank
        ahead = min(map(rank, option)) - max(map(rank, before))
        again = ODDS.again if is_used else 0.0
        if ahead <= 0:
            return ODDS.backward + again
        return (ODDS.forward if ahead <= 1 else ODDS.forward_skip) + again

    def _keys(self, option: Option) -> tuple[str, ...]:
        aims = sorted(set(option), key=self.headings.rank)
        return tuple(
            (self.asking.topics if aim.is_topic else self.asking.questions)[aim.place].key
            for aim in aims
        )


def _headed(option: Option, above: Above) -> float:
    """What the headings above an answer say for an option."""
    if above.are_doubtful:
        return ODDS.last if option == above.aims[-1:] else ODDS.joint if len(option) > 1 else 0.0
    if option != above.aims or not option:
        return 0.0
    if above.is_far:
        return ODDS.under_far
    return ODDS.under_topic if option[0].is_topic else ODDS.under


def _share(scores: list[float], choice: int) -> float:
    top = max(scores)
    return exp(scores[choice] - top) / sum(exp(score - top) for score in scores)
