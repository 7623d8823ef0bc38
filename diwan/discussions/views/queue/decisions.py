"""The decisions about one contribution. A refused one keeps every word that was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from diwan.core.errors import Conflict, Refusal
from diwan.people.access import member_required

from ... import queueing
from ...actions import moderation
from ...forms.queue import (
    AssignForm,
    ConflictForm,
    DecisionForm,
    KeepForm,
    LanguageForm,
    ReleaseForm,
    ReturnForm,
    SetAsideForm,
    WriterForm,
)
from ..fetch import contribution_for_team
from .item import item_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from diwan.people.access import MemberRequest

    from ...models import Contribution, Discussion


@require_POST
@member_required
def release(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """As written when no text is sent, else with the edit."""
    discussion, contribution = contribution_for_team(request, slug, pk)
    is_edit = "text" in request.POST
    make = ReleaseForm if is_edit else DecisionForm
    form = make(request.POST, auto_id="release_%s")
    return _decide(
        request,
        discussion,
        contribution,
        form,
        lambda data: moderation.release(
            contribution,
            by=request.user,
            revision=data["revision"],
            edited=data.get("text"),
            note=data.get("note", ""),
        ),
        name="release_form" if is_edit else "",
        done=_("The contribution is released."),
    )


@require_POST
@member_required
def give_back(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    discussion, contribution = contribution_for_team(request, slug, pk)
    return _decide(
        request,
        discussion,
        contribution,
        ReturnForm(request.POST, auto_id="return_%s"),
        lambda data: moderation.give_back(contribution, by=request.user, **data),
        name="return_form",
        done=_("The contribution is back with its author."),
    )


@require_POST
@member_required
def set_aside(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    discussion, contribution = contribution_for_team(request, slug, pk)
    return _decide(
        request,
        discussion,
        contribution,
        SetAsideForm(request.POST, auto_id="set_aside_%s"),
        lambda data: moderation.set_aside(contribution, by=request.user, **data),
        name="set_aside_form",
        done=_("The contribution is set aside. It can be put back."),
    )


@require_POST
@member_required
def put_back(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    discussion, contribution = contribution_for_team(request, slug, pk)
    return _decide(
        request,
        discussion,
        contribution,
        DecisionForm(request.POST),
        lambda data: moderation.put_back(contribution, by=request.user, **data),
        done=_("The contribution is back in the queue."),
        stay=True,
    )


@require_POST
@member_required
def merge(request: MemberRequest, slug: str, pk: int, version: int) -> HttpResponse:
    """Take over an author's correction, or (with a note) keep the words shown before it."""
    discussion, contribution = contribution_for_team(request, slug, pk)
    correction = get_object_or_404(contribution.versions, number=version)
    correction.contribution = contribution
    if "note" in request.POST:
        return _decide(
            request,
            discussion,
            contribution,
            KeepForm(request.POST, auto_id="keep_%s"),
            lambda data: moderation.keep_shown(correction, by=request.user, **data),
            name="keep_form",
            done=_("The earlier words stay, and the author is told why."),
        )
    return _decide(
        request,
        discussion,
        contribution,
        DecisionForm(request.POST),
        lambda data: moderation.merge_correction(correction, by=request.user, **data),
        done=_("The correction is shown now."),
    )


def _decide(
    request: MemberRequest,
    discussion: Discussion,
    contribution: Contribution,
    form: Any,
    act: Any,
    *,
    done: str,
    name: str = "",
    stay: bool = False,
) -> HttpResponse:
    """Check, act, tell, go to what waits next; when refused, the page again with what was typed.

    Args:
        act: called with the clean values.
        name: under which the page shows the form, when there is something to type in it.
        stay: whether to look at the same contribution afterwards.
    """
    tab, near = queueing.tab_of(contribution), queueing.neighbours(discussion, contribution)
    if not form.is_valid():
        kept = {name: form, "open_form": name, "form": form} if name else {}
        return item_page(request, discussion, contribution, status=422, **kept)
    try:
        act(form.cleaned_data)
    except Refusal as refusal:
        return _refused(request, discussion, contribution, form, refusal, name)
    messages.success(request, done)
    following = None if stay else queueing.next_waiting(discussion, near, tab)
    if stay or following is not None:
        return redirect("discussions:item", discussion.slug, following or contribution.pk)
    return redirect("discussions:queue", discussion.slug)


