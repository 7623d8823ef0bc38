"""Documents, organisations, initiatives and links that contributions name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .document import Resource
    from .drafting import Source


def resources(sources: Sequence[Source]) -> tuple[Resource, ...]:
    """What contributions name, merged across them, most mentioned first."""
    del sources
    return ()
