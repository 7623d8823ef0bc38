"""Pages of agreements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from .. import access, queries
from ..models import Agreement
from ..words import AgreementState

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
