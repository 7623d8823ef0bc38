"""How many characters of marked contributions were told rightly."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from diwan.texts.language import detect
from diwan.texts.passages import Asked, AskedTopic, Outline, Writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from diwan.discussions.calls import Call
    from diwan.texts.passages import Passage

    from .annotated import Annotated, Segment

    Finder = Callable[[Outline, Sequence[Writing]], list[tuple[Passage, ...]]]


@dataclass(slots=True)
class Score:
    """Characters, blanks left out: of answers and of all else, and how many were right."""

    answers: int = 0
    answers_right: int = 0
    others: int = 0
    others_out: int = 0

    @property
    def right(self) -> float:
        """Percent of answer characters with accepted targets."""
        return 100 * self.answers_right / self.answers if self.answers else 100.0

    @property
    def out(self) -> float:
        """Percent of all other characters that are not called an answer."""
        return 100 * self.others_out / self.others if self.others else 100.0

    def add(self, other: Score) -> None:
        self.answers += other.answers
        self.answers_right += other.answers_right
        self.others += other.others
        self.others_out += other.others_out


@dataclass(frozen=True, slots=True)
class Mistake:
    """A stretch of a segment that was told wrongly."""

    contribution: Annotated
    segment: Segment
    passage: Passage
    text: str


@dataclass(slots=True)
class Result:
    """Scores of one half by language and by case, and what is wrong about languages."""

    languages: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    cases: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    #: language → contributions whose language was read wrongly
    misread: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    #: language → characters of answers, and those said to be in another language
    told: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    mistakes: list[Mistake] = field(default_factory=list)

    def foreign(self, language: str) -> float:
        """Percent of the answers' characters said to be in another language."""
        of_all, foreign = self.told[language]
        return 100 * foreign / of_all if of_all else 0.0


def outline_of(call: Call) -> Outline:
    """What a call asks, as the method is given it."""
    return Outline(
        tuple(
            AskedTopic(
                topic.key,
                topic.title,
                tuple(Asked(question.key, question.text) for question in topic.questions),
            )
            for topic in call.topics
        )
    )


def measure(contributions: Iterable[Annotated], finder: Finder) -> Result:
    """Let ``finder`` read each call's contributions together, and compare."""
    by_call: dict[str, list[Annotated]] = defaultdict(list)
    for each in contributions:
        by_call[each.call.slug].append(each)
    result = Result()
    for several in by_call.values():
        writings = [Writing(each.text, detect(each.text).code) for each in several]
        found = finder(outline_of(several[0].call), writings)
        for each, writing, passages in zip(several, writings, found, strict=True):
            result.misread[each.language] += writing.language != each.language
            _compare(each, passages, result)
    return result


def _compare(each: Annotated, passages: tuple[Passage, ...], result: Result) -> None:
    score = Score()
    for segment in each.segments:
        for passage in passages:
            start, end = max(segment.start, passage.start), min(segment.end, passage.end)
            text = each.text[start:end] if start < end else ""
            if text.strip():
                _count(each, segment, passage, text, score, result)
    result.languages[each.language].add(score)
    for case in each.cases:
        result.cases[case].add(score)


def _count(
    each: Annotated, segment: Segment, passage: Passage, text: str, score: Score, result: Result
) -> None:
    letters = sum(not letter.isspace() for letter in text)
    is_answer = passage.kind == "answer"
    if segment.kind == "answer":
        is_right = is_answer and each.accepts(segment, passage.targets)
        score.answers += letters
        score.answers_right += letters * is_right
        told = result.told[each.language]
        told[0] += letters
        told[1] += letters * (passage.language != each.language)
    else:
        is_right = not is_answer
        score.others += letters
        score.others_out += letters * is_right
    if not is_right:
        result.mistakes.append(Mistake(each, segment, passage, text))
