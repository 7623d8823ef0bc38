"""Finding: permissions stand inside the search itself, not beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Q, QuerySet

from diwan.core import slots
from diwan.core.fulltext import WordsQuerySet
from diwan.texts.normalise import asked

from . import rules
from .words import MANY_LANGUAGES, Rhythm

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .models import Follow, SearchDocument  # noqa: F401 - named in a base below
    from .rules import Stretch

#: Nobody reads further, and counting further costs.
MOST_RESULTS = 200
PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Found:
    """One result as the page shows it."""

    document: SearchDocument
    source_title: str
    shown: slots.Findable
    title: list[Stretch]
    text: list[Stretch]

    @property
    def languages(self) -> tuple[str, str]:
        """Of the title and of the text, as far as they are known."""
        return self.shown.languages or (self.document.language, self.document.language)


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


class SearchDocumentQuerySet(WordsQuerySet["SearchDocument"]):
    def within(self, allowed: Mapping[str, QuerySet[Any, Any]]) -> SearchDocumentQuerySet:
        """Of each source those whose primary keys its subquery lets through; nothing else."""
        may_see = Q(pk__in=[])
        for name, ids in allowed.items():
            may_see |= Q(source=name, object_id__in=ids)
        return self.filter(may_see)


def find(typed: str, allowed: Mapping[str, QuerySet[Any, Any]]) -> SearchDocumentQuerySet:
    """What of ``allowed`` holds all that was typed, in any inflection; best first.

    Args:
        typed: words and “phrases” in any language and script; other signs mean nothing.
        allowed: by source a queryset of one column, the primary keys that may be found.

    Returns:
        Rows with ``source``, ``object_id``, ``language`` and ``relevance``, higher for better.
    """
    model = apps.get_model("portal", "SearchDocument")
    documents: SearchDocumentQuerySet = model.objects.within(allowed)
    return documents.ranked(asked(typed))


def ids_found(typed: str, source: str, allowed: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """The primary keys of what is found of one source, in no order, as a subquery."""
    model = apps.get_model("portal", "SearchDocument")
    documents: SearchDocumentQuerySet = model.objects.within({source: allowed})
    return documents.matching(asked(typed)).values("object_id")


def sources() -> dict[str, slots.SearchSource]:
    """Those of the search page, by name."""
    return {name: source for name, source in slots.search_sources.items() if source.show}


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
        source: name of one of :func:`sources`, or all.
        language: language of the texts, or all.
        page: from 1; a page past the end is the last one.
    """
    wanted = asked(text)
    if not wanted:
        return NOTHING
    chosen = {name: each for name, each in sources().items() if source in {"", name}}
    model = apps.get_model("portal", "SearchDocument")
    documents: SearchDocumentQuerySet = model.objects.within(
        {name: each.visible_ids(person) for name, each in chosen.items()}
    )
    if language:
        documents = documents.filter(language__in=[language, MANY_LANGUAGES])
    return _results(documents, wanted, page)


def _results(
    documents: SearchDocumentQuerySet, wanted: Sequence[Sequence[str]], page: int
) -> Results:
    count = documents.matching(wanted)[: MOST_RESULTS + 1].count()  # unordered: it stops early
    shown = min(count, MOST_RESULTS)
    page = min(max(page, 1), max(1, -(-shown // PER_PAGE)))
    ranked = documents.ranked(wanted)
    rows = ranked[(page - 1) * PER_PAGE : min(page * PER_PAGE, MOST_RESULTS)] if count else ()
    found = _shown(list(rows), wanted)
    return Results(found, shown, page, is_capped=count > MOST_RESULTS, is_asked=True)


def _shown(rows: list[SearchDocument], wanted: Sequence[Sequence[str]]) -> list[Found]:
    """Each as its source tells it now; what went away meanwhile is left out."""
    told: dict[tuple[str, int, str], slots.Findable] = {}
    for name, source in sources().items():
        keys = [(row.object_id, row.language) for row in rows if row.source == name]
        if keys and source.show:
            told |= {(name, *key): each for key, each in source.show(keys).items()}
    found = []
    for row in rows:
        each = told.get((row.source, row.object_id, row.language))
        if each is not None:
            title = str(slots.search_sources.get(row.source).title)
            marked = rules.marked(each.title, wanted)
            found.append(Found(row, title, each, marked, rules.snippet(each.text, wanted)))
    return found


def search_languages() -> list[str]:
    """The languages in which there is something to find, by code."""
    model = apps.get_model("portal", "SearchDocument")
    documents = model.objects.filter(source__in=sources()).exclude(language=MANY_LANGUAGES)
    return list(documents.order_by("language").values_list("language", flat=True).distinct())
