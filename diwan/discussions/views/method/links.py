"""Links and references that contributions name, to be kept for the library or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from diwan.core.errors import Refusal
from diwan.core.links import LinkState, may_look, trouble_of
from diwan.people.access import member_required

from ...actions import links as acts
from ...words import CandidateState
from ..fetch import discussion_for_team
from .pages import shown, status_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpResponse

    from diwan.people.access import MemberRequest

    from ...models import LinkCandidate

PER_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def links(request: MemberRequest, slug: str) -> HttpResponse:
    """Each address once, with who names it and whether it works; two buttons decide."""
    discussion = discussion_for_team(request, slug)
    if request.method == "POST":
        try:
            acts.decide(
                discussion,
                url=request.POST.get("url", ""),
                state=request.POST.get("state", ""),
                by=request.user,
            )
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Noted."))
            show = request.POST.get("show", "")
            chosen = show if show in CandidateState.values else ""
            return redirect(f"{reverse('discussions:links', args=[slug])}?show={chosen}")
    found = _grouped(acts.of_discussion(discussion).select_related("contribution"))
    show = request.GET.get("show", "")
    counts = {state: sum(row["state"] == state for row in found) for state in CandidateState}
    if show in CandidateState.values:
        found = [row for row in found if row["state"] == show]
    return shown(
        request,
        "links.html",
        discussion,
        here="links",
        status=status_of(request),
        page=Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        tabs=[{"state": state, "label": state.label, "count": counts[state]} for state in counts],
        everything=sum(counts.values()),
        show=show,
        may_check=may_look(),
    )


def _grouped(rows: Iterable[LinkCandidate]) -> list[dict[str, Any]]:
    """By address, what was named first standing first."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        known = found.setdefault(row.url, _shown(row))
        known["title"] = known["title"] or row.title
        known["named"].append(
            {"number": row.contribution.number, "url": f"?from={row.contribution.number}"}
        )
    return list(found.values())


def _shown(row: LinkCandidate) -> dict[str, Any]:
    return {
        "url": row.url,
        "is_address": row.url.startswith(("http://", "https://")),
        "title": row.title,
        "state": row.state,
        "state_name": row.get_state_display(),
        "link_state": row.link_state,
        "link_name": LinkState(row.link_state).label,
        "trouble": trouble_of(row.trouble),
        "checked_at": row.checked_at,
        "named": [],
    }


@require_POST
@member_required
def check_links(request: MemberRequest, slug: str) -> HttpResponse:
    discussion = discussion_for_team(request, slug)
    try:
        acts.check(discussion, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The links are being looked up. Come back in some minutes."))
    return redirect("discussions:links", discussion.slug)
