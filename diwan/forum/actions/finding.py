"""Posts, entries and calls can be found, each in the language it was written in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diwan.portal import actions as portal

from ..rules import LONGEST_POST
from ..words import CallState, EntryState, PostState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..models import Call, Entry, Post

POSTS, ENTRIES, CALLS = "forum", "blogs", "calls"


def index(posts: Iterable[Post]) -> None:
    """Make posts findable, or forget those that readers do not see."""
    rows = list(posts)
    portal.remove(POSTS, [row.pk for row in rows if row.state != PostState.SHOWN])
    shown = (row for row in rows if row.state == PostState.SHOWN)
    portal.index(
        POSTS,
        (
            portal.entry(row.pk, row.language, title=row.topic.title, text=row.text[:LONGEST_POST])
            for row in shown
        ),
    )


def index_entries(entries: Iterable[Entry]) -> None:
    rows = list(entries)
    portal.remove(ENTRIES, [row.pk for row in rows if row.state != EntryState.PUBLISHED])
    portal.index(
        ENTRIES,
        (
            portal.entry(row.pk, code, title=title, text=row.text.get(code, ""))
            for row in rows
            if row.state == EntryState.PUBLISHED
            for code, title in row.title.items()
        ),
    )


def index_calls(calls: Iterable[Call]) -> None:
    rows = list(calls)
    portal.remove(CALLS, [row.pk for row in rows if row.state == CallState.HIDDEN])
    portal.index(
        CALLS,
        (
            portal.entry(row.pk, row.language, title=row.title, text=row.text)
            for row in rows
            if row.state != CallState.HIDDEN
        ),
    )
