"""What can be asked of places and themes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from .words import PlaceKind

if TYPE_CHECKING:
    from .models import Place


class PlaceQuerySet(QuerySet["Place"]):
    def countries(self) -> PlaceQuerySet:
        return self.filter(kind=PlaceKind.COUNTRY)

    def by_code(self, codes: list[str]) -> PlaceQuerySet:
        return self.filter(code__in=[code.upper() for code in codes])
