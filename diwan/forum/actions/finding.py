"""Posts, entries and calls can be found, each in the language it was written in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diwan.portal import actions as portal

from ..models import Forum
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
    shown = [row for row in rows if row.state == PostState.SHOWN]
    known = _belonging({row.topic.forum_id for row in shown})
    portal.index(
        POSTS,
        (
            portal.entry(
                row.pk,
                row.language,
                title=row.topic.title,
                text=row.text[:LONGEST_POST],
                year=row.written_at.year,
                **known[row.topic.forum_id],
            )
            for row in shown
        ),
    )


def index_entries(entries: Iterable[Entry]) -> None:
    rows = list(entries)
    portal.remove(ENTRIES, [row.pk for row in rows if row.state != EntryState.PUBLISHED])
    known = _belonging({row.forum_id for row in rows})
    portal.index(
        ENTRIES,
        (
            portal.entry(
                row.pk,
                code,
                title=title,
                text=row.text.get(code, ""),
                year=row.written_at.year,
                **known[row.forum_id],
            )
            for row in rows
            if row.state == EntryState.PUBLISHED
            for code, title in row.title.items()
        ),
    )


def index_calls(calls: Iterable[Call]) -> None:
    rows = list(calls)
    portal.remove(CALLS, [row.pk for row in rows if row.state == CallState.HIDDEN])
    known = _belonging({row.forum_id for row in rows})
    portal.index(
        CALLS,
        (
            portal.entry(
                row.pk,
                row.language,
                title=row.title,
                text=row.text,
                year=row.asked_at.year,
                **known[row.forum_id],
            )
            for row in rows
            if row.state != CallState.HIDDEN
        ),
    )


def _belonging(forums: Iterable[int]) -> dict[int, dict[str, list[int]]]:
    """The places and themes of forums, their own and those of whose they are; a few queries."""
    rows = Forum.objects.filter(pk__in=list(forums)).select_related("council")
    rows = rows.prefetch_related("themes", "project__places", "project__themes")
    return {row.pk: {"places": _places(row), "themes": _themes(row)} for row in rows}


def _places(forum: Forum) -> list[int]:
    own = [forum.place_id, forum.council.place_id if forum.council else None]
    more = [row.place_id for row in forum.project.places.all()] if forum.project else []
    return [key for key in (*own, *more) if key is not None]


def _themes(forum: Forum) -> list[int]:
    more = [theme.pk for theme in forum.project.themes.all()] if forum.project else []
    return [*(theme.pk for theme in forum.themes.all()), *more]
