"""What the library adds to the search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from diwan.core import slots
from diwan.core.slots import Findable

from ..actions import finding
from ..models import Item

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

Key = tuple[int, str]


def _visible(person: Any) -> QuerySet[Any, Any]:
    return Item.objects.visible_to(person).open_to_all().values("pk")


def _reindex() -> int:
    rows = list(Item.objects.all().open_to_all())
    finding.index_all(rows)
    return len(rows)


def _show(found: Sequence[Key]) -> dict[Key, Findable]:
    rows = Item.objects.in_bulk([pk for pk, _code in found])
    return {(pk, code): _findable(rows[pk], code) for pk, code in found if pk in rows}


def _findable(item: Item, code: str) -> Findable:
    return Findable(
        title=item.title.get(code, ""),
        text=finding.words(item, code),
        url=item.get_absolute_url(),
        date=item.published_at,
    )


slots.search_sources.add(
    finding.SOURCE, slots.SearchSource(_("Library"), _visible, _reindex, _show), order=48
)
