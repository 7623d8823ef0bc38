"""One version of the reply: how far it is while it is made, then the reply itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.core.htmx import wants_part
from diwan.people.access import member_required

from ... import naming
from ...actions import replying
from ...models import Reply
from ...queries import LET_GO
from ...reply import rendering
from ...reply.building import build
from ...words import ReplyState, ReplyStep
from ..fetch import render_team
from ..thread import stops
from . import published
from .finding import of_reply, reply_for_team

if TYPE_CHECKING:
    from django.http import HttpRequest

    from diwan.people.access import MemberRequest


@require_safe
@of_reply
def consolidated(request: HttpRequest, reply: Reply) -> HttpResponse:
    """Published, for all who may read the discussion; else for its team."""
    if reply.state in {ReplyState.MAKING, ReplyState.FAILED}:
        return _wait(request, reply)
    if wants_part(request):  # it was being made a moment ago: show it
        return HttpResponse(headers={"HX-Refresh": "true"})
    if reply.state in LET_GO:
        return published.page(request, reply)
    return _read(request, reply)


def _read(request: Any, reply: Reply) -> HttpResponse:
    discussion = reply.discussion
    document = build(reply, naming.active())
    others = Reply.objects.drafted().filter(discussion=discussion).exclude(pk=reply.pk)
    return render_team(
        request,
        "consolidated.html",
        discussion,
        reply=reply,
        forms=published.FORMS,
        **rendering.context(document, published.leads(reply)),
        is_folded=True,
        stops=stops(discussion, "reply", reply_note=published.note(reply)),
        others=others.order_by("-number"),
    )


def _wait(request: Any, reply: Reply) -> HttpResponse:
    """The steps there are and how far they went; asked for again until it is done."""
    died = Reply.objects.filter(pk=reply.pk).abandoned(clock.now()).exists()
    is_making = reply.state == ReplyState.MAKING and not died
    if wants_part(request) and not is_making:  # it has just ended: show why
        return HttpResponse(headers={"HX-Refresh": "true"})
    template = "_progress.html" if wants_part(request) else "progress.html"
    now = list(ReplyStep.values).index(reply.step) if reply.step else -1
    steps = [
        {"label": step.label, "place": "done" if at < now else "here" if at == now else "next"}
        for at, step in enumerate(ReplyStep)
    ]
    return render_team(
        request,
        template,
        reply.discussion,
        reply=reply,
        steps=steps,
        is_making=is_making,
        trouble=reply.trouble or replying.TOOK_TOO_LONG,
    )


@require_POST
@member_required
def give_up(request: MemberRequest, slug: str, number: int) -> HttpResponse:
    reply = reply_for_team(request, slug, number)
    try:
        replying.give_up(reply, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("discussions:consolidated", reply.discussion.slug, reply.number)
