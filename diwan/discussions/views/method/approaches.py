"""The private list of people to be heard: for the team's eyes only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from diwan.core.errors import Refusal
from diwan.people.access import member_required

from ... import approaches as listing
from ...actions import approaching
from ...forms.method import ApproachForm, SeveralForm
from ...posts.drafting import missing
from ...posts.state import quiet_of
from ...words import ApproachState, ApproachWay
from ..fetch import discussion_for_team
from .pages import shown, status_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from diwan.people.access import MemberRequest

    from ...models import Approach, Discussion

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@get_or_post
@member_required
def approaches(request: MemberRequest, slug: str) -> HttpResponse:
    """Everybody on the list, or those who have not answered; below, somebody to be added."""
    discussion = discussion_for_team(request, slug)
    form = ApproachForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            approaching.add(discussion, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Put on the list. Nobody was written to yet."))
            return redirect("discussions:approaches", discussion.slug)
    is_narrowed = request.GET.get("show") == "silent"
    rows = listing.listed(discussion)
    return shown(
        request,
        "approaches.html",
        discussion,
        here="approaches",
        status=status_of(request),
        rows=[row for row in rows if not (is_narrowed and row.has_answered)],
        silent=sum(not row.has_answered for row in rows),
        answered=sum(row.has_answered for row in rows),
        is_narrowed=is_narrowed,
        missing=" ".join(missing(quiet_of(discussion))),
        form=form,
        states=ApproachState,
    )


@get_or_post
@member_required
def several(request: MemberRequest, slug: str) -> HttpResponse:
    """Paste a table, see what was understood, then keep the lines that can be taken."""
    discussion = discussion_for_team(request, slug)
    form = SeveralForm(request.POST or None)
    lines: list[listing.Line] = []
    if request.method == "POST" and form.is_valid():
        known = discussion.approaches.exclude(email="").values_list("email", flat=True)
        lines = listing.read(form.cleaned_data["lines"], known)
        if request.POST.get("act") == "keep" and _kept(request, discussion, form, lines):
            return redirect("discussions:approaches", discussion.slug)
    good = [line for line in lines if not line.problem]
    return shown(
        request,
        "several.html",
        discussion,
        here="several",
        status=422 if form.errors else 200,
        form=form,
        lines=lines,
        good=len(good),
    )


def _kept(
    request: MemberRequest, discussion: Discussion, form: SeveralForm, lines: list[listing.Line]
) -> bool:
    good = [line.values for line in lines if not line.problem]
    try:
        made = approaching.add_several(discussion, good, by=request.user)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    said = ngettext("%(n)s is put on the list.", "%(n)s are put on the list.", len(made))
    messages.success(request, said % {"n": len(made)})
    return True


@get_or_post
@member_required
def approach(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Correct what the list says of somebody."""
    discussion = discussion_for_team(request, slug)
    row: Approach = get_object_or_404(discussion.approaches, pk=pk)
    form = ApproachForm(request.POST) if request.method == "POST" else ApproachForm.of(row)
    if request.method == "POST" and form.is_valid():
        try:
            approaching.change(row, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Kept."))
            return redirect("discussions:approaches", discussion.slug)
    return shown(
        request,
        "approach.html",
        discussion,
        here="approach",
        status=status_of(request),
        row=row,
        form=form,
    )


@require_POST
@member_required
def approach_act(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Ask somebody by letter, note that they were asked or said no, or take them off."""
    discussion = discussion_for_team(request, slug)
    row = get_object_or_404(discussion.approaches, pk=pk)
    try:
        messages.success(request, _done(row, request.POST.get("act", ""), request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("discussions:approaches", discussion.slug)


def _done(row: Approach, act: str, request: MemberRequest) -> str:
    """Do it, and say so."""
    by = request.user
    if act == "invite":
        approaching.invite(row, by=by)
        return _("The letter is on its way.")
    if act in {ApproachWay.PHONE, ApproachWay.OTHER}:
        approaching.mark_asked(row, way=act, by=by)
        return _("Noted that they were asked.")
    if act == "declined":
        approaching.mark_declined(row, by=by)
        return _("Noted. No letter goes to them.")
    if act == "remove":
        approaching.remove(row, by=by)
        return _("Taken off the list.")
    raise Refusal(_("Choose what is to be done."))
