"""A new statement, written on what was chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from diwan.core.errors import Conflict, Refusal
from diwan.people.access import member_required

from ... import reviewing
from ...actions import presence, stating, unsaved
from ...forms.desk import StatementForm
from .chosen import selection, shown
from .rows import NONE
from .shared import back, is_changeable, render_desk, reply_for_desk

if TYPE_CHECKING:
    from django.http import HttpResponse

    from diwan.people.access import MemberRequest

    from ...actions.stating import Stretch
    from ...models import Reply, UnsavedText


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def new(request: MemberRequest, slug: str) -> HttpResponse:
    """Write a statement that rests on what is chosen; it begins with the words of the first."""
    reply = reply_for_desk(request, slug)
    is_begun = request.method != "POST" or "begin" in request.POST
    stretches = selection(request.POST if request.method == "POST" else request.GET, reply)
    if not is_begun:
        return _write(request, reply, stretches)
    kept = unsaved.of(reply, by=request.user).get(place_of(request))
    initial = _initial(request, reply, stretches, kept)
    form = StatementForm(known=reviewing.targets(reply.discussion), initial=initial)
    if is_changeable(reply):
        presence.here(reply, by=request.user)
    is_restored = "restore" in request.GET
    return _page(request, reply, stretches, form, kept_unsaved=None if is_restored else kept)


def _write(request: MemberRequest, reply: Reply, stretches: list[Stretch]) -> HttpResponse:
    form = StatementForm(request.POST, known=reviewing.targets(reply.discussion))
    if not form.is_valid():
        return _page(request, reply, stretches, form, status=422)
    try:
        statement = stating.write(reply, by=request.user, stretches=stretches, **form.fields_said())
    except Refusal as refusal:
        status = 409 if isinstance(refusal, Conflict) else 422
        return _page(request, reply, stretches, form, refusal=str(refusal), status=status)
    unsaved.forget(reply, by=request.user, place=place_of(request))
    messages.success(request, _("The statement is written."))
    return back(request, reply, statement)


def place_of(request: MemberRequest) -> str:
    """Where what is typed is kept until it is saved: one place a question."""
    about = request.GET.get("q", "")
    return f"new-{'' if about == NONE else about[:20]}"


def _initial(
    request: MemberRequest, reply: Reply, stretches: list[Stretch], kept: UnsavedText | None
) -> dict[str, Any]:
    initial = {"about": place_of(request).removeprefix("new-"), "kind": "point"}
    if kept is not None and "restore" in request.GET:
        return initial | {"text": kept.text}
    chosen = shown(stretches[:1], reply)
    return initial | {"text": chosen[0].words if chosen else ""}


def _page(
    request: MemberRequest,
    reply: Reply,
    stretches: list[Stretch],
    form: StatementForm,
    *,
    status: int = 200,
    **page: Any,
) -> HttpResponse:
    return render_desk(
        request,
        "statement.html",
        reply,
        form=form,
        chosen=shown(stretches, reply),
        place=place_of(request),
        is_changeable=is_changeable(reply),
        status=status,
        **page,
    )
