"""The passages of all contributions to a call."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from diwan.texts.abreast import abreast, kept
from diwan.texts.language import detect

from .kinds import kinds_of
from .likeness import Asking
from .reading import Reading
from .shapes import Passage
from .targets import Aimed, targets_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .shapes import Outline, Writing

_ROUNDS = 2
#: so much text is worth a process of its own
_LETTERS_A_PROCESS = 20_000
_SURE = 0.7
_DETECT_FROM = 60


def find(outline: Outline, writings: Sequence[Writing]) -> list[tuple[Passage, ...]]:
    """The passages of each writing, in order and without overlap.

    Every character that is not blank lies in one passage. The writings of a discussion are read
    together, because each teaches how its questions are spoken of. The same input gives the
    same passages.
    """
    if not writings:
        return []
    make = partial(_Found, _keys(outline))
    with kept(make, writings, heft=_heft, least=_LETTERS_A_PROCESS) as found:
        asking = Asking(outline, found.each(_Found.features))
        found.each(_Found.meet, asking)
        for _round in range(_ROUNDS):
            asking.learn(found.each(_Found.lessons))
            found.each(_Found.aim, asking)
        return found.each(_Found.passages)


def read(outline: Outline, writings: Sequence[Writing]) -> list[Reading]:
    """Each writing cut into pieces, in the light of the call."""
    keys = _keys(outline)
    readings = abreast(
        lambda writing: Reading(writing, keys), writings, heft=_heft, least=_LETTERS_A_PROCESS
    )
    asking = Asking(outline, [reading.features for reading in readings])
    for reading in readings:
        reading.meet(asking)
    return readings


def _keys(outline: Outline) -> tuple[str, ...]:
    """Those of the questions, the longest first."""
    keys = [question.key for topic in outline.topics for question in topic.questions]
    return tuple(sorted(keys, key=lambda key: (-len(key), key)))


def _heft(writing: Writing) -> int:
    return len(writing.text)


class _Found:
    """What was found in one writing up to now. It stays in one process; little leaves it."""

    def __init__(self, keys: tuple[str, ...], writing: Writing) -> None:
        self.reading = Reading(writing, keys)
        self.kinds: list[tuple[str, float]] = []
        self.aimed: list[Aimed] = []

    def features(self) -> set[str]:
        return self.reading.features

    def meet(self, asking: Asking) -> None:
        """Find what its words tell by themselves."""
        self.reading.meet(asking)
        self.kinds = kinds_of(self.reading)
        self.aimed = targets_of(self.reading, self.kinds)

    def lessons(self) -> dict[int, dict[str, float]]:
        """What it teaches the others."""
        self.reading.own = _lessons(self.reading, self.aimed)
        return self.reading.own

    def aim(self, asking: Asking) -> None:
        """Find its targets anew after the questions learned from all."""
        self.reading.taught(asking)
        self.aimed = targets_of(self.reading, self.kinds)

    def passages(self) -> tuple[Passage, ...]:
        return _passages(self.reading, self.aimed)


def _lessons(reading: Reading, aimed: Sequence[Aimed]) -> dict[int, dict[str, float]]:
    """Place of a question → what was said in answer to it where there is little doubt."""
    lessons: dict[int, dict[str, float]] = {}
    places = {target.key: target.place for target in reading.asking.questions}
    for index, each in enumerate(aimed):
        place = places.get(each.targets[0]) if len(each.targets) == 1 else None
        if place is not None and each.confidence > _SURE:
            lesson = lessons.setdefault(place, {})
            for feature, weight in reading.vectors[index].items():
                lesson[feature] = lesson.get(feature, 0.0) + weight
    return lessons


def _passages(reading: Reading, aimed: Sequence[Aimed]) -> tuple[Passage, ...]:
    """Neighbours in one paragraph that agree become one passage."""
    ends = [end for end in range(1, len(aimed) + 1) if not _agree(reading, aimed, end)]
    starts = [0, *ends]
    return tuple(_passage(reading, aimed, *pair) for pair in zip(starts, ends, strict=False))


def _agree(reading: Reading, aimed: Sequence[Aimed], index: int) -> bool:
    if index == len(aimed):
        return False
    a, b = aimed[index - 1], aimed[index]
    same_paragraph = reading.units[index - 1].paragraph == reading.units[index].paragraph
    return same_paragraph and (a.kind, a.targets) == (b.kind, b.targets)


def _passage(reading: Reading, aimed: Sequence[Aimed], start: int, stop: int) -> Passage:
    first, last = reading.units[start], reading.units[stop - 1]
    confidence = min(each.confidence for each in aimed[start:stop])
    return Passage(
        first.start,
        last.end,
        aimed[start].kind,
        aimed[start].targets,
        round(confidence, 3),
        _language(reading, first.start, last.end),
    )


def _language(reading: Reading, start: int, end: int) -> str:
    own = reading.writing.language
    if end - start < _DETECT_FROM and own:
        return own
    guess = detect(reading.writing.text[start:end], default=own)
    return guess.code if guess.confidence > 0.5 else own or guess.code
