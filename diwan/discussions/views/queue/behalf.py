"""Enter a phone call, a paper, the result of a workshop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from diwan.core.errors import Refusal
from diwan.people.access import member_required

from ...actions import intake
from ...forms.queue import BehalfForm
from ..fetch import discussion_for_team, render_team

if TYPE_CHECKING:
    from django.http import HttpResponse

    from diwan.people.access import MemberRequest


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def behalf(request: MemberRequest, slug: str) -> HttpResponse:
    discussion = discussion_for_team(request, slug)
    questions = list(discussion.questions.select_related("topic"))
    form = BehalfForm(request.POST or None, request.FILES or None, questions=questions)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            entered = intake.enter_on_behalf(
                discussion,
                form.saying(),
                source=data["source"],
                consent=data["consent"],
                by=request.user,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is in the queue. Decide about it like any other."))
            return redirect("discussions:item", discussion.slug, entered.pk)
    status = 422 if request.method == "POST" else 200
    return render_team(request, "behalf.html", discussion, form=form, status=status)
