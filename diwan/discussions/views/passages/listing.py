"""Released contributions, and how far their passages are found and looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from diwan.core.errors import Refusal
from diwan.people.access import member_required

from ... import reviewing
from ...actions import finding
from ..fetch import discussion_for_team, render_team

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse

    from diwan.people.access import MemberRequest

    from ...models import Contribution, Discussion


@require_safe
@member_required
def passages(request: MemberRequest, slug: str) -> HttpResponse:
    discussion = discussion_for_team(request, slug)
    known = reviewing.targets(discussion)
    everything = reviewing.contributions(discussion)
    tabs = _tabs(everything)
    show = request.GET.get("show", "")
    show = show if show in tabs else ""
    page = Paginator(tabs[show][1], reviewing.PAGE_SIZE).get_page(request.GET.get("page"))
    counts = {name: rows.count() for name, (_label, rows) in tabs.items()}
    return render_team(
        request,
        "passages.html",
        discussion,
        tabs=[(name, label, counts[name]) for name, (label, _rows) in tabs.items()],
        show=show,
        page=page,
        rows=[reviewing.standing(row, known) for row in page],
        released=counts[""],
        is_found=counts["new"] < counts[""],
        is_finding=finding.is_waiting(discussion),
        coverage=reviewing.coverage(discussion, known),
    )


def _tabs(everything: QuerySet[Contribution]) -> dict[str, tuple[str, QuerySet[Contribution]]]:
    return {
        "": (_("All"), everything),
        "look": (_("Look here"), reviewing.to_look_at(everything)),
        "new": (_("Not cut yet"), reviewing.not_cut(everything)),
    }


@require_POST
@member_required
def find_passages(request: MemberRequest, slug: str) -> HttpResponse:
    """Find the passages of all that is released; what a person corrected stays."""
    discussion = discussion_for_team(request, slug)
    try:
        found = finding.start(discussion, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _told(discussion, found))
    return redirect("discussions:passages", discussion.slug)


def _told(discussion: Discussion, found: int | None) -> str:
    if found is None:
        return _("The passages are being found; this page looks again by itself.")
    doubtful = reviewing.waiting([discussion.pk]).get(discussion.pk, 0)
    first = ngettext("%(n)s passage is found.", "%(n)s passages are found.", found) % {"n": found}
    then = ngettext(
        "%(n)s of them waits for a look.", "%(n)s of them wait for a look.", doubtful
    ) % {"n": doubtful}
    return f"{first} {then}"
