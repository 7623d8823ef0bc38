"""Which questions each answer serves: headings, numbers, words and order weighed together."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING

from .headings import SCALE, Above, Headings
from .numbering import Aim
from .paths import best_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .reading import Reading

_HEADED = 5.0
_TOPIC_HEADED = 3.0
#: of several headings of which some were passed over, the last is answered most often
_LAST = 1.5
_FORWARD, _BACK = 0.3, -0.8


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


Option = tuple[Aim, ...]


class _Answers:
    def __init__(self, reading: Reading, kinds: list[str]) -> None:
        self.reading = reading
        self.asking = reading.asking
        self.headings = Headings(reading, kinds)
        self.above = self.headings.above()
        self.groups = self._groups()
        self.singles: list[Option] = [(Aim(False, q.place),) for q in self.asking.questions]

    def chosen(self) -> dict[int, tuple[tuple[str, ...], float]]:
        """Answer → keys of its targets, and how sure they are."""
        options = [self._options(self.above[group[0]]) for group in self.groups]
        scores = [
            self._scores(group, several)
            for group, several in zip(self.groups, options, strict=True)
        ]
        path = best_path(scores, lambda n, a, b: self._step(options[n - 1][a], options[n][b]))
        return {
            index: (self._keys(several[choice]), _share(row, choice))
            for group, several, row, choice in zip(self.groups, options, scores, path, strict=True)
            for index in group
        }

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
        if above.some_passed:
            return [above.aims, *((aim,) for aim in above.aims)]
        return list(dict.fromkeys([*self.singles, above.aims] if above.aims else self.singles))

    def _scores(self, group: list[int], options: list[Option]) -> list[float]:
        nears = self.reading.together(group)
        above = self.above[group[0]]
        return [self._score(nears, option, above) for option in options]

    def _score(self, nears: list[float], option: Option, above: Above) -> float:
        places = [
            place
            for aim in option
            for place in (self.asking.topics[aim.place].questions if aim.is_topic else (aim.place,))
        ]
        score = SCALE * max((nears[place] for place in places), default=0.0)
        if above.some_passed:
            score += _LAST if option == above.aims[-1:] else 0.0
        elif option == above.aims:
            score += _TOPIC_HEADED if option[0].is_topic else _HEADED
        return score

    def _step(self, before: Option, option: Option) -> float:
        if before == option or not before or not option:
            return 0.0
        rank = self.headings.rank
        is_forward = min(map(rank, option)) > max(map(rank, before))
        return _FORWARD if is_forward else _BACK

    def _keys(self, option: Option) -> tuple[str, ...]:
        aims = sorted(set(option), key=self.headings.rank)
        return tuple(
            (self.asking.topics if aim.is_topic else self.asking.questions)[aim.place].key
            for aim in aims
        )


def _share(scores: list[float], choice: int) -> float:
    top = max(scores)
    return exp(scores[choice] - top) / sum(exp(score - top) for score in scores)
