"""Posts, entries of blogs and calls can be found by those who may read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from diwan.core import slots
from diwan.core.slots import Findable

from ..actions import finding
from ..models import Call, Entry, Post

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

Key = tuple[int, str]


# --- posts -------------------------------------------------------------------------------
def _posts(person: Any) -> QuerySet[Any, Any]:
    return Post.objects.visible_to(person).shown().values("pk")


def _reindex_posts() -> int:
    rows = list(Post.objects.all().shown().select_related("topic"))
    finding.index(rows)
    return len(rows)


def _show_posts(found: Sequence[Key]) -> dict[Key, Findable]:
    rows = Post.objects.select_related("topic__forum").in_bulk([pk for pk, _code in found])
    return {
        (pk, code): Findable(
            title=rows[pk].topic.title,
            text=rows[pk].text,
            url=rows[pk].get_absolute_url(),
            date=rows[pk].written_at,
            languages=(rows[pk].topic.language, rows[pk].language),
        )
        for pk, code in found
        if pk in rows
    }


# --- entries -----------------------------------------------------------------------------
def _entries(person: Any) -> QuerySet[Any, Any]:
    return Entry.objects.visible_to(person).published().values("pk")


def _reindex_entries() -> int:
    rows = list(Entry.objects.all().published())
    finding.index_entries(rows)
    return len(rows)


def _show_entries(found: Sequence[Key]) -> dict[Key, Findable]:
    rows = Entry.objects.select_related("forum").in_bulk([pk for pk, _code in found])
    return {
        (pk, code): Findable(
            title=rows[pk].title.get(code, ""),
            text=rows[pk].text.get(code, ""),
            url=rows[pk].get_absolute_url(),
            date=rows[pk].published_at,
        )
        for pk, code in found
        if pk in rows
    }


# --- calls -------------------------------------------------------------------------------
def _calls(person: Any) -> QuerySet[Any, Any]:
    return Call.objects.visible_to(person).exclude(state="hidden").values("pk")


def _reindex_calls() -> int:
    rows = list(Call.objects.exclude(state="hidden"))
    finding.index_calls(rows)
    return len(rows)


def _show_calls(found: Sequence[Key]) -> dict[Key, Findable]:
    rows = Call.objects.select_related("forum").in_bulk([pk for pk, _code in found])
    return {
        (pk, code): Findable(
            title=rows[pk].title,
            text=rows[pk].text,
            url=rows[pk].get_absolute_url(),
            date=rows[pk].asked_at,
        )
        for pk, code in found
        if pk in rows
    }


slots.search_sources.add(
    finding.POSTS,
    slots.SearchSource(_("Forums"), _posts, _reindex_posts, _show_posts),
    order=55,
)
slots.search_sources.add(
    finding.ENTRIES,
    slots.SearchSource(_("Blogs"), _entries, _reindex_entries, _show_entries),
    order=56,
)
slots.search_sources.add(
    finding.CALLS,
    slots.SearchSource(_("Calls of networks"), _calls, _reindex_calls, _show_calls),
    order=57,
)
