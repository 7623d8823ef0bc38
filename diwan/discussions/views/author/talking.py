"""What members do around contributions: report one, propose a question, follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from diwan.core.errors import Refusal
from diwan.core.wording import choose
from diwan.people.access import MemberRequest, member_required

from ... import naming
from ...actions import talk
from ...forms.author import ProposalForm, ReportForm
from ...forms.rhythm import RhythmForm
from ...models import Contribution, Follow
from ..finding import of_discussion

if TYPE_CHECKING:
    from django.http import HttpResponse

    from ...models import Discussion


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@of_discussion
def report(request: MemberRequest, discussion: Discussion, number: int) -> HttpResponse:
    """Ask the facilitation team to look at a contribution again."""
    contribution = get_object_or_404(
        Contribution.objects.visible_to(request.user).released(),
        discussion=discussion,
        number=number,
    )
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            talk.report(contribution, reason=form.cleaned_data["reason"], by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Thank you. The facilitation team looks at it."))
            return redirect(contribution.get_absolute_url())
    context = {
        "discussion": discussion,
        "title": choose(discussion.title),
        "number": number,
        "signed": naming.signature(contribution),
        "back": contribution.get_absolute_url(),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "discussions/report.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@of_discussion
def propose(request: MemberRequest, discussion: Discussion) -> HttpResponse:
    """Put a question; the facilitation team takes it or says why not."""
    form = ProposalForm(request.POST or None, discussion=discussion)
    if request.method == "POST" and form.is_valid():
        try:
            talk.propose_question(discussion, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                _("Thank you. You get a letter when the facilitation team has decided."),
            )
            return redirect(discussion)
    context = {
        "discussion": discussion,
        "title": choose(discussion.title),
        "form": form,
        "is_taking": discussion.is_taking_contributions,
    }
    status = 422 if form.errors else 200
    return render(request, "discussions/propose.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@of_discussion
def follow(request: MemberRequest, discussion: Discussion) -> HttpResponse:
    """Turn the letters of a discussion on or off, or choose how often they come."""
    found = Follow.objects.filter(discussion=discussion, person=request.user)
    follows = found.select_related("discussion").first()
    if request.method != "POST":
        return _rhythm(request, discussion, follows, RhythmForm.of(follows))
    if "rhythm" in request.POST and follows is not None:
        form = RhythmForm(request.POST)
        if not form.is_valid():
            return _rhythm(request, discussion, follows, form)
        talk.choose_rhythm(follows, form.cleaned_data["rhythm"])
        messages.success(request, _("Saved. Letters come as you chose."))
    elif follows is not None:
        talk.unfollow(discussion, by=request.user)
        messages.success(request, _("You get no more letters about this discussion."))
    else:
        talk.follow(discussion, by=request.user)
        messages.success(request, _("You get the letters of this discussion from now on."))
    return redirect(discussion)


def _rhythm(
    request: MemberRequest, discussion: Discussion, follows: Follow | None, form: RhythmForm | None
) -> HttpResponse:
    context = {
        "discussion": discussion,
        "title": choose(discussion.title),
        "form": form,
        "follows": follows is not None,
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "discussions/follow.html", context, status=status)
