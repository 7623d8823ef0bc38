"""The reply to take along: plain forms at once, printed ones when the worker has made them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.cache import cache
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from diwan.core.htmx import wants_part
from diwan.people.access import member_required

from ... import naming
from ...actions import printing
from ...models import Reply
from ...reply import rendering
from ...reply.building import build
from ...words import ReplyState
from ..fetch import discussion_for_team, render_team

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from diwan.people.access import MemberRequest

    from ...reply.document import Document

_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
}
#: a file is asked of the worker once in so many seconds
_ASKED_SECONDS = 60


def reply_for_team(request: MemberRequest, slug: str, number: int) -> Reply:
    """A version of the reply, for somebody of the discussion's team or an administrator."""
    discussion = discussion_for_team(request, slug)
    visible = Reply.objects.of_team(request.user).select_related("made_by")
    reply: Reply = get_object_or_404(visible, discussion=discussion, number=number)
    reply.discussion = discussion
    return reply


@require_safe
@member_required
def reply_file(request: MemberRequest, slug: str, number: int, form: str) -> HttpResponseBase:
    reply = reply_for_team(request, slug, number)
    if reply.state != ReplyState.DRAFT:
        raise Http404
    document = build(reply, naming.active())
    if form in printing.PRINTED:
        return _printed(request, reply, document, form)
    made = rendering.markdown(document) if form == "md" else rendering.as_json(document)
    return _sent(HttpResponse(made), reply, form)


def _printed(
    request: MemberRequest, reply: Reply, document: Document, form: str
) -> HttpResponseBase:
    """The file, or a page that waits for it; htmx is told when it is ready."""
    _ask(document, reply, form)
    name = printing.printed(document, form)
    if name is not None and not wants_part(request):
        return _sent(FileResponse(default_storage.open(name, "rb")), reply, form)
    template = "_printing.html" if wants_part(request) else "printing.html"
    page: dict[str, Any] = {
        "reply": reply,
        "form_name": form.upper(),
        "is_ready": name is not None,
        "trouble": printing.trouble(document, form),
    }
    return render_team(request, template, reply.discussion, **page)


def _ask(document: Document, reply: Reply, form: str) -> None:
    """Ask the worker for a file that does not stand yet, once in a while."""
    name = printing.place(document, form)
    is_known = printing.printed(document, form) or printing.trouble(document, form)
    if not is_known and cache.add(f"discussions.printing.{name}", 1, _ASKED_SECONDS):
        printing.print_reply.enqueue(reply.pk, document.language, form)


def _sent(response: HttpResponseBase, reply: Reply, form: str) -> HttpResponseBase:
    name = f"{reply.discussion.slug}-{reply.number}.{naming.active()}.{form}"
    response["Content-Type"] = _TYPES[form]
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
