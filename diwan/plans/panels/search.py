"""What projects add to the search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from diwan.core import slots
from diwan.core.slots import Findable

from ..actions import finding
from ..models import Project

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

Key = tuple[int, str]


def _visible(person: Any) -> QuerySet[Any, Any]:
    return Project.objects.visible_to(person).published().values("pk")


def _reindex() -> int:
    rows = list(Project.objects.all().published())
    finding.index_all(rows)
    return len(rows)


def _show(found: Sequence[Key]) -> dict[Key, Findable]:
    rows = Project.objects.in_bulk([pk for pk, _code in found])
    return {(pk, code): _findable(rows[pk], code) for pk, code in found if pk in rows}


def _findable(project: Project, code: str) -> Findable:
    return Findable(
        title=project.title.get(code, ""),
        text=finding.words(project, code),
        url=project.get_absolute_url(),
        date=project.changed_at,
    )


slots.search_sources.add(
    finding.SOURCE,
    slots.SearchSource(_("Projects"), _visible, _reindex, _show),
    order=45,
)
