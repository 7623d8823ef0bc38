"""What services add to the search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from diwan.core import slots
from diwan.core.slots import Findable

from ..actions import finding
from ..models import Service

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

Key = tuple[int, str]


def _visible(_person: Any) -> QuerySet[Any, Any]:
    """What everybody may know of: the search shows nobody more, insiders neither."""
    return Service.objects.all().listed().values("pk")


def _reindex() -> int:
    rows = list(Service.objects.all().listed().with_all())
    finding.index_all(rows)
    return len(rows)


def _show(found: Sequence[Key]) -> dict[Key, Findable]:
    rows = Service.objects.in_bulk([pk for pk, _code in found])
    return {(pk, code): _findable(rows[pk], code) for pk, code in found if pk in rows}


def _findable(service: Service, code: str) -> Findable:
    return Findable(
        title=service.name.get(code, ""),
        text=finding.words(service, code),
        url=service.get_absolute_url(),
        date=service.changed_at,
    )


slots.search_sources.add(
    finding.SOURCE,
    slots.SearchSource(_("Services"), _visible, _reindex, _show),
    order=44,
)
