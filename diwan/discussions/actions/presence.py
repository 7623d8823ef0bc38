"""Who has the desk open, so that colleagues see each other."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from diwan.core import clock

from ..access import may_facilitate, require
from ..models import Presence

if TYPE_CHECKING:
    from datetime import datetime

    from diwan.people.models import Person

    from ..models import Reply, Statement

#: whoever gave no sign for so long has gone
GONE_AFTER = timedelta(minutes=2)


def here(reply: Reply, *, by: Person, statement: Statement | None = None) -> None:
    """``by`` is at the desk, perhaps at one statement; in one query, and without an audit line."""
    require(may_facilitate(by, reply.discussion))
    Presence.objects.bulk_create(
        [Presence(reply=reply, person=by, statement=statement, seen_at=clock.now())],
        update_conflicts=True,
        unique_fields=["reply", "person"],
        update_fields=["statement", "seen_at"],
    )


def others(reply: Reply, *, than: Person) -> list[Presence]:
    """Who else is at the desk, each with the statement they are at; one query."""
    present = Presence.objects.filter(reply=reply, seen_at__gt=clock.now() - GONE_AFTER)
    rows = present.exclude(person=than).select_related("person", "statement")
    return list(rows.order_by("person__name", "pk"))


def forget_gone(now: datetime) -> int:
    """Delete the traces of whoever has gone; returns how many."""
    return Presence.objects.filter(seen_at__lte=now - GONE_AFTER).delete()[0]