def _refused(
    request: MemberRequest,
    discussion: Discussion,
    contribution: Contribution,
    form: Any,
    refusal: Refusal,
    name: str,
) -> HttpResponse:
    """The page as things stand now, with the sentence and every word that was typed.

    The form carries the present revision: who sends it again has seen what the colleague did.
    """
    _again, fresh = contribution_for_team(request, discussion.slug, contribution.pk)
    page: dict[str, Any] = {
        "refusal": str(refusal),
        "is_conflict": isinstance(refusal, Conflict),
        "open_form": name,
        "typed": [form.cleaned_data[key] for key in ("text", "note") if form.cleaned_data.get(key)],
    }
    if name:
        data = request.POST.copy()
        data["revision"] = str(fresh.revision)
        again = type(form)(data, auto_id=form.auto_id)
        page["again"] = again
    status = 409 if isinstance(refusal, Conflict) else 422
    return item_page(request, discussion, fresh, status=status, **page)


# --- without a revision: the last word counts ------------------------------------------
@require_POST
@member_required
def restore(request: MemberRequest, slug: str, pk: int, cutting: int) -> HttpResponse:
    """Put a cut piece back into the text."""
    discussion, contribution = contribution_for_team(request, slug, pk)
    piece = get_object_or_404(contribution.cuttings, pk=cutting)
    piece.contribution = contribution
    try:
        moderation.restore_cutting(piece, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The piece is back in the text, as a new version."))
    return redirect("discussions:item", discussion.slug, pk)


@require_POST
@member_required
def assign(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    discussion, contribution = contribution_for_team(request, slug, pk)
    form = AssignForm(request.POST, discussion=discussion, now=contribution.assigned_to_id)
    if "me" in request.POST:
        moderation.take(contribution, by=request.user, to=request.user)
        messages.success(request, _("It is yours now."))
    elif form.is_valid():
        moderation.take(contribution, by=request.user, to=form.cleaned_data["to"])
        messages.success(request, _("The assignment is changed."))
    else:
        messages.error(request, _("Choose somebody of the facilitation team."))
    return redirect("discussions:item", discussion.slug, pk)


@require_POST
@member_required
def conflict(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Write down a conflict of interest."""
    discussion, contribution = contribution_for_team(request, slug, pk)
    form = ConflictForm(request.POST, auto_id="conflict_%s")
    if not form.is_valid():
        page = {"conflict_form": form, "open_form": "conflict_form", "form": form}
        return item_page(request, discussion, contribution, status=422, **page)
    moderation.note_conflict(contribution, by=request.user, **form.cleaned_data)
    messages.success(request, _("The note is kept for your colleagues."))
    return redirect("discussions:item", discussion.slug, pk)


@require_POST
@member_required
def describe(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Write down who writes, as far as the letter says."""
    discussion, contribution = contribution_for_team(request, slug, pk)
    form = WriterForm(request.POST, auto_id="writer_%s")
    if not form.is_valid():
        page = {"writer_form": form, "open_form": "writer_form", "form": form}
        return item_page(request, discussion, contribution, status=422, **page)
    moderation.describe(contribution, by=request.user, **form.cleaned_data)
    messages.success(request, _("It is written down. How the author is named has not changed."))
    return redirect("discussions:item", discussion.slug, pk)


@require_POST
@member_required
def language(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Correct the language that was detected."""
    discussion, contribution = contribution_for_team(request, slug, pk)
    form = LanguageForm(request.POST)
    if form.is_valid():
        moderation.sign_language(contribution, by=request.user, **form.cleaned_data)
        messages.success(request, _("The language is corrected."))
    else:
        messages.error(request, _("Choose a language from the list."))
    return redirect("discussions:item", discussion.slug, pk)
