"""What the numbers and letters of one contribution mean: its own scheme, learned as a whole."""

from __future__ import annotations

from itertools import product
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from .labels import KEY, QUESTION, TOPIC

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .labels import Label
    from .likeness import Asking
    from .reading import Reading

#: more series of labels than this are not read
_SHAPES = 4
#: in place of a heading's number: a list under it began at one, and counts nothing of the call
_INNER = -1
_UNREADABLE = 0.3
#: a label that would leave the topic whose heading stands above
_ELSEWHERE = 0.3
#: a label of one step, and of two, that can be read
_READABLE = (0.05, 0.15)
#: a heading more like a topic's title than this names it
_PLAINLY = 0.45


class Aim(NamedTuple):
    """A question by its place in the call, or a topic by its own."""

    is_topic: bool
    place: int


def numbered(reading: Reading, kinds: Sequence[str]) -> dict[int, Aim]:
    """Piece → what its label counts; pieces whose labels count nothing of the call are left out.

    Labels of one shape form a series. Every way to read all series together is tried: through
    all questions (``flat``), inside the topic at hand (``inner``), topics, topics with their
    questions, or nothing of the call; the one under which headings and answers are nearest to
    what they would answer wins.
    """
    return _Scheme(reading, kinds).best()


class _Scheme:
    def __init__(self, reading: Reading, kinds: Sequence[str]) -> None:
        self.reading = reading
        self.kinds = kinds
        self.asking: Asking = reading.asking
        self.paragraphs: dict[int, list[int]] = {}
        for index, unit in enumerate(reading.units):
            self.paragraphs.setdefault(unit.paragraph, []).append(index)
        self.labels = dict(self._labels())
        self.contexts = self._contexts()
        self.fits = {index: self._fits(index) for index in self.labels}

    def _labels(self) -> Iterator[tuple[int, Label]]:
        """Labels that may count questions: not those of items under a restated question."""
        heads: set[str] = set()
        last: dict[str, int] = {}
        for index, unit in enumerate(self.reading.units):
            kind, label = self.kinds[index], unit.label
            is_label = label is not None and bool(label.signs) and not self.reading.is_row[index]
            if kind == "question" and not unit.is_first:
                continue
            shape = label.shape if label and is_label else ""
            if kind == "question" and shape != TOPIC and (shape or not self._named_topic(index)):
                heads.add(shape)
            if label is None or not is_label or kind not in {"question", "answer"}:
                continue
            if kind == "question":
                last = {shape: 1}
            elif not label.is_worded and self._is_inner(label, last.get(shape, 0)):
                last[shape] = _INNER
                continue
            is_own = label.is_closed and not heads - {label.shape}
            if kind == "question" or is_own or len(label.signs) > 1:
                yield index, label

    def _is_inner(self, label: Label, last: int) -> bool:
        """Whether a list begins again at one under a heading numbered alike, or goes on."""
        if len(label.signs) != 1:
            return False
        return last == _INNER or (last > 0 and label.signs[0].value == 1)

    def _named_topic(self, index: int) -> Aim | None:
        """The topic that a heading without a label restates, if it does so plainly."""
        paragraph = self.reading.units[index].paragraph
        pieces = self.paragraphs[paragraph]
        titles = [
            max(self.reading.restates_topic[i][number] for i in pieces)
            for number in range(len(self.asking.topics))
        ]
        best = max(range(len(titles)), key=titles.__getitem__)
        asked = max(max(self.reading.restates[i]) for i in pieces)
        return Aim(True, best) if titles[best] > max(_PLAINLY, asked) else None

    def _contexts(self) -> dict[int, int]:
        """Heading without a label that counts → the topic that it names."""
        found = {}
        for index, unit in enumerate(self.reading.units):
            if self.kinds[index] == "question" and unit.is_first and index not in self.labels:
                topic = self._named_topic(index)
                if topic:
                    found[index] = topic.place
        return found

    def best(self) -> dict[int, Aim]:
        shapes = list(dict.fromkeys(label.shape for label in self.labels.values()))[:_SHAPES]
        best: tuple[float, dict[int, Aim]] = (-inf, {})
        for chosen in product(*map(_meanings, shapes)):
            meanings = dict(zip(shapes, chosen, strict=True))
            if _go_together(meanings):
                best = max(best, self._read(meanings), key=lambda pair: pair[0])
        return best[1]

    def _read(self, meanings: Mapping[str, str]) -> tuple[float, dict[int, Aim]]:
        found: dict[int, Aim] = {}
        topic, named, score = -1, -1, 0.0
        for index in sorted({*self.labels, *self.contexts}):
            if index in self.contexts:
                topic = named = self.contexts[index]
                continue
            label = self.labels[index]
            meaning = meanings.get(label.shape, "none")
            aim = self._meant(label, meaning, topic)
            if aim is None:
                score -= 0.0 if meaning == "none" else _UNREADABLE
                continue
            topic = aim.place if aim.is_topic else self.asking.questions[aim.place].topic
            named = topic if TOPIC in label.shape.split("/") else named
            score -= _ELSEWHERE if named not in {-1, topic} else 0.0
            found[index] = aim
            steps = min(len(label.signs), len(_READABLE))
            score += self.fits[index][aim] + _READABLE[steps - 1]
        return score, found

    def _meant(self, label: Label, meaning: str, topic: int) -> Aim | None:
        first, *rest = (sign.value - 1 for sign in label.signs)
        if meaning == "named":
            return self._named(label)
        if meaning == "flat":
            return Aim(False, first) if 0 <= first < len(self.asking.questions) else None
        if meaning == "inner":
            return self._inner(topic, first)
        if meaning == "topic":
            return Aim(True, first) if 0 <= first < len(self.asking.topics) else None
        if meaning == "topic question" and rest:
            return self._inner(first, rest[0])
        return None

    def _named(self, label: Label) -> Aim | None:
        key = next(sign.key for sign in label.signs if sign.counts == KEY)
        return next((Aim(False, q.place) for q in self.asking.questions if q.key == key), None)

    def _inner(self, topic: int, place: int) -> Aim | None:
        if not 0 <= topic < len(self.asking.topics):
            return None
        own = self.asking.topics[topic].questions
        return Aim(False, own[place]) if 0 <= place < len(own) else None

    def _fits(self, index: int) -> dict[Aim, float]:
        """How much nearer the words under a label are to each aim than to the others."""
        end = min(index + 8, len(self.kinds))
        stop = next((i for i in range(index + 1, end) if i in self.labels), end)
        near = [0.0] * len(self.asking.questions)
        for i in range(index, stop):
            again = self.reading.restates[i] if self.kinds[i] == "question" else ()
            for place, value in enumerate(again or self.reading.near(i)):
                near[place] += 2 * value if again else value
        mean = sum(near) / len(near) if near else 0.0
        titles = self.reading.restates_topic[index]
        found = {Aim(False, place): value - mean for place, value in enumerate(near)}
        for number, topic in enumerate(self.asking.topics):
            own = [near[place] for place in topic.questions]
            found[Aim(True, number)] = titles[number] + sum(own) / max(1, len(own)) - mean
        return found


def _meanings(shape: str) -> tuple[str, ...]:
    """What labels of this shape can count."""
    steps = shape.split("/")
    if KEY in steps:
        return ("named",)
    if TOPIC in steps:
        return ("topic",) if len(steps) == 1 else ("topic question",)
    if QUESTION in steps:
        return ("none", "flat", "inner")
    if len(steps) == 1:
        return ("none", "flat", "inner", "topic")
    return ("none", "topic question", "flat", "inner")


def _go_together(meanings: Mapping[str, str]) -> bool:
    """No two bare series count alike; beside one through all questions none is in a topic."""
    used = [meaning for meaning in meanings.values() if meaning != "none"]
    bare = [
        meaning
        for shape, meaning in meanings.items()
        if meaning != "none" and not {TOPIC, QUESTION, KEY} & set(shape.split("/"))
    ]
    return len(bare) == len(set(bare)) and not {"flat", "inner"} <= set(used)
