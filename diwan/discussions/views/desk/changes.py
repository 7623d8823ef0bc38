"""What is done to a statement with one button: cite, say how, move, drop, put back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from diwan.core.errors import Refusal
from diwan.people.access import member_required

from ...actions import presence, stating
from ...actions.stating.locking import Changed
from ...forms.desk import LeaveOutForm
from ...models import Citation, Contribution
from .chosen import selection
from .rows import row_of, statement_of
from .shared import back, gone, render_desk, reply_for_desk

if TYPE_CHECKING:
    from django.http import HttpResponse

    from diwan.people.access import MemberRequest


@require_POST
@member_required
def cite(request: MemberRequest, slug: str, key: str) -> HttpResponse:
    """Cite what is chosen at a statement, with the stance of the button."""
    reply = reply_for_desk(request, slug)
    found = statement_of(reply, key)
    if found is None:
        return gone(request, reply)
    try:
        made = stating.cite(
            found,
            selection(request.POST, reply),
            by=request.user,
            stance=request.POST.get("stance", ""),
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        presence.here(reply, by=request.user, statement=found)
        count = len(made)
        told = ngettext("%(n)s passage is cited.", "%(n)s passages are cited.", count)
        messages.success(request, told % {"n": count})
    return back(request, reply, found)


@require_POST
@member_required
def citation(request: MemberRequest, slug: str, key: str, pk: int) -> HttpResponse:
    """Confirm a citation, change its stance, or take it away."""
    reply = reply_for_desk(request, slug)
    found = statement_of(reply, key)
    if found is None:
        return gone(request, reply)
    row = found.citations.filter(pk=pk).first()
    if row is None:
        messages.error(request, _("Somebody else took this citation away by now."))
        return back(request, reply, found)
    row.statement = found
    try:
        _act(row, request)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return back(request, reply, found)


def _act(row: Citation, request: MemberRequest) -> None:
    act = request.POST.get("act", "")
    if act == "uncite":
        stating.uncite(row, by=request.user)
    elif act == "confirm":
        stating.confirm(row, by=request.user)
    else:
        stating.set_stance(row, by=request.user, stance=act, seen=request.GET.get("seen"))


@require_POST
@member_required
def move(request: MemberRequest, slug: str, key: str) -> HttpResponse:
    """One place up or down."""
    reply = reply_for_desk(request, slug)
    found = statement_of(reply, key)
    if found is None:
        return gone(request, reply)
    try:
        stating.move(found, by=request.user, step=-1 if request.POST.get("step") == "-1" else 1)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return back(request, reply, found)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def drop(request: MemberRequest, slug: str, key: str) -> HttpResponse:
    """Ask first, then drop; whoever did it may put it back."""
    reply = reply_for_desk(request, slug)
    found = statement_of(reply, key)
    if found is None:
        return gone(request, reply)
    if request.method != "POST" or not request.POST.get("confirmed"):
        status = 422 if request.method == "POST" else 200
        return render_desk(request, "drop.html", reply, row=row_of(found), status=status)
    seen = request.POST.get("seen", "")
    try:
        stating.drop(
            found, by=request.user, seen=int(seen[:9]) if seen.isascii() and seen.isdigit() else -1
        )
    except Changed as changed:
        row = row_of(statement_of(reply, key) or found)
        return render_desk(request, "drop.html", reply, row=row, refusal=str(changed), status=409)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The statement is dropped. You can put it back, below."))
    return back(request, reply)


@require_POST
@member_required
def put_back(request: MemberRequest, slug: str, key: str) -> HttpResponse:
    """What I dropped stands again."""
    reply = reply_for_desk(request, slug)
    try:
        found = stating.put_back(reply, key, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return back(request, reply)
    messages.success(request, _("The statement is put back at the end of its section."))
    return back(request, reply, found)


@require_POST
@member_required
def leave_out(request: MemberRequest, slug: str, number: int) -> HttpResponse:
    """List a contribution as read and not cited, with the reason."""
    reply = reply_for_desk(request, slug)
    shown = Contribution.objects.released().filter(discussion=reply.discussion)
    contribution: Contribution = get_object_or_404(shown, number=number)
    form = LeaveOutForm(request.POST)
    form.is_valid()
    try:
        stating.leave_out(
            reply, contribution, by=request.user, reason=form.cleaned_data.get("reason", "")
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It is listed as read and not cited, with your reason."))
    return back(request, reply)
