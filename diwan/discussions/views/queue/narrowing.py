"""A tab of contributions: what it is narrowed to, the words looked for, one page of its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator

from ... import queue_finding, queueing, reviewing
from ...forms.queue import FilterForm
from ...models import Contribution
from ...queueing import Choice, Tab
from ...words import SetAsideReason

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from diwan.people.access import MemberRequest

    from ...models import Discussion


def narrowed(
    request: MemberRequest, discussion: Discussion, tab: str, *, count: int, page_size: int
) -> dict[str, Any]:
    """What the page says of a tab on which ``count`` contributions stand."""
    form = FilterForm(request.GET, languages=queueing.languages(discussion))
    asked = request.GET.get("reason", "")
    reason = asked if tab == Tab.SET_ASIDE and asked in SetAsideReason.values else ""
    choice = form.choice(reason)
    page: dict[str, Any] = {"filters": form, "choice": choice, "reason": reason}
    if tab == Tab.RELEASED:
        page["doubtful"] = reviewing.waiting([discussion.pk]).get(discussion.pk, 0)
    if tab == Tab.SET_ASIDE:
        page["reasons"] = _reasons(discussion)
    known: int | None = count if choice == Choice() else None
    if choice.words:
        counts = queueing.counts_narrowed(discussion, choice, person=request.user)
        page["elsewhere"] = _elsewhere(request, counts, tab)
        page["is_search"] = queue_finding.is_search(choice.words)
        known = None if reason else counts[tab]
    rows = queueing.narrowed(queueing.contributions(discussion, tab), choice, person=request.user)
    page["rows"] = _page(rows, request.GET.get("page"), page_size, count=known)
    return page


def _page(rows: QuerySet[Contribution], number: str | None, size: int, *, count: int | None) -> Any:
    """The rows of one page; of the others not even what a row shows is made, for the sorting.

    Args:
        count: how many rows there are, where that is known already.
    """
    paginator: Any = Paginator(rows.values_list("pk", flat=True), size)
    if count is not None:
        paginator.count = count
    page = paginator.get_page(number)
    keys = list(page.object_list)
    shown = queueing.for_rows(Contribution.objects.filter(pk__in=keys)).in_bulk()
    page.object_list = [shown[key] for key in keys if key in shown]
    return page


def _reasons(discussion: Discussion) -> list[dict[str, Any]]:
    return [
        {"reason": key, "label": SetAsideReason(key).label, "count": count}
        for key, count in sorted(queueing.reasons(discussion).items())
        if key in SetAsideReason.values
    ]


def _elsewhere(request: MemberRequest, counts: dict[str, int], here: str) -> list[dict[str, Any]]:
    """The other tabs that hold what was looked for."""
    return [
        {"label": Tab(tab).label, "count": count, "url": _of_tab(request, tab)}
        for tab, count in counts.items()
        if count and tab != here
    ]


def _of_tab(request: MemberRequest, tab: str) -> str:
    """The same search on another tab."""
    query = request.GET.copy()
    query["tab"] = tab
    for name in ("page", "reason"):
        query.pop(name, None)
    return f"?{query.urlencode()}"
