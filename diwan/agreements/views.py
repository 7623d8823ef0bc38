"""Pages of agreements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from diwan.core.errors import Refusal
from diwan.people.access import MemberRequest, member_required

from . import access, actions, queries
from .forms import SignForm
from .models import Agreement
from .words import AgreementState

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

_PER_PAGE = 30


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every agreement that the reader may see, the latest change first."""
    rows = Agreement.objects.visible_to(request.user).for_listing()
    page = Paginator(rows, _PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "agreements/index.html", {"page": page})


@require_safe
def agreement(request: HttpRequest, slug: str) -> HttpResponse:
    """One agreement: its parties, its terms, who has signed."""
    shown = get_object_or_404(Agreement.objects.visible_to(request.user), slug=slug)
    terms = shown.terms.prefetch_related("sign_offs__signed_by").last()
    signed = {row.party_id: row for row in terms.sign_offs.all()} if terms else {}
    parties = queries.parties_of(shown)
    context = {
        "agreement": shown,
        "terms": terms,
        "parties": [(party, signed.get(party.pk)) for party in parties],
        "to_sign": [p for p in parties if p.pk not in signed and access.may_sign(request.user, p)]
        if shown.state == AgreementState.PROPOSED
        else [],
    }
    return render(request, "agreements/agreement.html", context)


@require_http_methods(["GET", "POST"])
@member_required
def sign(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Read the terms once more, and sign for a party."""
    shown = get_object_or_404(Agreement.objects.visible_to(request.user), slug=slug)
    party = get_object_or_404(shown.parties.select_related("organisation", "place"), pk=pk)
    if not access.may_sign(request.user, party):
        raise PermissionDenied
    terms = shown.terms.last()
    given = request.POST if request.method == "POST" else None
    form = SignForm(given, initial={"digest": terms.digest if terms else ""})
    if form.is_valid():
        try:
            actions.sign(party, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("You have signed for %(party)s.") % {"party": party})
            return redirect(shown)
    status = 422 if form.is_bound else 200
    context = {"agreement": shown, "party": party, "terms": terms, "form": form}
    return render(request, "agreements/sign.html", context, status=status)
