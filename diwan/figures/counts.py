"""Counts that may be shown without telling who is behind them (P-9, P-23)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Published:
    """What may be shown of a table of counts.

    ``rows``: (key, count), largest first, each at least the threshold. ``other``: everything
    merged, or None when nothing was. ``total``: the sum of both, or None when even that would
    tell somebody; then there are no rows either.
    """

    rows: tuple[tuple[str, int], ...]
    other: int | None
    total: int | None


def publishable(counts: Mapping[str, int], *, least: int = 3) -> Published:
    """Merge every count under ``least`` into "other", so that none can be worked out.

    If "other" alone were still under ``least``, the smallest rows join it (complementary
    suppression, P-9), so that the total minus the rows names nobody (P-23). Empty cells are
    dropped. Rows of one size are in the order of their keys.

    Args:
        counts: how many by key, each 0 or more.
        least: the threshold, at least 1; 1 merges nothing.
    Raises:
        ValueError: a count is negative, or ``least`` is under 1.
    """
    if least < 1 or any(count < 0 for count in counts.values()):
        raise ValueError("Counts are 0 or more and the threshold is at least 1.")
    total = sum(counts.values())
    if total < least:
        return Published((), None, None)
    rows = sorted(
        ((key, count) for key, count in counts.items() if count >= least),
        key=lambda row: (-row[1], row[0]),
    )
    merged = total - sum(count for _, count in rows)
    while 0 < merged < least:
        merged += rows.pop()[1]
    return Published(tuple(rows), merged or None, total)


def shares(counts: Mapping[str, int]) -> dict[str, float]:
    """Each count as a part of the whole, 0 to 1; all 0 when the whole is 0.

    Give it what :func:`publishable` let through, not raw counts (P-9).
    """
    total = sum(counts.values())
    return {key: count / total if total else 0.0 for key, count in counts.items()}
