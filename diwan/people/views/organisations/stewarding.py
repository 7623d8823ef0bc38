"""The work of stewards: verify, review partners, find twins, merge."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from diwan.core import clock
from diwan.core.doing import done, typed
from diwan.core.errors import Refusal
from diwan.people.access import MemberRequest, member_required
from diwan.people.actions import organisations as actions
from diwan.people.forms.organisations import MergeForm
from diwan.people.forms.stewards import VerifyForm, VettingForm, WhyForm
from diwan.people.models import Likeness, Merge, Organisation, Vetting
from diwan.people.queries import organisations as queries
from diwan.people.rules import organisations as rules

from .fetching import demand_steward, standing

if TYPE_CHECKING:
    from django.http import HttpResponse


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: MemberRequest, slug: str) -> HttpResponse:
    """What a steward sees before they verify, and what else they decide."""
    demand_steward(request)
    organisation = standing(slug)
    held = queries.powers(request.user, organisation, clock.now().date())
    day = clock.now().date() + rules.REVIEW_HOLDS
    form = VerifyForm(
        request.POST if request.method == "POST" else None, initial={"review_due": day}
    )
    return typed(
        request,
        form,
        lambda: actions.verify(
            organisation, review_due=form.cleaned_data["review_due"], by=request.user
        ),
        template="people/organisations/verify.html",
        context={"organisation": organisation, "held": held, "why": WhyForm()},
        sentence=_("Verified. It stands on your desk again before the review falls due."),
        back=organisation,
    )


@member_required
@require_POST
def partnership(request: MemberRequest, slug: str) -> HttpResponse:
    organisation = standing(slug)
    if request.POST.get("act") == "begin":
        return done(
            request,
            lambda: actions.make_partner(organisation, by=request.user),
            _("It is a partner of the network."),
            back=organisation,
        )
    return done(
        request,
        lambda: actions.end_partnership(organisation, by=request.user),
        _("It is no partner of the network any more."),
        back=organisation,
    )


@member_required
@require_POST
def take_back(request: MemberRequest, slug: str) -> HttpResponse:
    organisation = standing(slug)
    why = request.POST.get("why", "")
    return done(
        request,
        lambda: actions.take_back_verification(organisation, by=request.user, why=why),
        _("It counts as not verified now."),
        back=organisation,
    )


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def vetting(request: MemberRequest, slug: str) -> HttpResponse:
    """The reviews of a partner (D16): for stewards without a tie to it, and for nobody else."""
    if not request.user.is_steward:
        raise PermissionDenied(_("This is for stewards."))
    organisation = standing(slug)
    rows = Vetting.objects.all().visible_to(request.user, organisation)
    initial = {"next_review_on": clock.now().date() + timedelta(days=365)}
    form = VettingForm(request.POST if request.method == "POST" else None, initial=initial)
    context = {
        "organisation": organisation,
        "reviews": rows,
        "is_tied": not queries.may_vet(request.user, organisation),
    }
    return typed(
        request,
        form,
        lambda: actions.vet(organisation, review=form.review(), by=request.user),
        template="people/organisations/vetting.html",
        context=context,
        sentence=_("The review is kept, for stewards only."),
        back=reverse("organisations:vetting", args=[slug]),
    )


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def twins(request: MemberRequest) -> HttpResponse:
    """Entries that may be the same body; POST looks again, or says that two are two."""
    demand_steward(request)
    if request.method == "POST":
        return _decide_on_twins(request)
    pairs = Likeness.objects.all().open().select_related("first__country", "second__country")
    merges = Merge.objects.select_related("source", "target")[:20]
    context = {"pairs": pairs[:100], "merges": merges}
    return render(request, "people/organisations/twins.html", context)


def _decide_on_twins(request: MemberRequest) -> HttpResponse:
    pair = request.POST.get("pair", "")
    if pair.isdecimal():
        rows = Likeness.objects.select_related("first__parent", "second__parent")
        likeness = get_object_or_404(rows, pk=int(pair))
        return done(
            request,
            lambda: actions.dismiss_twins(likeness, by=request.user),
            _("They stay two, and are not shown here again."),
            back="organisations:twins",
        )
    found = actions.find_twins()
    sentence = ngettext(
        "%(count)d pair of entries looks alike.", "%(count)d pairs of entries look alike.", found
    )
    return done(request, lambda: None, sentence % {"count": found}, back="organisations:twins")


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: MemberRequest, slug: str) -> HttpResponse:
    """This entry goes into another one: chosen, then seen side by side, then confirmed."""
    demand_steward(request)
    source = standing(slug)
    initial = {"other": request.GET.get("into", "")}
    form = MergeForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            return _merge(request, source, form.cleaned_data["other"], form.cleaned_data["why"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    target = Organisation.objects.standing().filter(slug=initial["other"]).first()
    context = {"form": form, "source": source, "target": target}
    status = 422 if form.is_bound else 200
    return render(request, "people/organisations/merge.html", context, status=status)


def _merge(
    request: MemberRequest, source: Organisation, into: Organisation, why: str
) -> HttpResponse:
    """Only the second press, beside what it does, merges."""
    if request.POST.get("confirm") == into.slug:
        actions.merge(source, into=into, why=why, by=request.user)
        messages.success(
            request, _("The two are one. You can take them apart again under “Likely twins”.")
        )
        return redirect("organisations:twins")
    context = {
        "source": source,
        "target": into,
        "why": why,
        "foreseen": actions.foresee_merge(source, into=into, by=request.user),
    }
    return render(request, "people/organisations/merge_confirm.html", context)


@member_required
@require_POST
def undo_merge(request: MemberRequest, pk: int) -> HttpResponse:
    demand_steward(request)
    made = get_object_or_404(Merge, pk=pk)
    return done(
        request,
        lambda: actions.undo_merge(made, by=request.user),
        _("They are two again."),
        back="organisations:twins",
    )
