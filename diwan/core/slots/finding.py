"""What rooms add to the search, and to what somebody follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from django.db.models import QuerySet
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Scope:
    """What somebody follows: a place, a corridor (``place`` and ``other``) or a theme."""

    place: Any = None
    other: Any = None
    theme: Any = None


@dataclass(frozen=True, slots=True)
class News:
    """One new thing, titled in the reader's language."""

    title: str
    url: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NewsSource:
    """What a room has to tell of a scope: ``news(person, scope, since, most)``, newest first.

    Only what ``person`` (or a stranger, for a public feed) may see; at most two queries.
    """

    title: str | _StrPromise
    news: Callable[[Any, Scope, datetime, int], Iterable[News]]


@dataclass(frozen=True, slots=True)
class Findable:
    """What a result of the search shows; ``url`` is for the active language.

    ``languages`` are those of title and text where these may differ from the language in which
    it was found, empty where none is known.
    """

    title: str
    text: str
    url: str
    date: datetime | None
    languages: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class SearchSource:
    """One kind of thing that can be found.

    ``visible_ids(person)`` is a queryset of one column, the primary keys that ``person`` may
    see, used as a subquery so that permissions are part of the search itself. ``reindex()``
    tells ``portal`` of all there is and returns how many. ``show(found)`` is what results say,
    by (primary key, language); a source without it is searched by pages of its own only.
    """

    title: str | _StrPromise
    visible_ids: Callable[[Any], QuerySet[Any, Any]]
    reindex: Callable[[], int]
    show: Callable[[Sequence[tuple[int, str]]], Mapping[tuple[int, str], Findable]] | None = None


news_sources: Registry[NewsSource] = Registry("source of news")
search_sources: Registry[SearchSource] = Registry("search source")
