"""A statement on a page of its own: worded anew, and what two people did at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from diwan.core.errors import Conflict, Refusal
from diwan.people.access import member_required
from diwan.texts.differences import words

from ... import reviewing
from ...actions import presence, stating, unsaved, wording
from ...actions.stating.locking import Changed
from ...forms.desk import StatementForm, told
from .rows import row_of, statement_of
from .shared import back, gone, is_changeable, render_desk, reply_for_desk

if TYPE_CHECKING:
    from django.http import HttpResponse

    from diwan.people.access import MemberRequest

    from ...models import Reply, Statement, UnsavedText


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def statement(request: MemberRequest, slug: str, key: str) -> HttpResponse:
    """Word a statement anew; the page keeps what was typed, whatever comes of it."""
    reply = reply_for_desk(request, slug)
    found = statement_of(reply, key)
    if request.method == "POST":
        return _reword(request, reply, found, key)
    if found is None:
        return gone(request, reply)
    kept = unsaved.of(reply, by=request.user).get(place_of(key))
    if is_changeable(reply):
        presence.here(reply, by=request.user, statement=found)
    is_restored = "restore" in request.GET
    initial = _initial(found, kept if is_restored else None)
    form = StatementForm(known=reviewing.targets(reply.discussion), initial=initial)
    return _page(request, reply, found, form, kept_unsaved=None if is_restored else kept)


def place_of(key: str) -> str:
    return f"s-{key}"


def _initial(found: Statement, kept: UnsavedText | None) -> dict[str, Any]:
    """The statement as it stands; what is given back counts as typed over what was seen then."""
    initial = told(found)
    return initial | {"text": kept.text, "seen": kept.revision} if kept is not None else initial


def _reword(
    request: MemberRequest, reply: Reply, found: Statement | None, key: str
) -> HttpResponse:
    form = StatementForm(request.POST, known=reviewing.targets(reply.discussion))
    if found is None:
        return _lost(request, reply, form)
    if not form.is_valid():
        return _page(request, reply, found, form, status=422)
    try:
        saved = stating.reword(
            found, by=request.user, seen=form.cleaned_data["seen"], **form.fields_said()
        )
    except Changed as changed:
        return _conflict(request, reply, changed.statement, form)
    except Refusal as refusal:
        status = 409 if isinstance(refusal, Conflict) else 422
        return _page(request, reply, found, form, refusal=str(refusal), status=status)
    unsaved.forget(reply, by=request.user, place=place_of(key))
    messages.success(request, _("The statement is saved."))
    return back(request, reply, saved)


def _page(
    request: MemberRequest,
    reply: Reply,
    found: Statement,
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
        row=row_of(found),
        place=place_of(found.key),
        is_changeable=is_changeable(reply),
        others=presence.others(reply, than=request.user),
        machine=wording.help_with(found, by=request.user) if wording.is_on() else None,
        status=status,
        **page,
    )


def _lost(request: MemberRequest, reply: Reply, form: StatementForm) -> HttpResponse:
    """It was dropped or merged while somebody typed: the words may become a new statement."""
    return render_desk(
        request,
        "statement.html",
        reply,
        form=form,
        chosen=[],
        place="new-",
        is_changeable=is_changeable(reply),
        refusal=_(
            "Somebody else dropped this statement by now, or merged it. What you typed is here: "
            "save it as a new statement, or leave."
        ),
        status=409,
    )


# --- two at once -----------------------------------------------------------------------
def _conflict(
    request: MemberRequest, reply: Reply, now: Statement, form: StatementForm
) -> HttpResponse:
    """Both texts side by side; saving from here has seen theirs."""
    theirs = statement_of(reply, now.key)
    if theirs is None:
        return _lost(request, reply, form)
    data = request.POST.copy()
    data["seen"] = str(theirs.revision)
    again = StatementForm(data, known=reviewing.targets(reply.discussion))
    yours = form.cleaned_data["text"]
    return render_desk(
        request,
        "conflict.html",
        reply,
        form=again,
        row=row_of(theirs),
        yours=yours,
        pieces=words(theirs.text, yours),
        fields=_differing(form, theirs),
        place=place_of(theirs.key),
        status=409,
    )


def _differing(form: StatementForm, theirs: Statement) -> list[str]:
    """The labels of what else is not the same."""
    before = told(theirs)
    return [
        str(field.label)
        for name, field in form.fields.items()
        if name not in {"seen", "text", "language"} and form.cleaned_data[name] != before[name]
    ]
