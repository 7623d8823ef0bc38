"""What is marked or has a theme, across all contributions of a discussion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F
from django.db.models.functions import Substr

from diwan.core.wording import direction
from diwan.vocabularies.models import Theme

from .. import naming
from ..models import Passage
from ..words import PassageMark

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.db.models import QuerySet

    from ..models import Contribution, Discussion
    from ..reviewing import Target

PAGE_SIZE = 50
_WORDS_AT_MOST = 600


@dataclass(frozen=True, slots=True)
class Tab:
    """A mark or a theme, and how many passages have it beside the other choice."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Row:
    pk: int
    contribution: Contribution
    signed: str  # safe HTML
    words: str
    language: str
    direction: str
    answers: list[Target]
    marks: list[str]
    themes: list[str]


class Marked:
    """Passages by what they are marked as; two queries, and two more for a page of rows.

    Args:
        mark: only with this mark; empty: with any, or a theme.
        theme: only with this theme; empty: with any, or a mark.
    """

    def __init__(self, discussion: Discussion, *, mark: str = "", theme: str = "") -> None:
        self.rows: list[tuple[int, list[str], list[str]]] = list(
            _passages(discussion).values_list("pk", "marks", "themes")
        )
        self.names = {each.key: str(each) for each in Theme.objects.all()}
        self.mark = mark if mark in PassageMark.values else ""
        self.theme = theme if theme in self.names else ""

    def kept(self) -> list[int]:
        """Keys of those that fit, in the order of the discussion."""
        return [pk for pk, marks, themes in self.rows if self._fits(marks, themes)]

    def _fits(self, marks: Sequence[str], themes: Sequence[str]) -> bool:
        return (not self.mark or self.mark in marks) and (not self.theme or self.theme in themes)

    def marks(self) -> list[Tab]:
        beside = [m for _pk, m, themes in self.rows if not self.theme or self.theme in themes]
        return [
            Tab(mark, str(mark.label), sum(mark in m for m in beside), mark == self.mark)
            for mark in PassageMark
        ]

    def themes(self) -> list[Tab]:
        beside = [t for _pk, marks, t in self.rows if not self.mark or self.mark in marks]
        tabs = [
            Tab(key, name, sum(key in t for t in beside), key == self.theme)
            for key, name in self.names.items()
        ]
        return [tab for tab in tabs if tab.count or tab.is_chosen]


def _passages(discussion: Discussion) -> QuerySet[Passage]:
    rows = Passage.objects.of_discussion(discussion).shown().exclude(marks=[], themes=[])
    return rows.order_by("version__contribution__number", "start")


def rows(keys: Sequence[int], known: Mapping[str, Target], names: Mapping[str, str]) -> list[Row]:
    """Passages in the order of their keys; one query."""
    found: dict[int, Any] = (
        Passage.objects.select_related("version__contribution__discussion")
        .defer("version__text", "version__masked", "version__pieces", "version__parts")
        .annotate(words=Substr("version__masked", F("start") + 1, F("end") - F("start")))
        .in_bulk(keys)
    )
    return [_row(found[key], known, names) for key in keys if key in found]


def _row(passage: Any, known: Mapping[str, Target], names: Mapping[str, str]) -> Row:
    return Row(
        pk=passage.pk,
        contribution=passage.version.contribution,
        signed=naming.signature(passage.version.contribution),
        words=naming.shortened(" ".join(passage.words.split()), _WORDS_AT_MOST),
        language=passage.language,
        direction=direction(passage.language),
        answers=[known[key] for key in passage.targets if key in known],
        marks=[str(PassageMark(mark).label) for mark in passage.marks],
        themes=[names[key] for key in passage.themes if key in names],
    )
