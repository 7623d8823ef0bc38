"""All practices, all obstacles, …: what is marked, across the contributions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from diwan.people.access import member_required

from ... import reviewing
from ...desk import marked as desk_marked
from ..fetch import discussion_for_team

if TYPE_CHECKING:
    from django.http import HttpResponse

    from diwan.people.access import MemberRequest


@require_safe
@member_required
def marked(request: MemberRequest, slug: str) -> HttpResponse:
    discussion = discussion_for_team(request, slug)
    found = desk_marked.Marked(
        discussion, mark=request.GET.get("mark", ""), theme=request.GET.get("theme", "")
    )
    pages = Paginator(found.kept(), desk_marked.PAGE_SIZE)
    page = pages.get_page(request.GET.get("page"))
    context = {
        "discussion": discussion,
        "here": "desk",
        "marks": found.marks(),
        "themes": found.themes(),
        "is_narrowed": bool(found.mark or found.theme),
        "total": len(found.rows),
        "page": page,
        "rows": desk_marked.rows(list(page), reviewing.targets(discussion), found.names),
    }
    return render(request, "discussions/desk/marked.html", context)
