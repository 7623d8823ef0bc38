"""What members want to be discussed, and which of it comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from diwan.core.errors import Refusal
from diwan.core.wording import direction
from diwan.people.access import member_required

from ... import naming
from ...access import may_create
from ...actions import prioritising
from ...forms.method import IdeaForm, TakeUpForm, TurnDownForm
from ...models import Discussion, QuestionProposal, TopicIdea
from ...words import ProposalState, Stage
from .pages import status_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from diwan.people.access import MemberRequest

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def ideas(request: HttpRequest) -> HttpResponse:
    """Open topics for everybody; one's own, and what waits to be decided, for whom it is."""
    person: Any = request.user
    decides = _decides(person)
    mine = TopicIdea.objects.none()
    if person.is_authenticated:
        mine = TopicIdea.objects.filter(proposed_by=person).select_related("discussion")
    waiting = TopicIdea.objects.filter(state=ProposalState.HELD) if decides else mine.none()
    context = {
        "rows": rows_of(prioritising.ideas(), person, "idea"),
        "mine": mine.order_by("-proposed_at"),
        "waiting": waiting,
        "decides": decides,
    }
    return render(request, "discussions/method/ideas.html", context)


def _decides(person: Any) -> bool:
    """Whoever may create discussions, or prepares one."""
    if not person.is_authenticated or not person.is_active:
        return False
    return may_create(person) or _preparing(person).exists()


def _preparing(person: Any) -> Any:
    return Discussion.objects.facilitated_by(person).filter(stage=Stage.DRAFT)


def rows_of(things: Any, person: Any, name: str) -> list[dict[str, Any]]:
    """With whether the reader wants it first."""
    wanted = prioritising.wanted_by(person, name)
    return [
        {"thing": thing, "is_wanted": thing.pk in wanted, "direction": direction(thing.language)}
        for thing in things
    ]


@get_or_post
@member_required
def propose_idea(request: MemberRequest) -> HttpResponse:
    form = IdeaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            prioritising.propose_idea(by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("Thank you. You get a letter when somebody has decided about it.")
            )
            return redirect("discussions:ideas")
    page = {"form": form}
    return render(
        request, "discussions/method/propose_idea.html", page, status=422 if form.errors else 200
    )


@get_or_post
@member_required
def idea(request: MemberRequest, pk: int) -> HttpResponse:
    """Open a proposed topic to priorities, take it into a discussion, or decline it."""
    row = get_object_or_404(TopicIdea.objects.select_related("proposed_by", "discussion"), pk=pk)
    if not _decides(request.user):
        raise PermissionDenied(
            _("This page is for administrators and those who prepare discussions.")
        )
    act = request.POST.get("act", "")
    discussions = _preparing(request.user)
    take_up = TakeUpForm(
        request.POST if act == "promote" else None, idea=row, discussions=discussions
    )
    turn_down = TurnDownForm(request.POST if act == "decline" else None, auto_id="decline_%s")
    form: Any = {"promote": take_up, "decline": turn_down}.get(act)
    if act == "open" or (form is not None and form.is_valid()):
        try:
            said = _decided(row, act, form, request)
        except Refusal as refusal:
            messages.error(request, str(refusal))
            row.refresh_from_db()
        else:
            messages.success(request, said)
            return redirect("discussions:ideas")
    page = {
        "idea": row,
        "direction": direction(row.language),
        "language_name": naming.language_name(row.language),
        "is_waiting": row.state in {ProposalState.HELD, ProposalState.OPEN},
        "take_up": take_up if discussions.exists() else None,
        "turn_down": turn_down,
        "creates": may_create(request.user),
        "count": row.priorities.count(),
    }
    return render(request, "discussions/method/idea.html", page, status=status_of(request))


def _decided(row: TopicIdea, act: str, form: Any, request: MemberRequest) -> str:
    """Do it, and say so."""
    if act == "open":
        prioritising.open_idea(row, by=request.user)
        return _("All members see the topic now.")
    if act == "promote":
        prioritising.promote_idea(row, by=request.user, **form.cleaned_data)
        return _("The topic is part of the discussion now. Add its questions.")
    prioritising.decline_idea(row, by=request.user, **form.cleaned_data)
    return _("The topic is declined.")


# --- what comes first ----------------------------------------------------------------------
@require_POST
@member_required
def idea_first(request: MemberRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(TopicIdea.objects.exclude(state=ProposalState.HELD), pk=pk)
    _say(request, row)
    return redirect("discussions:ideas")


@require_POST
@member_required
def proposal_first(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    visible = Discussion.objects.visible_to(request.user)
    discussion = get_object_or_404(visible, slug=slug)
    rows = QuestionProposal.objects.select_related("discussion").filter(discussion=discussion)
    row = get_object_or_404(rows.exclude(state=ProposalState.HELD), pk=pk)
    _say(request, row)
    return redirect(f"{discussion.get_absolute_url()}#proposals")


def _say(request: MemberRequest, row: TopicIdea | QuestionProposal) -> None:
    try:
        is_wanted = prioritising.prioritise(row, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        taken_back = _("You no longer put this first.")
        messages.success(request, _("You put this first.") if is_wanted else taken_back)
