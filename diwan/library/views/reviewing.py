"""What reviewers and stewards do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from diwan.core.doing import done, posted, typed
from diwan.people.access import MemberRequest, member_required

from .. import access, actions
from ..forms.reviews import ConfirmForm, ReviewersForm, ReviewForm, WhyForm
from ..models import Item, Review
from ..words import ItemState

if TYPE_CHECKING:
    from django.http import HttpResponse

_METHODS = ("GET", "HEAD", "POST")


@member_required
@never_cache
@require_http_methods(_METHODS)
def reviewers(request: MemberRequest, slug: str) -> HttpResponse:
    """A steward asks two members, and one more where one has no time."""
    access.demand(access.may_steward(request.user))
    item = get_object_or_404(Item.objects.visible_to(request.user), slug=slug)
    is_more = item.state == ItemState.IN_REVIEW
    form = ReviewersForm(posted(request), is_more=is_more)
    return typed(
        request,
        form,
        lambda: actions.ask_reviewers(
            item, form.reviewers(), due_on=form.cleaned_data["due_on"], by=request.user
        ),
        template="library/reviewers.html",
        context={"item": item, "reviews": list(item.reviews.select_related("reviewer"))},
        sentence=_("They are asked by letter."),
        back=item,
    )


@member_required
@never_cache
@require_http_methods(_METHODS)
def review(request: MemberRequest, slug: str) -> HttpResponse:
    """The page of a reviewer, with their own review only."""
    own = _own(request, slug)
    item = own.item
    form = ReviewForm(posted(request), initial={"conflict": own.conflict})
    return typed(
        request,
        form,
        lambda: actions.answer(own, by=request.user, **form.said()),
        template="library/review.html",
        context={"item": item, "review": own, "files": list(item.files.all())},
        sentence=_("Thank you. Your verdict is kept."),
        back="portal:desk",
    )


@member_required
@require_POST
def release(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """A reviewer says that they cannot, or a steward asks them no more."""
    item = get_object_or_404(Item.objects.visible_to(request.user), slug=slug)
    row = get_object_or_404(item.reviews.select_related("item"), pk=pk)
    may = access.may_steward(request.user) or access.may_answer(request.user, row)
    if not may:
        raise Http404
    is_steward = access.may_steward(request.user)
    back = reverse("library:reviewers", args=[item.slug]) if is_steward else reverse("portal:desk")
    return done(
        request,
        lambda: actions.release_reviewer(row, by=request.user),
        _("Nobody waits for that review any more."),
        back=back,
    )


@member_required
@require_POST
def archive(request: MemberRequest, slug: str) -> HttpResponse:
    item = _stewarded(request, slug)
    form = WhyForm(request.POST)
    why = form.cleaned_data["why"] if form.is_valid() else ""
    return done(
        request,
        lambda: actions.archive(item, why=why, by=request.user),
        _("It is in the archive; its address stays."),
        back=item,
    )


@member_required
@require_POST
def restore(request: MemberRequest, slug: str) -> HttpResponse:
    item = _stewarded(request, slug)
    return done(
        request,
        lambda: actions.restore(item, by=request.user),
        _("It stands in the lists again."),
        back=item,
    )


@member_required
@require_POST
def confirm(request: MemberRequest, slug: str) -> HttpResponse:
    """A steward looked at it anew, and says until when it is current."""
    item = _stewarded(request, slug)
    form = ConfirmForm(request.POST)
    until = form.cleaned_data["until"] if form.is_valid() else None
    return done(
        request,
        lambda: actions.confirm(item, by=request.user, current_until=until),
        _("It is marked as looked at."),
        back=item,
    )


def _stewarded(request: MemberRequest, slug: str) -> Item:
    access.demand(access.may_steward(request.user))
    item: Item = get_object_or_404(Item.objects.visible_to(request.user), slug=slug)
    return item


def _own(request: MemberRequest, slug: str) -> Review:
    """The review of the reader that waits; there is no such page for others."""
    rows = Review.objects.all().waiting().for_reviewer(request.user).select_related("item")
    found = rows.filter(item__slug=slug).order_by("-round").first()
    if found is None:
        raise Http404
    return found
