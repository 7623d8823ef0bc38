"""The reply to take along: plain forms at once, printed ones when the worker has made them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from diwan.core.htmx import wants_part

from ... import naming
from ...access import may_facilitate
from ...actions import printing
from ...reply import hashing, rendering
from ...reply.building import build
from ...words import ReplyState
from ..fetch import render_team
from .finding import of_reply

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from ...models import Reply
    from ...reply.document import Document

_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "jsonld": "application/ld+json",
}
_PLAIN = {
    "md": rendering.markdown,
    "json": rendering.as_json,
    "csv": rendering.csv,
}
#: a file is asked of the worker once in so many seconds
_ASKED_SECONDS = 60


@require_safe
@of_reply
def reply_file(request: HttpRequest, reply: Reply, form: str) -> HttpResponseBase:
    document = readable(reply)
    if form in printing.PRINTED:
        return printed(request, reply, document, form)
    if form == "jsonld":
        made = rendering.jsonld(document, f"{settings.DIWAN_ORIGIN}{address(reply)}")
    else:
        made = _PLAIN[form](document)
    return sent(HttpResponse(made), reply, form)


def address(reply: Reply) -> str:
    return reverse("discussions:consolidated", args=[reply.discussion.slug, reply.number])


@require_safe
@of_reply
def content(_request: HttpRequest, reply: Reply) -> HttpResponse:
    """What was published, byte by byte as its digest is made of it."""
    if not reply.content_sha256:
        raise Http404
    return HttpResponse(hashing.content(readable(reply)), content_type="application/json")


def readable(reply: Reply) -> Document:
    """The version in the layout of the reader's language.

    Raises:
        Http404: it is still being made, or could not be.
    """
    if reply.state in {ReplyState.MAKING, ReplyState.FAILED}:
        raise Http404
    return build(reply, naming.active())


def printed(request: Any, reply: Reply, document: Document, form: str) -> HttpResponseBase:
    """The file, or a page that waits for it; htmx is told when it is ready.

    Args:
        form: one of ``printing``: of the whole, or of a part of it.
    """
    _ask(document, reply, form)
    name = printing.printed(document, form)
    if name is not None and not wants_part(request):
        return sent(FileResponse(default_storage.open(name, "rb")), reply, form)
    page: dict[str, Any] = {
        "reply": reply,
        "form_name": form.rpartition(".")[2].upper(),
        "is_ready": name is not None,
        "trouble": printing.trouble(document, form),
    }
    template = "_printing.html" if wants_part(request) else "printing.html"
    if may_facilitate(request.user, reply.discussion):
        return render_team(request, template, reply.discussion, **page)
    where = "team" if wants_part(request) else "reply"
    page["discussion"] = reply.discussion
    return render(request, f"discussions/{where}/{template}", page)


def _ask(document: Document, reply: Reply, form: str) -> None:
    """Ask the worker for a file that does not stand yet, once in a while."""
    name = printing.place(document, form)
    is_known = printing.printed(document, form) or printing.trouble(document, form)
    if not is_known and cache.add(f"discussions.printing.{name}", 1, _ASKED_SECONDS):
        printing.print_reply.enqueue(reply.pk, document.language, form)


def sent(response: HttpResponseBase, reply: Reply, form: str) -> HttpResponseBase:
    part, _dot, kind = form.rpartition(".")
    name = "-".join(filter(None, [reply.discussion.slug, str(reply.number), part]))
    response["Content-Type"] = _TYPES[kind]
    response["Content-Disposition"] = f'attachment; filename="{name}.{naming.active()}.{kind}"'
    response["Cache-Control"] = "private, no-store"
    return response
