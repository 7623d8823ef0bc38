"""What discussions add to the search: announcements, shown contributions, the team's queue."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from diwan.core import slots
from diwan.core.slots import Findable

from ..actions import calling, indexing
from ..models import Contribution, Discussion, Version
from ..words import ContributionState, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from django.db.models import QuerySet

_AT_ONCE = 500

Key = tuple[int, str]


def _by_batches(rows: Iterable[Any]) -> Iterator[list[Any]]:
    each = iter(rows)
    while batch := list(islice(each, _AT_ONCE)):
        yield batch


# --- announcements -----------------------------------------------------------------------
def _visible_discussions(person: Any) -> QuerySet[Any, Any]:
    return Discussion.objects.visible_to(person).values("pk")


def _reindex_discussions() -> int:
    rows = Discussion.objects.exclude(stage=Stage.DRAFT).prefetch_related("topics", "questions")
    for discussion in rows:
        calling.index(discussion)
    return len(rows)


def _show_discussions(found: Sequence[Key]) -> dict[Key, Findable]:
    asked = Discussion.objects.filter(pk__in={pk for pk, _code in found})
    rows = {row.pk: row for row in asked.prefetch_related("topics", "questions")}
    return {(pk, code): _announcement(rows[pk], code) for pk, code in found if pk in rows}


def _announcement(discussion: Discussion, code: str) -> Findable:
    return Findable(
        title=discussion.title.get(code, ""),
        text=calling.announced(discussion, code),
        url=discussion.get_absolute_url(),
        date=discussion.opened_at or discussion.created_at,
    )


# --- contributions -----------------------------------------------------------------------
def _visible_contributions(person: Any) -> QuerySet[Any, Any]:
    return Contribution.objects.visible_to(person).released().values("pk")


def _shown_versions() -> QuerySet[Version]:
    return Version.objects.filter(
        is_released=True, contribution__state=ContributionState.RELEASED
    ).select_related("contribution__discussion")


def _reindex_contributions() -> int:
    count = 0
    for batch in _by_batches(_shown_versions().iterator(_AT_ONCE)):
        indexing.index_released((version.contribution, version) for version in batch)
        count += len(batch)
    return count


def _show_contributions(found: Sequence[Key]) -> dict[Key, Findable]:
    rows = _shown_versions().filter(contribution__in={pk for pk, _code in found})
    return {
        (row.contribution.pk, row.contribution.language): Findable(
            title=indexing.title_of(row.contribution),
            text=row.masked,
            url=row.contribution.get_absolute_url(),
            date=row.contribution.received_at,
        )
        for row in rows
    }


# --- the queue ---------------------------------------------------------------------------
def _in_queues_of(person: Any) -> QuerySet[Any, Any]:
    return Contribution.objects.moderated_by(person).values("pk")


def _reindex_queues() -> int:
    rows = Contribution.objects.exclude(
        state__in=[ContributionState.DRAFT, ContributionState.WITHDRAWN]
    ).order_by("pk")
    count = 0
    for batch in _by_batches(rows.iterator(_AT_ONCE)):
        indexing.index_for_team(batch)
        count += len(batch)
    return count


slots.search_sources.add(
    "discussions",
    slots.SearchSource(
        _("Discussions"), _visible_discussions, _reindex_discussions, _show_discussions
    ),
    order=10,
)
slots.search_sources.add(
    indexing.RELEASED,
    slots.SearchSource(
        _("Contributions"), _visible_contributions, _reindex_contributions, _show_contributions
    ),
    order=20,
)
slots.search_sources.add(
    indexing.QUEUE,
    slots.SearchSource(_("Queues of the teams"), _in_queues_of, _reindex_queues),
    order=30,
)
