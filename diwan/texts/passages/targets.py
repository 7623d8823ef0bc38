"""Which questions each answer serves: the best reading of headings, numbers and words together."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from math import exp
from typing import TYPE_CHECKING

from .labels import BARE, KEY, QUESTION, TOPIC

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .labels import Label
    from .reading import Reading

#: (is a topic, its place)
Aim = tuple[bool, int]

_SCALE = 12.0
_HEADED = 4.0
_NUMBERED = 3.0


@dataclass(frozen=True, slots=True)
class Aimed:
    """A piece with its kind and targets."""

    kind: str
    targets: tuple[str, ...]
    confidence: float


def targets_of(reading: Reading, kinds: Sequence[tuple[str, float]]) -> list[Aimed]:
    """Each piece of ``reading`` with the questions it serves."""
    aiming = _Aiming(reading, [kind for kind, _lead in kinds])
    chosen = aiming.chosen()
    return [
        Aimed(kind, *chosen[index]) if kind == "answer" else Aimed(kind, (), _sure(lead))
        for index, (kind, lead) in enumerate(kinds)
    ]


def _sure(lead: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, lead))))


class _Aiming:
    def __init__(self, reading: Reading, kinds: list[str]) -> None:
        self.reading = reading
        self.kinds = kinds
        self.asking = reading.asking
        self.questions = self.asking.questions
        self.topics = self.asking.topics
        self.near = [self.asking.near(vector) for vector in reading.vectors]
        self.labelled = [
            i
            for i, unit in enumerate(reading.units)
            if unit.label and unit.label.signs and kinds[i] in {"question", "answer"}
        ]
        self.numbered = self._numbered()

    # numbers

    def _numbered(self) -> dict[int, Aim]:
        """What each label means, by the reading that fits the words under the labels best."""
        shapes = sorted({self._label(i).shape for i in self.labelled})
        choices = [self._readings(shape) for shape in shapes[:4]]
        best: tuple[float, dict[int, Aim]] = (-1.0, {})
        for chosen in product(*choices):
            found = self._read(dict(zip(shapes, chosen, strict=False)))
            if found and found[0] > best[0]:
                best = found
        return best[1]

    def _label(self, index: int) -> Label:
        label = self.reading.units[index].label
        assert label is not None
        return label

    @staticmethod
    def _readings(shape: str) -> tuple[str, ...]:
        steps = shape.split("/")
        if KEY in steps:
            return ("named",)
        if TOPIC in steps:
            return ("topic",) if len(steps) == 1 else ("topic question",)
        if QUESTION in steps:
            return ("flat", "inner")
        if len(steps) == 1:
            return ("none", "flat", "inner", "topic")
        return ("none", "topic question", "flat", "inner")

    def _read(self, meanings: dict[str, str]) -> tuple[float, dict[int, Aim]] | None:
        found: dict[int, Aim] = {}
        topic, score = -1, 0.0
        for index in self.labelled:
            label = self._label(index)
            meaning = meanings.get(label.shape, "none")
            aim = self._meant(label, meaning, topic)
            if aim is None:
                score -= 0.0 if meaning == "none" else 0.3
                continue
            topic = aim[1] if aim[0] else self.questions[aim[1]].topic
            found[index] = aim
            score += self._fit(index, aim) + 0.02
        return score, found

    def _meant(self, label: Label, meaning: str, topic: int) -> Aim | None:
        values = [sign.value - 1 for sign in label.signs]
        if meaning == "named":
            key = next(sign.key for sign in label.signs if sign.counts == KEY)
            return next((False, q.place) for q in self.questions if q.key == key)
        if meaning == "flat":
            return (False, values[0]) if 0 <= values[0] < len(self.questions) else None
        if meaning == "inner":
            return self._inner(topic, values[0])
        if meaning == "topic":
            return (True, values[0]) if 0 <= values[0] < len(self.topics) else None
        if meaning == "topic question":
            return self._inner(values[0], values[1])
        return None

    def _inner(self, topic: int, place: int) -> Aim | None:
        if not 0 <= topic < len(self.topics):
            return None
        own = self.topics[topic].questions
        return (False, own[place]) if 0 <= place < len(own) else None

    def _fit(self, index: int, aim: Aim) -> float:
        """How much nearer the words under a label are to ``aim`` than to the rest."""
        stop = next((i for i in self.labelled if i > index), len(self.kinds))
        stop = min(stop, index + 8)
        scores = [0.0] * len(self.questions)
        for i in range(index, stop):
            weight = 2.0 if self.kinds[i] == "question" else 1.0 if self.kinds[i] == "answer" else 0
            again = self.asking.restates(self.reading.vectors[i]) if weight > 1 else self.near[i]
            scores = [s + weight * n for s, n in zip(scores, again, strict=True)]
        mean = sum(scores) / len(scores)
        if aim[0]:
            title = self.asking.restates_topic(self.reading.vectors[index])[aim[1]]
            own = [scores[q] for q in self.topics[aim[1]].questions]
            return title + sum(own) / len(own) - mean
        return scores[aim[1]] - mean

    # headings

    def _headed(self) -> dict[int, tuple[Aim, ...]]:
        """Per answer the aims of the headings above it; empty where none stand above."""
        aims = self._heads()
        found: dict[int, tuple[Aim, ...]] = {}
        stack: list[Aim] = []
        is_open = False
        for index, kind in enumerate(self.kinds):
            if kind == "question":
                stack = [*stack, aims[index]] if is_open else [aims[index]]
                is_open = True
            elif kind == "answer":
                if index in self.numbered and not is_open:
                    stack = [self.numbered[index]]
                is_open = False
                found[index] = self._together(stack)
            elif kind in {"signature", "reference"}:
                stack = []
        return found

    def _together(self, stack: list[Aim]) -> tuple[Aim, ...]:
        """Of headings above each other the questions; the topic only where no question is."""
        questions = [aim for aim in stack if not aim[0]]
        return tuple(dict.fromkeys(questions or stack[-1:]))

    def _heads(self) -> dict[int, Aim]:
        """The best sequence of aims of all headings."""
        heads = [i for i, kind in enumerate(self.kinds) if kind == "question"]
        merged = self._merged(heads)
        options: list[Aim] = [(False, q.place) for q in self.questions]
        options += [
            (True, t) for t in range(len(self.topics)) if len(self.topics) > 1 or self._many()
        ]
        scores = [[self._head_score(group, aim) for aim in options] for group in merged]
        path = _viterbi(scores, lambda a, b: self._after(options[a], options[b]))
        found: dict[int, Aim] = {}
        for group, choice in zip(merged, path, strict=True):
            found |= dict.fromkeys(group, options[choice])
        return found

    def _many(self) -> bool:
        return len(self.questions) > 1

    def _merged(self, heads: list[int]) -> list[list[int]]:
        """A label and the heading behind it are one."""
        groups: list[list[int]] = []
        for index in heads:
            unit = self.reading.units[index]
            if (
                groups
                and groups[-1][-1] == index - 1
                and not unit.is_first
                and (self.reading.units[index - 1].is_label or not self.reading.is_line[index])
            ):
                groups[-1].append(index)
            else:
                groups.append([index])
        return groups

    def _head_score(self, group: list[int], aim: Aim) -> float:
        score = 0.0
        for index in group:
            vector = self.reading.vectors[index]
            if aim[0]:
                score += _SCALE * self.asking.restates_topic(vector)[aim[1]]
            else:
                score += _SCALE * max(
                    self.asking.restates(vector)[aim[1]], self.near[index][aim[1]]
                )
            if index in self.numbered:
                score += _NUMBERED if self.numbered[index] == aim else 0.0
        return score + self._body_score(group[-1], aim)

    def _body_score(self, index: int, aim: Aim) -> float:
        """The answers right under a heading, as far as the next one."""
        under: list[int] = []
        for i in range(index + 1, len(self.kinds)):
            if self.kinds[i] == "question" or len(under) > 8:
                break
            if self.kinds[i] == "answer":
                under.append(i)
        if not under:
            return 0.5 if aim[0] else 0.0
        places = self.topics[aim[1]].questions if aim[0] else (aim[1],)
        nears = [max(self.near[i][place] for place in places) for i in under]
        lost = 0.75 if aim[0] else 1.0
        return 0.6 * _SCALE * lost * sum(nears) / len(nears)

    def _after(self, before: Aim, aim: Aim) -> float:
        a, b = self._rank(before), self._rank(aim)
        if b == a:
            return -0.5
        return 0.3 if b > a else -1.0

    def _rank(self, aim: Aim) -> float:
        return self.topics[aim[1]].questions[0] - 0.5 if aim[0] else float(aim[1])

    # answers

    def chosen(self) -> dict[int, tuple[tuple[str, ...], float]]:
        headed = self._headed()
        groups = self._groups(headed)
        options = [self._options(headed[group[0]]) for group in groups]
        scores = [
            [self._score(group, option, headed[group[0]]) for option in several]
            for group, several in zip(groups, options, strict=True)
        ]
        path = _viterbi_sets(scores, options, self._step)
        found: dict[int, tuple[tuple[str, ...], float]] = {}
        for group, several, score, choice in zip(groups, options, scores, path, strict=True):
            sure = _share(score, choice)
            found |= dict.fromkeys(group, (self._keys(several[choice]), sure))
        return found

    def _groups(self, headed: dict[int, tuple[Aim, ...]]) -> list[list[int]]:
        """Answers of one paragraph under the same headings."""
        groups: list[list[int]] = []
        for index in headed:
            same = groups and (
                self.reading.units[groups[-1][-1]].paragraph == self.reading.units[index].paragraph
                and headed[groups[-1][-1]] == headed[index]
            )
            if same:
                groups[-1].append(index)
            else:
                groups.append([index])
        return groups

    def _options(self, above: tuple[Aim, ...]) -> list[tuple[Aim, ...]]:
        single: list[tuple[Aim, ...]] = [((False, q.place),) for q in self.questions]
        return list(dict.fromkeys([*single, above] if above else single))

    def _score(self, group: list[int], option: tuple[Aim, ...], above: tuple[Aim, ...]) -> float:
        places = [
            place
            for is_topic, place in option
            for place in (self.topics[place].questions if is_topic else (place,))
        ]
        words = [max(1, self.reading.words[i]) for i in group]
        nears = [max(self.near[i][place] for place in places) for i in group]
        score = _SCALE * sum(n * w for n, w in zip(nears, words, strict=True)) / sum(words)
        if option == above:
            score += _HEADED
        if any(self.numbered.get(i) == option[0] for i in group) and len(option) == 1:
            score += _NUMBERED
        return score

    def _step(self, before: tuple[Aim, ...], option: tuple[Aim, ...]) -> float:
        a = max(self._rank(aim) for aim in before)
        b = min(self._rank(aim) for aim in option)
        if before == option:
            return 0.0
        if b > a:
            return 0.1 if b - a <= 1 else 0.0
        return -0.7

    def _keys(self, option: tuple[Aim, ...]) -> tuple[str, ...]:
        aims = sorted(set(option), key=self._rank)
        return tuple(
            (self.topics if is_topic else self.questions)[place].key for is_topic, place in aims
        )


def _viterbi(scores: list[list[float]], step: object) -> list[int]:
    if not scores:
        return []
    value = scores[0]
    back: list[list[int]] = []
    for row in scores[1:]:
        best = [
            max(range(len(value)), key=lambda a: (value[a] + step(a, b), -a))
            for b in range(len(row))
        ]
        value = [value[best[b]] + step(best[b], b) + row[b] for b in range(len(row))]
        back.append(best)
    choice = max(range(len(value)), key=lambda a: (value[a], -a))
    path = [choice]
    for best in reversed(back):
        choice = best[choice]
        path.append(choice)
    return path[::-1]


def _viterbi_sets(scores, options, step):
    if not scores:
        return []
    value = scores[0]
    back = []
    for n in range(1, len(scores)):
        row = scores[n]
        best = [
            max(
                range(len(value)),
                key=lambda a: (value[a] + step(options[n - 1][a], options[n][b]), -a),
            )
            for b in range(len(row))
        ]
        value = [
            value[best[b]] + step(options[n - 1][best[b]], options[n][b]) + row[b]
            for b in range(len(row))
        ]
        back.append(best)
    choice = max(range(len(value)), key=lambda a: (value[a], -a))
    path = [choice]
    for best in reversed(back):
        choice = best[choice]
        path.append(choice)
    return path[::-1]


def _share(scores: list[float], choice: int) -> float:
    top = max(scores)
    total = sum(exp(score - top) for score in scores)
    return exp(scores[choice] - top) / total
