"""Decide about a proposed question, and about a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from diwan.core.errors import Refusal
from diwan.people.access import member_required

from ... import queueing
from ...actions import prioritising, talk
from ...forms.queue import DeclineForm, PromoteForm
from ...words import ReportState
from ..fetch import discussion_for_team, render_team

if TYPE_CHECKING:
    from django.http import HttpResponse

    from diwan.people.access import MemberRequest

    from ...models import Discussion

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def _tab_url(discussion: Discussion, tab: str) -> str:
    return f"{reverse('discussions:queue', args=[discussion.slug])}?tab={tab}"


@get_or_post
@member_required
def proposal(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Take a proposed question into a topic, or decline it with a note."""
    discussion = discussion_for_team(request, slug)
    row: Any = get_object_or_404(
        discussion.proposals.select_related("topic", "proposed_by", "question"), pk=pk
    )
    act = request.POST.get("act", "")
    promote = PromoteForm(
        request.POST if act == "promote" else None,
        discussion=discussion,
        initial={"topic": row.topic_id, "words": {row.language: row.text}},
    )
    decline = DeclineForm(request.POST if act == "decline" else None, auto_id="decline_%s")
    form: Any = {"promote": promote, "decline": decline}.get(act)
    if act == "open" or (form is not None and form.is_valid()):
        verbs: dict[str, Any] = {
            "open": prioritising.open_proposal,
            "promote": talk.promote,
            "decline": talk.decline,
        }
        try:
            verbs[act](row, by=request.user, **(form.cleaned_data if form is not None else {}))
        except Refusal as refusal:
            messages.error(request, str(refusal))
            row.refresh_from_db()
        else:
            told = {
                "promote": _("The question is part of the discussion."),
                "open": _("The question is on the page of the discussion now."),
            }
            messages.success(request, told.get(act, _("The question is declined.")))
            return redirect(_tab_url(discussion, queueing.Tab.PROPOSALS))
    return render_team(
        request,
        "proposal.html",
        discussion,
        proposal=row,
        priorities=row.priorities.count(),
        promote=promote,
        decline=decline,
        form=form,
        language_name=queueing.language_name(row.language),
        status=422 if request.method == "POST" else 200,
    )


@get_or_post
@member_required
def report(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Say what became of a report: kept as it is, or acted upon."""
    discussion = discussion_for_team(request, slug)
    row = get_object_or_404(queueing.reports(discussion), pk=pk)
    state = request.POST.get("state", "")
    if request.method == "POST" and state in {ReportState.KEPT, ReportState.ACTED}:
        try:
            talk.answer_report(row, state=state, by=request.user)
        except Refusal as refusal:
            messages.error(request, str(refusal))
            row.refresh_from_db()
        else:
            messages.success(request, _("The report is answered."))
            return redirect(_tab_url(discussion, queueing.Tab.REPORTS))
    shown = row.contribution.versions.filter(is_released=True).first()
    return render_team(
        request,
        "report.html",
        discussion,
        report=row,
        shown=shown,
        status=422 if request.method == "POST" else 200,
    )
