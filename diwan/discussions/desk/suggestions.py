"""What stands beside a statement at the desk: words that seem to say the same, or differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from diwan.core.wording import direction

from .. import naming
from ..reply.suggesting import MOST
from ..rules import digest
from ..words import ContributionState

if TYPE_CHECKING:
    from ..models import Statement, Suggestion


@dataclass(frozen=True, slots=True)
class Suggested:
    """``stretch`` is what the desk's form to cite takes."""

    pk: int
    words: str
    language: str
    language_name: str
    direction: str
    number: int
    stretch: str
    is_contrary: bool


@dataclass(frozen=True, slots=True)
class Beside:
    rows: tuple[Suggested, ...]
    dismissed: int


def suggested(statement: Statement) -> Beside:
    """What fits still: shown, as it was, not cited by the statement, not dismissed; two queries."""
    rows = list(
        statement.suggestions.select_related("version__contribution").defer(
            "version__text", "version__pieces", "version__note"
        )
    )
    cited = list(statement.citations.values_list("version", "start", "end"))
    return Beside(
        tuple(_shown(row) for row in rows if row.dismissed_at is None and _fits(row, cited))[:MOST],
        sum(row.dismissed_at is not None for row in rows),
    )


def _fits(row: Suggestion, cited: list[tuple[int, int, int]]) -> bool:
    version = row.version
    return (
        version.is_released
        and version.contribution.state == ContributionState.RELEASED
        and digest(version.masked[row.start : row.end]) == row.sha256
        and not any(
            version.pk == other and start < row.end and row.start < end
            for other, start, end in cited
        )
    )


def _shown(row: Suggestion) -> Suggested:
    return Suggested(
        pk=row.pk,
        words=" ".join(row.version.masked[row.start : row.end].split()),
        language=row.language,
        language_name=naming.language_name(row.language),
        direction=direction(row.language),
        number=row.version.contribution.number or 0,
        stretch=f"{row.version_id}-{row.start}-{row.end}",
        is_contrary=row.is_contrary,
    )
