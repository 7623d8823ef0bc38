"""Finding: permissions stand inside the search itself, not beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connections
from django.db.models import Q, QuerySet

from diwan.core import slots

from . import rules
from .words import Rhythm

if TYPE_CHECKING:
    from .models import Follow, SearchDocument  # noqa: F401 - named in a base below
    from .rules import Stretch

#: Nobody reads further, and counting further costs.
MOST_RESULTS = 200
PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Found:
    """One result as the page shows it."""

    document: SearchDocument
    title: list[Stretch]
    text: list[Stretch]


@dataclass(frozen=True, slots=True)
class Results:
    """One page of results; ``count`` stops at ``MOST_RESULTS``, then ``is_capped``."""

    found: list[Found]
    count: int
    page: int
    is_capped: bool
    is_asked: bool

    @property
    def page_count(self) -> int:
        return max(1, -(-self.count // PER_PAGE))

    @property
    def number(self) -> int:
        return self.page

    @property
    def paginator(self) -> Results:
        """So that ``core/ui/pager.html`` reads these results as it reads Django's pages."""
        return self

    @property
    def num_pages(self) -> int:
        return self.page_count

    @property
    def has_other_pages(self) -> bool:
        return self.page_count > 1

    @property
    def has_previous(self) -> bool:
        return self.page > 1

    @property
    def has_next(self) -> bool:
        return self.page < self.page_count

    @property
    def previous_page_number(self) -> int:
        return self.page - 1

    @property
    def next_page_number(self) -> int:
        return self.page + 1


NOTHING = Results([], 0, 1, is_capped=False, is_asked=False)


class SearchDocumentQuerySet(QuerySet["SearchDocument"]):
    def visible_to(self, person: Any) -> SearchDocumentQuerySet:
        """What ``person`` may open, as each source says; an unknown source shows nothing."""
        may_see = Q(pk__in=[])
        for name, source in slots.search_sources.items():
            may_see |= Q(source=name, object_id__in=source.visible_ids(person))
        return self.filter(may_see)

    def matching(self, wanted: list[list[str]]) -> SearchDocumentQuerySet:
        """Those with every word, best first; the words hold letters and digits only."""
        if connections[self.db].vendor == "sqlite":
            return self._matching_fts5(rules.fts5_query(wanted))
        return self._matching_tsvector(rules.tsquery(wanted))

    def _matching_fts5(self, query: str) -> SearchDocumentQuerySet:
        found: Any = self.extra(
            tables=["portal_searchtext"],
            where=[
                "portal_searchtext.rowid = portal_searchdocument.id",
                "portal_searchtext MATCH %s",
            ],
            params=[query],
            select={"rank": "bm25(portal_searchtext, 4.0, 1.0)"},
        )
        ranked: SearchDocumentQuerySet = found.extra(order_by=["rank", "-id"])
        return ranked

    def _matching_tsvector(self, query: str) -> SearchDocumentQuerySet:
        found: Any = self.extra(
            where=["portal_searchdocument.words @@ to_tsquery('simple', %s)"],
            params=[query],
            select={"rank": "ts_rank(portal_searchdocument.words, to_tsquery('simple', %s))"},
            select_params=[query],
        )
        ranked: SearchDocumentQuerySet = found.extra(order_by=["-rank", "-id"])
        return ranked


class FollowQuerySet(QuerySet["Follow"]):
    def visible_to(self, person: Any) -> FollowQuerySet:
        """What somebody follows is nobody else's business, an administrator's neither."""
        return self.filter(person=person.pk) if person.is_authenticated else self.none()

    def about(self, scope: slots.Scope) -> FollowQuerySet:
        return self.filter(place=scope.place, other=scope.other, theme=scope.theme)

    def with_letters(self) -> FollowQuerySet:
        """Of people who can be written to, whatever the rhythm."""
        return self.exclude(rhythm=Rhythm.NONE).filter(person__is_active=True)

    def for_listing(self) -> FollowQuerySet:
        return self.select_related("place", "other", "theme")


def search(
    person: Any, text: str, *, source: str = "", language: str = "", page: int = 1
) -> Results:
    """What ``person`` may see of what holds every word of ``text``, in any inflection.

    Args:
        person: who asks, also ``AnonymousUser``.
        text: what was typed, in any language and script; punctuation means nothing.
        source: name of one of ``core.slots.search_sources``, or all.
        language: language of the texts, or all.
        page: from 1; a page past the end is the last one.
    """
    wanted = rules.terms(text)
    if not wanted:
        return NOTHING
    model = apps.get_model("portal", "SearchDocument")
    documents: SearchDocumentQuerySet = model.objects.visible_to(person)
    narrow = {"source": source, "language": language}
    documents = documents.filter(**{name: value for name, value in narrow.items() if value})
    return _results(documents.matching(wanted), wanted, page)


def _results(documents: SearchDocumentQuerySet, wanted: list[list[str]], page: int) -> Results:
    count = documents.order_by()[: MOST_RESULTS + 1].count()  # unordered: it stops early
    shown = min(count, MOST_RESULTS)
    page = min(max(page, 1), max(1, -(-shown // PER_PAGE)))
    rows = documents[(page - 1) * PER_PAGE : min(page * PER_PAGE, MOST_RESULTS)] if count else []
    found = [
        Found(row, rules.marked(row.title, wanted), rules.snippet(row.text, wanted)) for row in rows
    ]
    return Results(found, shown, page, is_capped=count > MOST_RESULTS, is_asked=True)


def search_languages() -> list[str]:
    """The languages in which there is something to find, by code."""
    model = apps.get_model("portal", "SearchDocument")
    return list(model.objects.order_by("language").values_list("language", flat=True).distinct())
