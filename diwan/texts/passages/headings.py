"""Which question or topic each heading and restated question speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from . import cues
from .numbering import Aim, numbered
from .paths import best_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .reading import Reading

SCALE = 12.0
_NUMBERED = 4.0
_NAMED = 30.0
#: a heading that counts a topic may still speak of one question of it
_WITHIN = 1.5
_BODY = 0.6
_RESTATED = 0.4


@dataclass(frozen=True, slots=True)
class Above:
    """What stands above an answer: ``aims`` of the headings, whether some were
    passed over, and whether another contributor asked."""

    aims: tuple[Aim, ...] = ()
    some_passed: bool = False
    is_anothers: bool = False


class Headings:
    """The headings of one contribution, read together."""

    def __init__(self, reading: Reading, kinds: Sequence[str]) -> None:
        self.reading = reading
        self.kinds = kinds
        self.asking = reading.asking
        self.numbered = numbered(reading, kinds)

    def above(self) -> dict[int, Above]:
        """Per answer what stands above it."""
        aims = self._aims()
        found: dict[int, Above] = {}
        stack: list[Aim] = []
        is_open = passed = is_anothers = is_spaced = False
        for index, kind in enumerate(self.kinds):
            if kind == "question":
                goes_on = is_open and not passed
                is_spaced = goes_on and (is_spaced or self._is_apart(index, aims[index], stack))
                stack = [*stack, aims[index]] if goes_on else [aims[index]]
                is_anothers = self._is_anothers(index) or (is_open and is_anothers)
                is_open, passed = True, False
            elif kind == "introduction" and is_open:
                passed = True
            elif kind in {"signature", "reference"} or self.reading.is_postscript[index]:
                stack = []
            if kind == "answer":
                if len(stack) > 1 and self.reading.passes_over(index):
                    passed = True
                if cues.CONCLUSION.match(self.reading.texts[index]) and not is_open:
                    stack = []
                if index in self.numbered and not is_open:
                    stack = [self.numbered[index]]
                is_open = False
                aims_above = _together(stack)
                found[index] = Above(
                    aims_above,
                    (passed or is_spaced) and len(aims_above) > 1,
                    is_anothers and bool(stack),
                )
        return found

    def _is_apart(self, index: int, aim: Aim, stack: list[Aim]) -> bool:
        """Whether a heading stands by itself, so that the one before was left unanswered."""
        return (
            self.reading.follows_gap(index)
            and self.reading.units[index].is_first
            and not aim.is_topic
            and not stack[-1].is_topic
        )

    def _is_anothers(self, index: int) -> bool:
        """Whether the heading restates what another contributor asked."""
        text = self.reading.texts[index]
        return bool(cues.ANOTHER.search(text)) and self.reading.restated[index] < _RESTATED

    def rank(self, aim: Aim) -> float:
        """Where the aim stands in the call; a topic right before its first question."""
        if not aim.is_topic:
            return float(aim.place)
        return min(self.asking.topics[aim.place].questions, default=0) - 0.5

    def _aims(self) -> dict[int, Aim]:
        groups = self._groups()
        options = [Aim(False, q.place) for q in self.asking.questions]
        if len(self.asking.questions) > 1:
            options += [Aim(True, number) for number in range(len(self.asking.topics))]
        scores = [[self._score(group, aim) for aim in options] for group in groups]
        near = [False, *(self._are_near(a[-1], b[0]) for a, b in pairwise(groups))]
        path = best_path(scores, lambda n, a, b: self._step(options[a], options[b], near[n]))
        return {
            index: options[choice]
            for group, choice in zip(groups, path, strict=True)
            for index in group
        }

    def _groups(self) -> list[list[int]]:
        """Headings; a label with the words behind it is one."""
        groups: list[list[int]] = []
        for index, kind in enumerate(self.kinds):
            if kind != "question":
                continue
            if groups and self._is_one(groups[-1][-1], index):
                groups[-1].append(index)
            else:
                groups.append([index])
        return groups

    def _is_one(self, before: int, index: int) -> bool:
        """Whether two pieces of one paragraph are one heading: a label, a turn, or a question."""
        if before != index - 1 or self.reading.units[index].is_first:
            return False
        first = self.reading.firsts[self.reading.units[index].paragraph]
        if first in self.numbered and self.numbered[first].is_topic:
            return True
        return not (self.reading.asks[before] and self.reading.asks[index])

    def _score(self, group: list[int], aim: Aim) -> float:
        score = self._body(group[-1], aim)
        said = [self._said(index, aim) for index in group]
        score += SCALE * max(said)
        score += sum(self._counted(index, aim) for index in group if index in self.numbered)
        if aim.is_topic and not any(index in self.numbered for index in group):
            score -= 1.0 if len(self.asking.topics) > 1 else 3.0
        return score

    def _counted(self, index: int, aim: Aim) -> float:
        """What the label of a heading says for an aim; one of a topic also for its questions."""
        counted = self.numbered[index]
        label = self.reading.units[index].label
        sure = _NAMED if label and label.is_worded else _NUMBERED
        if counted == aim:
            return sure
        is_within = counted.is_topic and not aim.is_topic
        is_within = is_within and aim.place in self.asking.topics[counted.place].questions
        return sure - _WITHIN if is_within else 0.0

    def _said(self, index: int, aim: Aim) -> float:
        if aim.is_topic:
            return self.reading.restates_topic[index][aim.place]
        return max(self.reading.restates[index][aim.place], self.reading.near[index][aim.place])

    def _body(self, index: int, aim: Aim) -> float:
        """How near the answers right under a heading are."""
        under: list[int] = []
        for i in range(index + 1, len(self.kinds)):
            if self.kinds[i] == "question" or len(under) > 8:
                break
            if self.kinds[i] == "answer":
                under.append(i)
        if not under:
            return 0.5 if aim.is_topic else 0.0
        places = self.asking.topics[aim.place].questions if aim.is_topic else (aim.place,)
        nears = self.reading.together(under)
        lost = 0.8 if aim.is_topic else 1.0
        return _BODY * SCALE * lost * max((nears[place] for place in places), default=0.0)

    def _are_near(self, before: int, index: int) -> bool:
        """Whether two headings stand in one paragraph, nothing between them."""
        units = self.reading.units
        return before == index - 1 and units[before].paragraph == units[index].paragraph

    def _step(self, before: Aim, aim: Aim, are_near: bool) -> float:
        a, b = self.rank(before), self.rank(aim)
        if a == b:
            return 1.0 if are_near else -1.2
        if b < a:
            return -1.0
        return 0.8 if b - a <= 1 else 0.3


def _together(stack: Sequence[Aim]) -> tuple[Aim, ...]:
    """Of headings above each other the questions; the topic only where no question is."""
    questions = [aim for aim in stack if not aim.is_topic]
    return tuple(dict.fromkeys(questions or stack[-1:]))
