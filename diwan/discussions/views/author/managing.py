"""One's own contributions: see them as others do, be named, correct, withdraw, claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from diwan.core.errors import Refusal
from diwan.core.wording import choose
from diwan.people.access import MemberRequest, member_required
from diwan.texts.differences import words

from ... import naming
from ...access import is_author, require
from ...actions import authoring, intake
from ...forms.author import AttributionForm, CorrectionForm
from ...models import Contribution
from ...words import ContributionState, VersionKind
from ..finding import by_token
from . import drafts
from .writing import preview_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from diwan.people.models import Person

MEANING = {
    ContributionState.DRAFT: gettext_lazy("A draft. Nobody but you sees it."),
    ContributionState.HELD: gettext_lazy(
        "The facilitation team reads it now. Nobody else sees it until they release it; you get"
        " a letter when they do."
    ),
    ContributionState.RELEASED: gettext_lazy("It stands in the discussion for its readers."),
    ContributionState.RETURNED: gettext_lazy(
        "The facilitation team asks you to change something. Correct it and hand it in again."
    ),
    ContributionState.SET_ASIDE: gettext_lazy(
        "The facilitation team did not take it into the discussion."
    ),
    ContributionState.WITHDRAWN: gettext_lazy("You took it back. Its words are removed."),
}
MAY_CORRECT = {
    ContributionState.HELD,
    ContributionState.RETURNED,
    ContributionState.RELEASED,
}


def acting(request: HttpRequest, contribution: Contribution) -> Person | None:
    """Who acts: the author when signed in; otherwise whoever has the link of the letter."""
    return contribution.author if is_author(request.user, contribution) else None


@require_safe
@never_cache
@member_required
def mine(request: MemberRequest) -> HttpResponse:
    """Everything one has said, and letters from one's own addresses to be claimed."""
    own = Contribution.objects.by_author(request.user).select_related("discussion")
    context = {
        "rows": [_row(row) for row in own.order_by("-created_at")],
        "claimable": [
            _row(row)
            for row in Contribution.objects.claimable_by(request.user).select_related("discussion")
        ],
    }
    return render(request, "discussions/mine.html", context)


def _row(row: Contribution) -> dict[str, Any]:
    moment = row.received_at or row.created_at
    return {"contribution": row, "title": choose(row.discussion.title), "day": naming.day(moment)}


@require_safe
@by_token
def manage(request: HttpRequest, contribution: Contribution) -> HttpResponse:
    """The author's own page of one contribution."""
    if contribution.state == ContributionState.DRAFT:
        return _go_on_writing(request, contribution)
    return _page(request, contribution, AttributionForm(initial=_named(contribution)))


def _named(contribution: Contribution) -> dict[str, str]:
    return {"attribution": contribution.attribution}


def _go_on_writing(request: HttpRequest, draft: Contribution) -> HttpResponse:
    require(draft.author_id is None or is_author(request.user, draft))
    drafts.remember(request, draft)
    slug = draft.discussion.slug
    if draft.reply_to is not None and draft.reply_to.number is not None:
        return redirect("discussions:reply", slug, draft.reply_to.number)
    return redirect("discussions:contribute", slug)


def _page(
    request: HttpRequest, contribution: Contribution, form: AttributionForm, status: int = 200
) -> HttpResponse:
    discussion = contribution.discussion
    questions = list(discussion.questions.select_related("topic"))
    state = ContributionState(contribution.state)
    is_alive = state not in {ContributionState.WITHDRAWN, ContributionState.SET_ASIDE}
    context = {
        "contribution": contribution,
        "discussion": discussion,
        "title": choose(discussion.title),
        "meaning": MEANING[state],
        "day": naming.day(contribution.received_at) if contribution.received_at else "",
        "preview": preview_of(contribution, questions) if is_alive else None,
        "files": list(contribution.attachments.all()),
        "difference": _difference(contribution) if state == ContributionState.RELEASED else None,
        "has_correction": _has_correction(contribution),
        "form": form,
        "may_attribute": is_alive,
        "may_correct": state in MAY_CORRECT,
        "may_withdraw": state != ContributionState.WITHDRAWN,
        "is_own": is_author(request.user, contribution),
        "is_member": request.user.is_authenticated,
    }
    return render(request, "discussions/manage.html", context, status=status)


