"""What agreements add to the search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from diwan.core import slots
from diwan.core.slots import Findable
from diwan.core.wording import choose

from ..actions import indexing
from ..models import Agreement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

Key = tuple[int, str]


def _visible(person: Any) -> QuerySet[Any, Any]:
    return Agreement.objects.visible_to(person).values("pk")


def _show(found: Sequence[Key]) -> dict[Key, Findable]:
    rows = Agreement.objects.in_bulk({pk for pk, _code in found})
    return {(pk, code): _found(rows[pk], code) for pk, code in found if pk in rows}


def _found(agreement: Agreement, code: str) -> Findable:
    return Findable(
        title=choose(agreement.title, code).text,
        text=choose(agreement.summary, code).text,
        url=agreement.get_absolute_url(),
        date=agreement.changed_at,
    )


slots.search_sources.add(
    indexing.AGREEMENTS,
    slots.SearchSource(_("Agreements"), _visible, indexing.index_everything, _show),
    order=15,
)
