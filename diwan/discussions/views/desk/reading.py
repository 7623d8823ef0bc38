"""The left and the middle column: contributions, and the words of the one that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from diwan.people.access import MemberRequest

    from ...models import Discussion


def columns(request: MemberRequest, discussion: Discussion) -> dict[str, Any]:
    """What ``desk/_contributions.html`` and ``desk/_words.html`` show."""
    del request, discussion
    return {}
