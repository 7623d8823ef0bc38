"""A reply as long as some slides: the statements of its summary, then more where there is room.

Pure choice; ``rendering`` draws it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import packs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .document import Document, Statement

SLIDES = 10
#: the others are for the title and for the limits
_CONTENT = SLIDES - 2
_POINTS = 4
#: characters on one slide
_ROOM, _AROUND = 760, 90


@dataclass(frozen=True, slots=True)
class Slide:
    """Statements under one title; ``more``: how many of them stand in the full reply only.

    ``of`` is ``topic``, ``elsewhere`` or ``recommendations``; only a topic has a ``title``. A
    title whose statements of the summary need several slides counts its ``part`` of ``parts``.
    """

    of: str
    title: str
    language: str
    statements: tuple[Statement, ...]
    part: int
    parts: int
    more: int


@dataclass(frozen=True, slots=True)
class _Group:
    """What may stand under one title; ``said`` counts all that is about it."""

    of: str
    title: str
    language: str
    rows: tuple[Statement, ...]
    said: int


def slides(document: Document, points: int = _POINTS) -> tuple[Slide, ...]:
    """Those of the summary by topic, each title filled up with the weightiest.

    Titles without any of the summary come in where there is room for another slide.

    Args:
        points: statements on a slide at most.
    """
    groups = list(_groups(document))
    filled = [_filled(group.rows, points) for group in groups]
    wanted = [
        (_turn(groups[place], rows, part), place, part)
        for place, parts in enumerate(filled)
        for part, rows in enumerate(parts)
    ]
    kept = sorted((place, part) for _turn, place, part in sorted(wanted)[:_CONTENT])
    return tuple(_made(groups, filled, kept))


def _turn(group: _Group, rows: Sequence[Statement], part: int) -> tuple[bool, bool, int]:
    """What is shown first when not all has room: the summary, then recommendations."""
    return (not any(each.is_summary for each in rows), group.of != "recommendations", part)


def _made(
    groups: Sequence[_Group],
    filled: Sequence[Sequence[tuple[Statement, ...]]],
    kept: Sequence[tuple[int, int]],
) -> Iterator[Slide]:
    """Slides in the order of the reply; the last under a title says how much is left."""
    for place, group in enumerate(groups):
        parts = [filled[place][part] for at, part in kept if at == place]
        left = group.said - sum(map(len, parts))
        for number, rows in enumerate(parts, start=1):
            more = left if number == len(parts) else 0
            yield Slide(group.of, group.title, group.language, rows, number, len(parts), more)


def _groups(document: Document) -> Iterator[_Group]:
    """Topics in the order of the call, then what is beyond them, then recommendations."""
    about = packs.keys_about(document)
    for topic in document.topics:
        said = packs.readable(document, about[topic.key])
        rows = tuple(each for each in said if each.kind != "recommendation")
        if rows:
            title = f"{topic.number}. {topic.title}"
            yield _Group("topic", title, topic.language, rows, len(said))
    known = frozenset[str]().union(*about.values())
    readable = [each for each in document.statements if each.text]
    beyond = [each for each in readable if each.is_summary and each.about not in known]
    recommended = tuple(each for each in readable if each.kind == "recommendation")
    rest = {"elsewhere": tuple(each for each in beyond if each not in recommended)}
    for of, rows in (rest | {"recommendations": recommended}).items():
        if rows:
            yield _Group(of, "", document.language, rows, len(rows))


def _filled(rows: Sequence[Statement], points: int) -> list[tuple[Statement, ...]]:
    """As many slides as those of the summary need; the last is filled up with the weightiest."""
    parts: list[list[Statement]] = [[]]
    for each in sorted(rows, key=_order):
        if _fits([*parts[-1], each], points):
            parts[-1].append(each)
        elif each.is_summary and _fits([each], points):
            parts.append([each])
    return [tuple(sorted(part, key=lambda each: each.number)) for part in parts]


def _order(statement: Statement) -> tuple[int, ...]:
    """The summary in the order of the reply, the others by weight."""
    return (0, statement.number) if statement.is_summary else (1, *packs.weight(statement))


def _fits(rows: Sequence[Statement], points: int) -> bool:
    return len(rows) <= points and sum(_AROUND + packs.long(each) for each in rows) <= _ROOM


# --- what is left out ------------------------------------------------------------------
def left_topics(document: Document, shown: Sequence[Slide]) -> int:
    """How many topics about which something is said have no slide."""
    here = {(each.title, each.language) for each in shown if each.of == "topic"}
    said = {(each.title, each.language) for each in _groups(document) if each.of == "topic"}
    return len(said - here)


def of_summary(document: Document, shown: Sequence[Slide]) -> tuple[int, int]:
    """How many statements of the summary are on the slides, and how many are not."""
    here = sum(each.is_summary for slide in shown for each in slide.statements)
    return here, sum(each.is_summary and bool(each.text) for each in document.statements) - here
