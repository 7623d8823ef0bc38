"""What a kept search is called, where it leads, and what is new in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from diwan.core import slots

from .. import queries
from ..words import language_name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from ..forms import SearchForm
    from ..models import SavedSearch
    from ..queries import Found


def query_string(form: SearchForm) -> str:
    """The search as an address says it."""
    return _address(form.words, form.chosen())


def named(form: SearchForm) -> str:
    return _name(form.words, form.chosen())


def title(kept: SavedSearch) -> str:
    """What was looked for, in the active language."""
    return _name(kept.words, _chosen(kept))


def url(kept: SavedSearch) -> str:
    return f"{reverse('portal:search')}?{_address(kept.words, _chosen(kept))}"


def fields(kept: SavedSearch) -> list[tuple[str, str]]:
    """What it is made of, as unseen fields send it."""
    chosen = [(name, value) for name, value, _label in _chosen(kept)]
    return [("q", kept.words), *chosen] if kept.words else chosen


def news(person: Any, kept: SavedSearch, since: datetime, most: int) -> list[Found]:
    """What ``person`` may find in it now that could not be found before, newest first."""
    return queries.latest(person, kept.words, kept.narrowing, since=since, most=most)


def _chosen(kept: SavedSearch) -> list[tuple[str, str, str]]:
    """The same as the form of the search says it."""
    known = kept.source in slots.search_sources
    kind = str(slots.search_sources.get(kept.source).title) if known else kept.source
    rows = [
        ("source", kept.source, kind),
        ("place", kept.place.code if kept.place else "", str(kept.place or "")),
        ("theme", kept.theme.key if kept.theme else "", str(kept.theme or "")),
        ("language", kept.language, language_name(kept.language)),
        ("year", str(kept.year or ""), str(kept.year or "")),
    ]
    return [row for row in rows if row[1]]


def _address(words: str, chosen: Iterable[tuple[str, str, str]]) -> str:
    said = [("q", words)] if words else []
    return urlencode([*said, *((name, value) for name, value, _label in chosen)])


def _name(words: str, chosen: Iterable[tuple[str, str, str]]) -> str:
    quoted = [_("“%(words)s”") % {"words": words}] if words else []
    return " · ".join([*quoted, *(label for _name, _value, label in chosen)])
