"""Who stands behind a statement."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from .document import Weight

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .document import Citation
    from .drafting import Source


def weigh(citations: Iterable[Citation], sources: Sequence[Source]) -> Weight:
    """The contributions that support a statement, each counted once, by kind and region.

    What is unknown of a contribution is not counted among kinds or regions.
    """
    supporting = {each.contribution for each in citations if each.stance == "supports"}
    known = [source for source in sources if source.contribution in supporting]
    return Weight(
        contributors=len(supporting),
        kinds=_counted(source.kind for source in known),
        regions=_counted(source.region for source in known),
        as_signed=any(source.as_signed for source in known),
    )


def _counted(codes: Iterable[str]) -> tuple[tuple[str, int], ...]:
    counts = Counter(code for code in codes if code)
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
