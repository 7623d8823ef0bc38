"""The versions of a discussion's reply, and the button that drafts the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.people.access import member_required

from ... import queueing, reviewing
from ...actions import replying
from ...models import Reply
from ...queries import LET_GO
from ...words import ReplyState
from ..fetch import discussion_for_team, render_team

if TYPE_CHECKING:
    from django.http import HttpResponse

    from diwan.people.access import MemberRequest


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def replies(request: MemberRequest, slug: str) -> HttpResponse:
    discussion = discussion_for_team(request, slug)
    if request.method == "POST":
        try:
            reply = replying.start(discussion, by=request.user)
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("discussions:replies", discussion.slug)
        return redirect("discussions:consolidated", discussion.slug, reply.number)
    rows = Reply.objects.of_team(request.user).filter(discussion=discussion)
    rows = rows.select_related("made_by").order_by("-number")
    given_up = Reply.objects.filter(discussion=discussion).abandoned(clock.now())
    died = set(given_up.values_list("pk", flat=True))
    waiting = queueing.counts([discussion.pk])[discussion.pk]
    return render_team(
        request,
        "replies.html",
        discussion,
        rows=rows,
        died=died,
        is_making=any(row.state == ReplyState.MAKING and row.pk not in died for row in rows),
        newest_public=next((row.pk for row in rows if row.state in LET_GO), None),
        may_begin=bool(rows) and rows[0].state in LET_GO,
        released=waiting[queueing.Tab.RELEASED],
        held=waiting[queueing.Tab.WAITING] + waiting[queueing.Tab.LATE],
        corrections=waiting[queueing.Tab.CORRECTIONS],
        doubtful=reviewing.waiting([discussion.pk]).get(discussion.pk, 0),
    )
