"""Who acts for an organisation: asking, confirming, ending, handing over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from diwan.core import clock
from diwan.core.doing import done, typed
from diwan.people.access import MemberRequest, member_required
from diwan.people.actions import organisations as actions
from diwan.people.forms.mandates import GiveForm, HandOverForm, MandateForm
from diwan.people.models import Mandate
from diwan.people.queries import organisations as queries
from diwan.people.words.organisations import MandateRole

from .fetching import managed, mandate_of, standing

if TYPE_CHECKING:
    from django.http import HttpResponse

_FORM = "people/organisations/form.html"


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: MemberRequest, slug: str) -> HttpResponse:
    """Say what one does there; another manager or a steward confirms it."""
    organisation = standing(slug)
    initial = {"starts_on": clock.now().date(), "role": MandateRole.MEMBER}
    form = MandateForm(request.POST if request.method == "POST" else None, initial=initial)
    return typed(
        request,
        form,
        lambda: actions.ask_mandate(
            organisation,
            role=MandateRole(form.cleaned_data["role"]),
            remit=form.cleaned_data["remit"],
            starts_on=form.cleaned_data["starts_on"],
            ends_on=form.cleaned_data["ends_on"],
            by=request.user,
        ),
        template=_FORM,
        context={"title": _("I act for this organisation"), "back": organisation},
        sentence=_("It counts as soon as somebody else who manages it, or a steward, confirms it."),
        back=organisation,
    )


@member_required
@never_cache
@require_safe
def index(request: MemberRequest, slug: str) -> HttpResponse:
    """All mandates, those of the past too, for colleagues, managers and stewards."""
    organisation = standing(slug)
    today = clock.now().date()
    held = queries.powers(request.user, organisation, today)
    if not (held.is_staff or held.manages or held.stewards):
        raise PermissionDenied(_("This is for those who act for the organisation."))
    rows = sorted(
        Mandate.objects.filter(organisation=organisation).for_page(),
        key=lambda row: MandateRole.values.index(row.role),
    )
    current = [row for row in rows if row.confirmed_at and not _is_over(row)]
    context = {
        "organisation": organisation,
        "held": held,
        "may_confirm": held.manages or held.stewards,
        "current": current,
        "asked": [row for row in rows if not row.confirmed_at and not _is_over(row)],
        "past": [row for row in rows if row.confirmed_at and _is_over(row)],
        "give": GiveForm(organisation=organisation, day=today) if held.manages else None,
    }
    return render(request, "people/organisations/mandates.html", context)


@member_required
@require_POST
def give(request: MemberRequest, slug: str) -> HttpResponse:
    organisation, _held = managed(request, slug)
    today = clock.now().date()
    form = GiveForm(request.POST, organisation=organisation, day=today)
    back = reverse("organisations:mandates", args=[slug])
    if not form.is_valid():
        messages.error(request, _("Choose a colleague and a role."))
        return redirect(back)
    return done(
        request,
        lambda: actions.give_mandate(
            form.cleaned_data["colleague"],
            role=MandateRole(form.cleaned_data["role"]),
            remit=form.cleaned_data["remit"],
            starts_on=today,
            by=request.user,
        ),
        _("They hold it from today on."),
        back=back,
    )


@member_required
@require_POST
def decide(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Confirm or decline a request."""
    mandate = mandate_of(slug, pk)
    act = (
        actions.confirm_mandate if request.POST.get("act") == "confirm" else actions.decline_mandate
    )
    said = _("Confirmed.") if act is actions.confirm_mandate else _("Declined.")
    back = reverse("organisations:mandates", args=[slug])
    return done(request, lambda: act(mandate, by=request.user), said, back=back)


@member_required
@require_POST
def end(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    mandate = mandate_of(slug, pk)
    return done(
        request,
        lambda: actions.end_mandate(mandate, by=request.user),
        _("It is over. The history of the organisation keeps it."),
        back=mandate.organisation,
    )


@member_required
@require_POST
def show(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    mandate = mandate_of(slug, pk)
    is_shown = request.POST.get("is_shown") == "1"
    return done(
        request,
        lambda: actions.show_name(mandate, is_shown=is_shown, by=request.user),
        _("Members read your name there.") if is_shown else _("Your name is not shown there."),
        back=mandate.organisation,
    )


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    mandate = mandate_of(slug, pk)
    today = clock.now().date()
    held = queries.powers(request.user, mandate.organisation, today)
    if not (mandate.person_id == request.user.pk or held.manages or held.stewards):
        raise PermissionDenied(_("This is for those who manage the organisation."))
    posted = request.POST if request.method == "POST" else None
    form = HandOverForm(posted, mandate=mandate, day=today)
    return typed(
        request,
        form,
        lambda: actions.hand_over(
            mandate, to=form.cleaned_data["to"], note=form.cleaned_data["note"], by=request.user
        ),
        template=_FORM,
        context={"title": _("Hand over"), "back": mandate.organisation},
        sentence=_("Handed over. The deputies stand in for the successor now."),
        back=mandate.organisation,
    )


def _is_over(mandate: Mandate) -> bool:
    return mandate.ends_on is not None and mandate.ends_on < clock.now().date()
