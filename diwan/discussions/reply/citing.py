"""Citations as they are read: the words they name now, and what became of them since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rules import digest
from ..words import ContributionState
from . import document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..models import Citation, Mention, Version


def words_of(row: Citation | Mention, version: Version) -> tuple[str, str]:
    """The cited words with their flag: ``edited``, ``withdrawn``, ``set_aside`` or none.

    No words where they were taken back, or are not the ones any more that were cited.
    """
    state = version.contribution.state
    if state != ContributionState.RELEASED:
        return "", "withdrawn" if state == ContributionState.WITHDRAWN else "set_aside"
    words = version.masked[row.start : row.end]
    if digest(words) != row.sha256:
        return "", "edited"
    return words, "" if version.is_released else "edited"


def citations(
    rows: Iterable[Citation | Mention], versions: Mapping[int, Version]
) -> Iterator[document.Citation]:
    """Citations of these rows in their order; ``versions`` by their keys."""
    for row in rows:
        version = versions[row.version_id]
        words, flag = words_of(row, version)
        yield document.Citation(
            contribution=version.contribution.number or 0,
            version=version.number,
            start=row.start,
            end=row.end,
            sha256=row.sha256,
            language=row.language,
            words=words,
            stance=getattr(row, "stance", "supports"),
            is_perhaps=getattr(row, "is_perhaps", False),
            flag=flag,
        )
