"""Statements of the newest version whose words were taken back or set aside since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Max

from .models import Citation, Reply
from .words import ContributionState

if TYPE_CHECKING:
    from collections.abc import Iterable


def waiting(discussions: Iterable[int]) -> dict[int, int]:
    """By discussion, how many statements of its newest drafted or published version; two queries.

    The team is to word them anew, or to drop them; until then readers see notices.
    """
    newest = dict(
        Reply.objects.drafted()
        .filter(discussion__in=list(discussions))
        .order_by()
        .values_list("discussion")
        .annotate(newest=Max("number"))
    )
    rows = (
        Citation.objects.filter(statement__reply__discussion__in=newest)
        .exclude(version__contribution__state=ContributionState.RELEASED)
        .order_by()
        .values_list("statement__reply__discussion", "statement__reply__number")
        .annotate(count=Count("statement", distinct=True))
    )
    return {pk: count for pk, number, count in rows if newest[pk] == number}
