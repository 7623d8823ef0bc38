"""The best way through the options of all answers, when what was used before counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .numbering import Aim

#: Questions, or one topic, that an answer may serve; empty: none of the call.
Option: TypeAlias = "tuple[Aim, ...]"
#: (option before, option, whether it was used) → what the step adds
Step: TypeAlias = "Callable[[Option, Option, bool], float]"
#: the way up to here and the choice made; None at its beginning
_Way: TypeAlias = "tuple[_Way, int] | None"
#: how many ways are followed side by side
_BEAM = 60


class Ways:
    """The ways through options, one of each answer.

    Options are numbered, the empty one 0, and each step is asked for once: there are a few dozen
    steps, and they are taken hundreds of times.
    """

    def __init__(self, options: Sequence[Sequence[Option]], step: Step) -> None:
        known = dict.fromkeys(option for several in options for option in several if option)
        self._options: list[Option] = [(), *known]
        numbers = {option: number for number, option in enumerate(self._options)}
        self._several = [[numbers[option] for option in several] for several in options]
        self._step = step
        self._steps: dict[int, tuple[list[float], list[float]]] = {}

    def best(self, scores: Sequence[Sequence[float]]) -> list[int]:
        """Per answer the choice of the best way, the first one where several are."""
        beam: list[tuple[int, int, float, _Way]] = [(0, 0, 0.0, None)]
        for row, several in zip(scores, self._several, strict=True):
            # the last option and all that were used, as bits → its value, and the way there
            values: dict[tuple[int, int], float] = {}
            ways: dict[tuple[int, int], _Way] = {}
            picks = [
                (choice, option, 1 << option if option else 0, score)
                for choice, (option, score) in enumerate(zip(several, row, strict=True))
            ]
            for before, used, value, way in beam:
                first, again = self._from(before)
                for choice, option, bit, score in picks:
                    reached = value + score + (again if used & bit else first)[option]
                    state = (option or before, used | bit)
                    known = values.get(state)
                    if known is None or reached > known:
                        values[state], ways[state] = reached, (way, choice)
            best = sorted(values, key=values.__getitem__, reverse=True)[:_BEAM]
            beam = [(*state, values[state], ways[state]) for state in best]
        return _walked(beam[0][3])

    def worth(self, scores: Sequence[Sequence[float]], path: Sequence[int]) -> float:
        """What a way adds up to."""
        total, before, used = 0.0, 0, 0
        for row, several, choice in zip(scores, self._several, path, strict=True):
            option = several[choice]
            bit = 1 << option if option else 0
            total += row[choice] + self._from(before)[bool(used & bit)][option]
            before, used = option, used | bit
        return total

    def _from(self, before: int) -> tuple[list[float], list[float]]:
        """What the steps from one option to each add, the first time and again."""
        if before not in self._steps:
            last, options = self._options[before], self._options
            self._steps[before] = (
                [self._step(last, option, False) for option in options],
                [self._step(last, option, True) for option in options],
            )
        return self._steps[before]


def _walked(way: _Way) -> list[int]:
    path: list[int] = []
    while way is not None:
        way, choice = way
        path.append(choice)
    return path[::-1]
