"""What is ready for the session, and the button that hands the reply over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from diwan.core.errors import Refusal
from diwan.people.access import member_required

from ...actions import became, delivering, printing, publishing
from ...reply import packs, rendering
from ...words import ReplyState, Stage
from ..fetch import render_team
from .files import printed, readable, sent
from .finding import of_reply, reply_for_team
from .published import FORMS

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from diwan.people.access import MemberRequest

    from ...models import Reply
    from ...reply.document import Document


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def deliver(request: MemberRequest, slug: str, number: int) -> HttpResponse:
    reply = reply_for_team(request, slug, number)
    if request.method == "POST":
        try:
            delivering.deliver(reply, by=request.user)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _delivered(delivering.told(reply.discussion)))
        return redirect("discussions:deliver", slug, number)
    document = readable(reply)
    discussion = reply.discussion
    newest = publishing.newest_published(discussion)
    return render_team(
        request,
        "deliver.html",
        discussion,
        reply=reply,
        forms=FORMS,
        packs=_packs(document),
        is_newest=newest is not None and newest.pk == reply.pk,
        is_endorsed=reply.state == ReplyState.ENDORSED,
        is_delivered=discussion.stage in {Stage.DELIVERED, Stage.FOLLOWED_UP},
        readers=became.reached(reply),
        told=delivering.told(discussion),
    )


def _delivered(count: int | None) -> str:
    if not count:
        return _("Delivered. Nobody could be told by letter.")
    return ngettext(
        "Delivered. %(n)s person who spoke is told by letter.",
        "Delivered. %(n)s people who spoke are told by letter, each in their language.",
        count,
    ) % {"n": count}


def _packs(document: Document) -> list[packs.Pack]:
    return [packs.pack(document, key) for key in packs.keys(document)]


@require_safe
@of_reply
def reply_pack(request: HttpRequest, reply: Reply, part: str) -> HttpResponseBase:
    """A pack for a topic or question, or the summary as slides."""
    document = readable(reply)
    address = printing.public_address(document)
    if part == "summary.md":
        return sent(HttpResponse(rendering.slides_markdown(document, address)), reply, part)
    if part != printing.SLIDES and _key(part) not in packs.keys(document):
        raise Http404
    return printed(request, reply, document, part)


def _key(part: str) -> str:
    name, _dot, _kind = part.rpartition(".")
    return name.removeprefix("pack-")
