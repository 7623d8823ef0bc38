"""What can be asked of the portal's tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from diwan.core.fulltext import WordsQuerySet
from diwan.texts.normalise import asked

from ..words import Rhythm

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diwan.core import slots

    from ..finding.asking import Narrowing
    from ..models import Follow, SavedSearch, SearchDocument  # noqa: F401 - named in bases below


class SearchDocumentQuerySet(WordsQuerySet["SearchDocument"]):
    def within(self, allowed: Mapping[str, QuerySet[Any, Any]]) -> SearchDocumentQuerySet:
        """Of each source those whose primary keys its subquery lets through; nothing else."""
        may_see = Q(pk__in=[])
        for name, ids in allowed.items():
            may_see |= Q(source=name) & _is_among(ids)
        return self.filter(may_see)


def _is_among(ids: QuerySet[Any, Any]) -> Q:
    """Asked of each row by the key, so that a search that stops early asks for few."""
    column = next(iter(ids.query.values_select), "")
    if not column or ids.query.is_sliced or ids.query.combinator:
        return Q(object_id__in=ids)
    return Q(Exists(ids.filter(**{column: OuterRef("object_id")})))


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


class SavedSearchQuerySet(QuerySet["SavedSearch"]):
    def visible_to(self, person: Any) -> SavedSearchQuerySet:
        """What somebody looks for is nobody else's business."""
        return self.filter(person=person.pk) if person.is_authenticated else self.none()

    def about(self, words: str, narrowing: Narrowing) -> SavedSearchQuerySet:
        return self.filter(
            words=words,
            source=narrowing.source,
            language=narrowing.language,
            place=narrowing.place,
            theme=narrowing.theme,
            year=narrowing.year,
        )

    def with_letters(self) -> SavedSearchQuerySet:
        """Of people who can be written to, whatever the rhythm."""
        return self.exclude(rhythm=Rhythm.NONE).filter(person__is_active=True)

    def for_listing(self) -> SavedSearchQuerySet:
        return self.select_related("place", "theme")
