"""Whether a statement may still be read, after words it rests on were taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import citing
from .redacting import Spoken

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..models import Statement, Version
    from .document import Citation


def is_readable(
    row: Statement, citations: Sequence[Citation], versions: Mapping[int, Version]
) -> bool:
    """Whether nothing of it is in words that are not shown now, such as those set aside.

    What a program took from them is not; what a facilitator worded is, when another voice
    supports it and it does not repeat them.

    Args:
        row: with its citations prefetched, those of ``citations`` in the same order.
        versions: by their keys, those that are cited.
    """
    hidden = [each for each in citations if not each.words]
    if not hidden or (row.changed_at is None and citations[0].words):
        return True
    shown = [each.words for each in citations if each.words and each.stance == "supports"]
    if row.changed_at is None or not shown:
        return False
    lost = [
        versions[each.version_id].masked[each.start : each.end]
        for each, cited in zip(row.citations.all(), citations, strict=True)
        if not cited.words
    ]
    return not Spoken(lost, but=shown).is_in(row.text)


def may_be_read(row: Statement) -> bool:
    """The same of one statement, its citations prefetched with versions and contributions."""
    versions = {each.version_id: each.version for each in row.citations.all()}
    return is_readable(row, list(citing.citations(row.citations.all(), versions)), versions)
