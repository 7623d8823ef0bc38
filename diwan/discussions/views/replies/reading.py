"""One version of the reply: how far it is while it is made, then the reply itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.core.htmx import wants_part
from diwan.people.access import member_required

from ... import naming
from ...actions import replying
from ...models import Reply
from ...reply import rendering
from ...reply.building import build
from ...words import ReplyState, ReplyStep
from ..fetch import render_team
from ..thread import stops
from .files import reply_for_team

if TYPE_CHECKING:
    from diwan.people.access import MemberRequest

    from ...reply.document import Citation


#: the forms it can be taken along in
FORMS = (("pdf", "PDF"), ("docx", "DOCX"), ("md", "Markdown"), ("json", "JSON"))


@require_safe
@member_required
def consolidated(request: MemberRequest, slug: str, number: int) -> HttpResponse:
    reply = reply_for_team(request, slug, number)
    if reply.state == ReplyState.DRAFT:
        return _read(request, reply)
    return _wait(request, reply)


def _read(request: MemberRequest, reply: Reply) -> HttpResponse:
    if wants_part(request):  # it was being made a moment ago: show it
        return HttpResponse(headers={"HX-Refresh": "true"})
    discussion = reply.discussion
    document = build(reply, naming.active())
    others = Reply.objects.drafted().filter(discussion=discussion).exclude(pk=reply.pk)
    return render_team(
        request,
        "consolidated.html",
        discussion,
        reply=reply,
        forms=FORMS,
        **rendering.context(document, _leads(reply)),
        is_folded=True,
        stops=stops(discussion, "reply", reply_note=_note(reply)),
        others=others.order_by("-number"),
    )


def _note(reply: Reply) -> str:
    said = {"number": reply.number, "state": reply.get_state_display()}
    return _("version %(number)s, %(state)s") % said


def _leads(reply: Reply) -> Any:
    def _address(citation: Citation) -> str:
        """The page on which exactly these words are marked; nowhere when they were withdrawn."""
        if not citation.words:
            return ""
        place = [citation.contribution, citation.version, citation.start, citation.end]
        page = reverse("discussions:words", args=[reply.discussion.slug, *place])
        return f"{page}?reply={reply.number}#cited"

    return _address


def _wait(request: MemberRequest, reply: Reply) -> HttpResponse:
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
