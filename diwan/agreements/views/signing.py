"""Sign an agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from diwan.core.errors import Refusal
from diwan.people.access import MemberRequest, member_required

from .. import access, actions
from ..forms.signing import SignForm
from ..models import Agreement

if TYPE_CHECKING:
    from django.http import HttpResponse


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
