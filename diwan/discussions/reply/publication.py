"""When a version was published, and what was taken from it since, by the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diwan.audit.actions import reference
from diwan.audit.models import Entry

from ..queries import LET_GO
from ..words import ReplyState
from .document import Published

if TYPE_CHECKING:
    from ..models import Reply

REDACTED = "redact reply"


def published(reply: Reply) -> Published | None:
    """None for what is not published; one query."""
    if ReplyState(reply.state) not in LET_GO:
        return None
    return Published(reply.made_on, reply.content_sha256, _redacted(reply))


def _redacted(reply: Reply) -> int:
    """How many citations lost their words since it was published."""
    lines = Entry.objects.filter(subject=reference(reply.discussion), verb=REDACTED)
    if reply.published_at is not None:
        lines = lines.filter(at__gte=reply.published_at)
    return sum(
        lost["citations"]
        for details in lines.values_list("details", flat=True)
        for lost in details["replies"]
        if lost["version"] == reply.number
    )
