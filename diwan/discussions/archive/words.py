"""The words of contributions cut for their pages: paragraphs, marks, and ids to lead to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diwan.texts.paragraphs import paragraphs

from ..reply.rendering.marks import Mark, anchor, runs
from ..words import PassageKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..reply.document import Document
    from ..reply.rendering.marks import Run
    from .gathering import Holding, Holdings

    Marks = Mapping[tuple[int, int], set[Mark]]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``question`` is the key of the question whose answer begins here, else empty."""

    number: int
    runs: tuple[Run, ...]
    question: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """``text[start:end]`` answers a question, as its writer or the team says, or the program."""

    start: int
    end: int
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """The words of one contribution; ``anchors``: every id of words in ``paragraphs``."""

    text: str
    version: int
    paragraphs: tuple[Paragraph, ...]
    answers: tuple[Answer, ...]
    anchors: frozenset[str]


def texts(holdings: Holdings, document: Document | None) -> dict[int, Text]:
    """By number of the contribution, those whose words may be shown."""
    cited = _cited(document) if document is not None else {}
    return {
        holding.number: _text(holding, holdings.text(holding), cited)
        for holding in holdings.contributions
        if holding.shown is not None
    }


def _cited(document: Document) -> Marks:
    marks: dict[tuple[int, int], set[Mark]] = defaultdict(set)
    for statement in document.statements:
        for each in statement.citations:
            if each.words:
                mark = Mark(each.start, each.end, statement.number)
                marks[each.contribution, each.version].add(mark)
    for resource in document.resources:
        for each in resource.mentions:
            marks[each.contribution, each.version].add(Mark(each.start, each.end))
    return marks


def _text(holding: Holding, text: str, cited: Marks) -> Text:
    version = holding.shown.number if holding.shown is not None else 0
    answers = tuple(_answers(holding))
    marks = {*cited.get((holding.number, version), set())}
    marks |= {Mark(answer.start, answer.end) for answer in answers}
    cut = runs(text, marks, contribution=holding.number, version=version)
    begins = _questions(holding, text)
    return Text(
        text=text,
        version=version,
        paragraphs=tuple(
            Paragraph(number, row, begins.get(number, "")) for number, row in enumerate(cut, 1)
        ),
        answers=answers,
        anchors=frozenset(name for row in cut for run in row for name in run.anchors),
    )


def _answers(holding: Holding) -> list[Answer]:
    """Passages that answer, where they were found; else what the web form was told."""
    if holding.passages:
        return [
            Answer(passage.start, passage.end, tuple(passage.targets))
            for passage in holding.passages
            if passage.kind == PassageKind.ANSWER and passage.targets
        ]
    return [Answer(start, end, (key,)) for key, start, end in parts_of(holding) if key]


def parts_of(holding: Holding) -> list[tuple[str, int, int]]:
    """Question (empty for free text), start and end of each part that has words."""
    parts = holding.shown.parts if holding.shown is not None else []
    return [
        (part["question"] or "", part["masked_start"], part["masked_end"])
        for part in parts
        if part["masked_end"] > part["masked_start"]
    ]


def _questions(holding: Holding, text: str) -> dict[int, str]:
    """By number of a paragraph, the question under which the web form put it."""
    begun: dict[int, str] = {}
    parts = parts_of(holding)
    spans = list(enumerate(paragraphs(text), start=1))
    for key, start, end in parts:
        first = next((number for number, span in spans if start <= span.start < end), 0)
        if key and first:
            begun[first] = key
    return begun


def anchor_of(number: int, text: Text, answer: Answer) -> str:
    return anchor(number, text.version, answer.start, answer.end)
