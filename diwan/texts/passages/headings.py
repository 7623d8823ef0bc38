"""Which question or topic each heading and restated question speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING

from . import cues
from .numbering import Aim, numbered
from .odds import ODDS, chances
from .paths import best_path, worth

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .paths import Steps
    from .reading import Reading


@dataclass(frozen=True, slots=True)
class Above:
    """What stands above an answer.

    ``aims`` of the headings; ``are_doubtful``: several, of which some were passed over in words;
    ``are_spaced``: several, each by itself, of which some may have been left unanswered;
    ``is_anothers``: another contributor asked; ``is_far``: the heading stands in the text of an
    earlier paragraph; ``is_certain``: the writer said it, on the form or by a label in words;
    ``topic``: the only one that can be answered here, if a heading says so.
    """

    aims: tuple[Aim, ...] = ()
    are_doubtful: bool = False
    are_spaced: bool = False
    is_anothers: bool = False
    is_far: bool = False
    is_certain: bool = False
    topic: int | None = None


class Headings:
    """The headings of one contribution, read together."""

    def __init__(self, reading: Reading, kinds: Sequence[str]) -> None:
        self.reading = reading
        self.kinds = kinds
        self.asking = reading.asking
        self.numbered = numbered(reading, kinds)
        self.groups = self._groups()
        self.group_of = {index: group for group in self.groups for index in group}
        self.aims = self._aims()

    def rank(self, aim: Aim) -> float:
        """Where the aim stands in the call; a topic right before its first question."""
        if not aim.is_topic:
            return float(aim.place)
        return min(self.asking.topics[aim.place].questions, default=0) - 0.5

    def above(self) -> dict[int, Above]:
        """Per answer what stands above it."""
        return dict(self._walk())

    def _walk(self) -> Iterator[tuple[int, Above]]:
        stack: list[int] = []
        is_open = passed = False
        counted: Aim | None = None
        for index, kind in enumerate(self.kinds):
            if kind == "question":
                stack = [*stack, index] if is_open and not passed else [index]
                is_open, passed, counted = True, False, None
            elif kind == "introduction" and is_open:
                passed = True
            elif kind in {"signature", "reference"} or self.reading.is_postscript[index]:
                stack, counted = [], None
            if kind != "answer":
                continue
            declared = self.reading.declared[index]
            if declared is not None:
                yield index, Above((Aim(False, declared),), is_certain=True)
                continue
            if not is_open and self._concludes(index):
                yield index, Above()
                continue
            passed = passed or (len(stack) > 1 and self.reading.passes_over(index))
            if index in self.numbered and (not is_open or self._counts(stack, index)):
                stack, counted = [], self.numbered[index]
            if counted is not None:
                yield index, Above((counted,), topic=self.topic_of(counted))
            else:
                yield index, self._above(stack, index, passed=passed)
            is_open = False

    def _counts(self, stack: Sequence[int], index: int) -> bool:
        """Whether a number right under headings says more than they do.

        It names topic and question, they say nothing of the call, or it counts a question of the
        topic that they name.
        """
        counted, label = self.numbered[index], self.reading.units[index].label
        if label and len(label.signs) > 1 and not any(i in self.numbered for i in stack):
            return True
        above = {self.aims[i] for i in stack}
        return not counted.is_topic and above == {Aim(True, self.topic_of(counted))}

    def _concludes(self, index: int) -> bool:
        """Whether the paragraph of a piece begins by drawing things together."""
        first = self.reading.firsts[self.reading.units[index].paragraph]
        return bool(cues.CONCLUSION.match(self.reading.texts[first]))

    def _above(self, stack: Sequence[int], index: int, *, passed: bool) -> Above:
        telling = [i for i in stack if not self._is_mute(i)] or list(stack[-1:])
        aims = _together([self.aims[i] for i in telling])
        is_spaced = any(self._is_apart(i) for i in telling[1:])
        return Above(
            aims,
            are_doubtful=len(aims) > 1 and passed,
            are_spaced=len(aims) > 1 and is_spaced and not passed,
            is_anothers=bool(stack) and self._is_anothers(stack),
            is_far=bool(stack) and self._is_inner(stack[-1], index),
            is_certain=len(aims) == 1 and self._is_named(telling, aims[0]),
            topic=self._topic(telling, aims),
        )

    def topic_of(self, aim: Aim) -> int:
        return aim.place if aim.is_topic else self.asking.questions[aim.place].topic

    def _is_named(self, stack: Sequence[int], aim: Aim) -> bool:
        """Whether a label in words names the question, so that nothing else can be meant."""
        return not aim.is_topic and any(
            self.numbered.get(first) == aim and self._is_worded(first)
            for first in map(self._first, stack)
        )

    def _topic(self, stack: Sequence[int], aims: Sequence[Aim]) -> int | None:
        """The topic that headings keep to, where a label names it."""
        topics = {self.topic_of(aim) for aim in aims}
        return (
            topics.pop()
            if len(topics) == 1 and any(self._first(i) in self.numbered for i in stack)
            else None
        )

    def _first(self, index: int) -> int:
        return self.reading.firsts[self.reading.units[index].paragraph]

    def _is_worded(self, index: int) -> bool:
        label = self.reading.units[index].label
        return label is not None and label.is_worded

    def _is_mute(self, index: int) -> bool:
        """Whether the heading of a piece, with all its pieces, says nothing of what is asked."""
        group = self.group_of[index]
        return all(
            i not in self.numbered and self.reading.restated[i] < ODDS.mute for i in group
        ) and not any(self.reading.asks[i] for i in group)

    def _is_apart(self, index: int) -> bool:
        """Whether a heading stands by itself, so that the one before may be left unanswered."""
        return self.reading.units[index].is_first and self.reading.follows_gap(index)

    def _is_anothers(self, stack: Sequence[int]) -> bool:
        """Whether the headings restate what another contributor asked."""
        return any(
            cues.ANOTHER.search(self.reading.lowered[i])
            and self.reading.restated[i] < ODDS.anothers
            for i in stack
        )

    def _is_inner(self, head: int, index: int) -> bool:
        """Whether a question inside a paragraph stands above an answer of a later one."""
        units = self.reading.units
        number = units[head].paragraph
        if units[index].paragraph == number or self.reading.after_label[head]:
            return False
        last = head + 1 < len(units) and units[head + 1].paragraph == number
        return last and self.kinds[head + 1] == "answer"

    def _groups(self) -> list[list[int]]:
        """Headings; a label or a turn with the words behind it is one."""
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
        if before != index - 1 or self.reading.units[index].is_first:
            return False
        first = self.reading.firsts[self.reading.units[index].paragraph]
        if first in self.numbered and self.numbered[first].is_topic:
            return True
        return not (self.reading.asks[before] and self.reading.asks[index])

    def _aims(self) -> dict[int, Aim]:
        options = [Aim(False, question.place) for question in self.asking.questions]
        if len(options) > 1:
            options += [Aim(True, number) for number in range(len(self.asking.topics))]
        scores = [
            [
                score - (0.0 if topic in {None, self.topic_of(aim)} else ODDS.barred)
                for score, aim in zip(self._scores(group, options), options, strict=True)
            ]
            for group, topic in zip(self.groups, self._standing(), strict=True)
        ]
        steps = self._steps(options)
        path = best_path(scores, steps)
        for one_each in self._one_each(options):
            if worth(scores, steps, one_each) + ODDS.one_each > worth(scores, steps, path):
                path = one_each
        return {
            index: options[choice]
            for group, choice in zip(self.groups, path, strict=True)
            for index in group
        }

    def _steps(self, options: Sequence[Aim]) -> list[Steps]:
        """Per heading what each step into it adds."""
        near = [False, *(self._are_near(a[-1], b[0]) for a, b in pairwise(self.groups))]
        tables = {
            are_near: [[self._step(a, b, are_near) for a in options] for b in options]
            for are_near in set(near)
        }
        return [tables[are_near] for are_near in near[: len(self.groups)]]

    def _one_each(self, options: Sequence[Aim]) -> Iterator[list[int]]:
        """The ways in which headings take all questions in order, with their topics or without."""
        ranked = sorted(range(len(options)), key=lambda number: self.rank(options[number]))
        questions = [number for number in ranked if not options[number].is_topic]
        for way in (questions, ranked):
            if len(way) == len(self.groups) > 1:
                yield way

    def _standing(self) -> Iterator[int | None]:
        """Per heading the topic that a label in words named last, if any."""
        topic: int | None = None
        for group in self.groups:
            first = self._first(group[0])
            if first in self.numbered and self._is_worded(first):
                topic = self.topic_of(self.numbered[first])
            yield topic

    def _scores(self, group: list[int], options: Sequence[Aim]) -> list[float]:
        said, under = self._said(group), self._under(group[-1])
        counted = [index for index in group if index in self.numbered]
        scores = [self._spoken(said, aim) + self._body(under, aim) for aim in options]
        if not counted:
            return [
                score - (ODDS.topic if aim.is_topic else 0.0)
                for score, aim in zip(scores, options, strict=True)
            ]
        return [
            score + sum(self._counted(index, group, aim) for index in counted)
            for score, aim in zip(scores, options, strict=True)
        ]

    def _counted(self, index: int, group: list[int], aim: Aim) -> float:
        """What the label of a heading says for an aim; one of a topic also for its questions."""
        counted = self.numbered[index]
        label = self.reading.units[index].label
        sure = ODDS.named if label and label.is_worded else ODDS.numbered
        is_whole = sum(self.reading.asks[i] for i in group) > 1 or self._is_together(group)
        if counted == aim:
            return sure + (ODDS.whole if aim.is_topic and is_whole else 0.0)
        is_within = counted.is_topic and not aim.is_topic
        is_within = is_within and aim.place in self.asking.topics[counted.place].questions
        return sure - ODDS.within if is_within else 0.0

    def _is_together(self, group: list[int]) -> bool:
        """Whether the heading, or the answer under it, says that it takes all as one."""
        under = [i for i in range(group[-1] + 1, group[-1] + 2) if i < len(self.kinds)]
        return any(cues.TOGETHER.search(self.reading.lowered[i]) for i in (*group, *under))

    def _said(self, group: list[int]) -> list[float]:
        """How likely the words of a heading speak of each question, then of each topic."""
        reading = self.reading
        said = [
            max(max(reading.restates[i][place], reading.near(i)[place]) for i in group)
            for place in range(len(self.asking.questions))
        ]
        titles = [
            max(reading.restates_topic[i][number] for i in group)
            for number in range(len(self.asking.topics))
        ]
        return chances([*said, *titles], ODDS.heading, ODDS.doubt)

    def _spoken(self, said: list[float], aim: Aim) -> float:
        return log(said[len(self.asking.questions) + aim.place if aim.is_topic else aim.place])

    def _under(self, index: int) -> list[float]:
        """How likely the answers right under a heading serve each question; alike without any."""
        under: list[int] = []
        for i in range(index + 1, len(self.kinds)):
            if self.kinds[i] == "question" or len(under) > 12:
                break
            if self.kinds[i] == "answer":
                under.append(i)
        if not under:
            return []
        return chances(self.reading.together(under), ODDS.answer, ODDS.doubt)

    def _body(self, odds: list[float], aim: Aim) -> float:
        if not odds:
            return log(1 / len(self.asking.questions))
        if not aim.is_topic:
            return ODDS.body * log(odds[aim.place])
        own = [odds[place] for place in self.asking.topics[aim.place].questions]
        return ODDS.body * log(sum(own) / max(1, len(own)) * ODDS.spread)

    def _are_near(self, before: int, index: int) -> bool:
        """Whether two headings stand in one paragraph, nothing between them."""
        units = self.reading.units
        return before == index - 1 and units[before].paragraph == units[index].paragraph

    def _step(self, before: Aim, aim: Aim, are_near: bool) -> float:
        a, b = self.rank(before), self.rank(aim)
        if a == b:
            return ODDS.same_near if are_near else ODDS.same
        if b < a:
            return ODDS.back
        return ODDS.next if b - a <= 1 else ODDS.skip


def _together(stack: Sequence[Aim]) -> tuple[Aim, ...]:
    """Of headings above each other the questions; the topic only where no question is."""
    questions = [aim for aim in stack if not aim.is_topic]
    return tuple(dict.fromkeys(questions or stack[-1:]))
