"""A contribution in the light of what a call asks."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from . import cues
from .labels import named_topics
from .letter import Letter
from .meaning import meaning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .labels import Label
    from .likeness import Asking
    from .shapes import Writing


class Reading(Letter):
    """A contribution, and how near its pieces are to the questions of a call."""

    def __init__(self, writing: Writing, keys: tuple[str, ...]) -> None:
        super().__init__(writing, keys)
        self.counted = [meaning(text, writing.language) for text in self.texts]
        #: place of a question → what this contribution taught about it
        self.own: dict[int, dict[str, float]] = {}
        #: of pieces taken together: vector and how near it is to the words of each question
        self._met: dict[tuple[int, ...], tuple[dict[str, float], list[float]]] = {}
        self._near: dict[tuple[int, ...], list[float]] = {}

    def meet(self, asking: Asking) -> None:
        """Look at the pieces in the light of what a call asks."""
        self.asking = asking
        self.vectors = [asking.space.weighed(counted) for counted in self.counted]

    @cached_property
    def declared(self) -> list[int | None]:
        """Per piece the place of the question under which its writer put it, if any."""
        places = {question.key: question.place for question in self.asking.questions}
        return [
            next(
                (
                    places.get(each.question or "")
                    for each in self.writing.declared
                    if each.start <= unit.start < each.end
                ),
                None,
            )
            for unit in self.units
        ]

    @cached_property
    def series(self) -> list[Label | None]:
        """Per piece its label, where labels of that shape are no more than the questions asked."""
        asked = len(self.asking.questions)
        return [
            label if label and label.signs and 1 < self._shapes[label.shape] <= asked else None
            for label in (unit.label for unit in self.units)
        ]

    @property
    def features(self) -> set[str]:
        """What is spoken of anywhere in the contribution."""
        return set().union(*self.counted)

    @cached_property
    def restates(self) -> list[list[float]]:
        return [self.asking.restates(vector) for vector in self.vectors]

    @cached_property
    def restates_topic(self) -> list[list[float]]:
        return [self.asking.restates_topic(vector) for vector in self.vectors]

    @cached_property
    def restated(self) -> list[float]:
        """How much each piece looks like a question or a title of the call."""
        return [
            max([*questions, *topics], default=0.0)
            for questions, topics in zip(self.restates, self.restates_topic, strict=True)
        ]

    def taught(self, asking: Asking) -> None:
        """Forget what was seen before the questions learned from answers."""
        self.asking = asking
        self._near.clear()
        self.__dict__.pop("relevance", None)

    def near(self, piece: int) -> list[float]:
        """How near a piece is to each question, by what others answered."""
        return self.together((piece,))

    def together(self, pieces: Sequence[int]) -> list[float]:
        """How near several pieces as one are to each question."""
        key = tuple(pieces)
        if key not in self._near:
            if key not in self._met:
                vector = self._vector(key)
                self._met[key] = vector, self.asking.worded(vector)
            self._near[key] = self.asking.near(*self._met[key], self.own)
        return self._near[key]

    def _vector(self, pieces: Sequence[int]) -> dict[str, float]:
        if len(pieces) == 1:
            return self.vectors[pieces[0]]
        counted: Counter[str] = Counter()
        for index in pieces:
            counted.update(self.counted[index])
        return self.asking.space.weighed(counted)

    @cached_property
    def relevance(self) -> list[float]:
        """How near each piece is to the question that it is nearest to."""
        return [max(self.near(index), default=0.0) for index in range(len(self.units))]

    @cached_property
    def heads(self) -> list[int]:
        """Pieces that look like headings over answers, or restate a question."""
        return [index for index in range(len(self.units)) if self._is_head(index)]

    def _is_head(self, index: int) -> bool:
        if self.is_heading[index] or self.units[index].is_label:
            return True
        if self.after_label[index] and not self._counts_paragraphs(index):
            return True
        if not self.units[index].is_first:
            return False
        if self.asks[index] and self.restated[index] > 0.2:
            return True
        if not self.is_line[index]:
            return False
        text = self.lowered[index]
        is_anothers = self.words[index] < 45 and bool(cues.ANOTHER.search(text))
        return is_anothers or bool(cues.TURN.match(text) and text.endswith(":"))

    def _counts_paragraphs(self, index: int) -> bool:
        """Whether the label before a piece is one of more than there are questions."""
        label = self.units[index].label
        return bool(label) and self.in_series(index) and not self.series[index]

    @cached_property
    def named_topics(self) -> set[int]:
        """The numbers of the topics that sentences name, but for those that pass something over."""
        return {
            number
            for index, text in enumerate(self.texts)
            for number in named_topics(text)
            if not self.passes_over(index)
        }

    @cached_property
    def is_structured(self) -> bool:
        return len(self.heads) >= 2

    @cached_property
    def begins(self) -> list[bool]:
        """What stands above the first heading; without headings, the first paragraph."""
        if self.is_structured:
            first = next((i for i in self.heads if not self._is_own_heading(i)), len(self.units))
            return [index < first for index in range(len(self.units))]
        return [self._opens(index) for index in range(len(self.units))]

    def _is_own_heading(self, index: int) -> bool:
        return bool(cues.SELF_HEADING.search(self.lowered[index])) and self.restated[index] < 0.25

    def _opens(self, index: int) -> bool:
        return self.units[index].paragraph <= self._first_body

    @cached_property
    def _first_body(self) -> int:
        return next((n for n, words in self.paragraph_words.items() if words > 8), -1)
