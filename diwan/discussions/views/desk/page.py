"""The desk's page: three columns, and what to do when there is nothing to work at yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from diwan.core.errors import Refusal
from diwan.people.access import member_required

from ...actions import stating
from ...models import Reply
from ..fetch import discussion_for_team
from . import reading

if TYPE_CHECKING:
    from django.http import HttpResponse

    from diwan.people.access import MemberRequest

    from ...models import Discussion


@require_safe
@member_required
def desk(request: MemberRequest, slug: str) -> HttpResponse:
    discussion = discussion_for_team(request, slug)
    page = {
        "discussion": discussion,
        "here": "desk",
        "reply": newest(discussion),
        **reading.columns(request, discussion),
    }
    return render(request, "discussions/desk/page.html", page)


def newest(discussion: Discussion) -> Reply | None:
    """The draft that is worked at, else the newest version there is."""
    drafted = Reply.objects.drafted().filter(discussion=discussion).order_by("-number")
    return drafted.first()


@require_POST
@member_required
def begin(request: MemberRequest, slug: str) -> HttpResponse:
    """Begin a reply without a statement."""
    discussion = discussion_for_team(request, slug)
    try:
        stating.begin_empty(discussion, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("An empty draft is begun. Choose passages for its statements."))
    return redirect("discussions:desk", discussion.slug)