def _difference(contribution: Contribution) -> dict[str, Any] | None:
    """What the facilitation team changed, word by word; None when they changed nothing."""
    released = contribution.versions.filter(is_released=True).first()
    if released is None or released.kind != VersionKind.EDITED:
        return None
    before = contribution.versions.filter(number__lt=released.number).order_by("-number").first()
    if before is None or not before.text:
        return None
    return {"pieces": words(before.text, released.text), "note": released.note}


def _has_correction(contribution: Contribution) -> bool:
    """Whether a correction waits beside the words that are shown."""
    if contribution.state != ContributionState.RELEASED:
        return False
    latest = contribution.versions.order_by("-number").first()
    return latest is not None and not latest.is_released


@require_POST
@by_token
def attribute(request: HttpRequest, contribution: Contribution) -> HttpResponse:
    form = AttributionForm(request.POST)
    if not form.is_valid():
        return _page(request, contribution, form, status=422)
    chosen = form.cleaned_data["attribution"]
    by = acting(request, contribution)
    try:
        authoring.attribute(contribution, attribution=chosen, by=by)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("From now on you are named as you chose."))
    return redirect("discussions:manage", contribution.token)


@require_http_methods(["GET", "HEAD", "POST"])
@by_token
def correct(request: HttpRequest, contribution: Contribution) -> HttpResponse:
    """Change one's words: at once before the release, after a look by the team afterwards."""
    if contribution.state not in MAY_CORRECT:
        return redirect("discussions:manage", contribution.token)
    form = CorrectionForm(request.POST or None, initial={"text": authoring.words_of(contribution)})
    if request.method == "POST" and form.is_valid():
        try:
            authoring.correct(contribution, by=acting(request, contribution), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _corrected(contribution))
            return redirect("discussions:manage", contribution.token)
    context = {
        "contribution": contribution,
        "title": choose(contribution.discussion.title),
        "form": form,
        "is_released": contribution.state == ContributionState.RELEASED,
        "is_returned": contribution.state == ContributionState.RETURNED,
    }
    status = 422 if form.errors else 200
    return render(request, "discussions/correct.html", context, status=status)


def _corrected(contribution: Contribution) -> str:
    """``contribution`` is as it was before the correction."""
    if contribution.state == ContributionState.RELEASED:
        return _(
            "Thank you. The facilitation team looks at your correction; until then the earlier"
            " words stay."
        )
    if contribution.state == ContributionState.RETURNED:
        return _("Thank you. Your contribution is handed in again.")
    return _("Your text is changed.")


@require_http_methods(["GET", "HEAD", "POST"])
@by_token
def withdraw(request: HttpRequest, contribution: Contribution) -> HttpResponse:
    """Ask once, then take the words back for good."""
    if contribution.state == ContributionState.WITHDRAWN:
        return redirect("discussions:manage", contribution.token)
    if request.method == "POST":
        try:
            authoring.withdraw(contribution, by=acting(request, contribution))
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Your contribution is withdrawn."))
        return redirect("discussions:manage", contribution.token)
    context = {
        "contribution": contribution,
        "title": choose(contribution.discussion.title),
        "was_shown": contribution.state == ContributionState.RELEASED,
    }
    return render(request, "discussions/confirm_withdraw.html", context)


@require_POST
@member_required
@by_token
def claim(request: MemberRequest, contribution: Contribution) -> HttpResponse:
    """Tie a contribution to one's account; the link of the letter is the proof."""
    try:
        authoring.claim(contribution, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("discussions:manage", contribution.token)
    messages.success(request, _("It is now among your contributions."))
    return redirect("discussions:mine")


@require_http_methods(["GET", "HEAD", "POST"])
@by_token
def discard(request: HttpRequest, contribution: Contribution) -> HttpResponse:
    """Ask once, then throw a draft away."""
    require(contribution.author_id is None or is_author(request.user, contribution))
    discussion = contribution.discussion
    if contribution.state != ContributionState.DRAFT:
        return redirect("discussions:manage", contribution.token)
    if request.method == "POST":
        drafts.forget(request, discussion)
        intake.discard(contribution, by=acting(request, contribution))
        messages.success(request, _("The draft is thrown away."))
        return redirect(discussion)
    context = {"contribution": contribution, "title": choose(discussion.title)}
    return render(request, "discussions/confirm_discard.html", context)
