"""What was said, question by question: who answers it, and where exactly."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from diwan.core.wording import Wording, choose, direction

from .. import naming
from . import words
from .voices import signed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.safestring import SafeString

    from ..naming import Asked
    from .gathering import Holding, Holdings
    from .places import Places
    from .words import Text

#: characters of a stretch that stand in the list; the link leads to all of it
_MOST = 300


@dataclass(frozen=True, slots=True)
class Answering:
    """What one contribution answers; ``stretches``: beginning of the words, and where they are."""

    number: int
    signed: SafeString
    language: str
    language_name: str
    stretches: tuple[tuple[str, str], ...]

    @property
    def direction(self) -> str:
        return direction(self.language)


@dataclass(frozen=True, slots=True)
class Heard:
    """A question, or a topic answered as a whole; ``colour`` is 0 for a topic."""

    name: str
    label: str
    colour: int
    wording: Wording
    stem: str
    answers: tuple[Answering, ...]

    @property
    def href(self) -> str:
        return f"{self.stem}.html"


def heard(
    holdings: Holdings, texts: Mapping[int, Text], stand: Places, asked: Mapping[str, Asked]
) -> list[Heard]:
    """Every question in the order of the call; a topic where somebody answered it as a whole."""
    answers = _answers(holdings, texts, stand)
    made, count = [], 0
    for topic in holdings.topics:
        said = tuple(answers[topic.key])
        if said:
            stem = f"topic-{topic.number}"
            label = str(topic.number)
            made.append(Heard(_("Topic"), label, 0, choose(topic.title), stem, said))
        for question in topic.questions.all():
            count += 1
            known = asked[question.key]
            said = tuple(answers[question.key])
            stem = f"question-{count}"
            made.append(Heard(_("Question"), known.label, known.colour, known.wording, stem, said))
    return made


def _answers(
    holdings: Holdings, texts: Mapping[int, Text], stand: Places
) -> dict[str, list[Answering]]:
    made: dict[str, list[Answering]] = defaultdict(list)
    for holding in holdings.contributions:
        text = texts.get(holding.number)
        if text is not None:
            for key, stretches in _stretches(holding, text, stand).items():
                made[key].append(_answering(holding, stretches))
    return made


def _stretches(holding: Holding, text: Text, stand: Places) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for answer in text.answers:
        beginning = " ".join(text.text[answer.start : answer.end].split())
        href = stand.words(holding.number, words.anchor_of(holding.number, text, answer))
        if beginning:
            for key in dict.fromkeys(answer.targets):
                found[key].append((naming.shortened(beginning, _MOST), href))
    return found


def _answering(holding: Holding, stretches: list[tuple[str, str]]) -> Answering:
    language = holding.row.language
    return Answering(
        number=holding.number,
        signed=signed(holding),
        language=language,
        language_name=naming.language_name(language),
        stretches=tuple(stretches),
    )
