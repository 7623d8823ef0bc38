"""Who received my data, and how to object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from diwan.core.errors import Refusal
from diwan.people.access import MemberRequest, member_required
from diwan.people.consents import states_of
from diwan.people.models import Profile

from ..actions.exchanging import object_to
from ..forms.sharing import ObjectForm
from ..models import Transfer
from ..rules.sharing import CONSENTS

if TYPE_CHECKING:
    from django.http import HttpResponse

_PER_PAGE = 30


@member_required
@never_cache
@require_safe
def received(request: MemberRequest) -> HttpResponse:
    """Every transfer of one's data, what one agreed to, and whom one excluded."""
    rows = Transfer.objects.visible_to(request.user).for_listing()
    profile = Profile.objects.filter(person=request.user).prefetch_related("never_to").first()
    own = set(CONSENTS.values())
    context = {
        "page": Paginator(rows, _PER_PAGE).get_page(request.GET.get("page")),
        "never_to": list(profile.never_to.all()) if profile else [],
        "consents": [state for state in states_of(request.user) if state.asked.purpose in own],
    }
    return render(request, "agreements/received.html", context)


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def object_to_it(request: MemberRequest, reference: str) -> HttpResponse:
    """Tell the recipient to stop using what it received."""
    rows = Transfer.objects.visible_to(request.user).for_listing()
    transfer = get_object_or_404(rows, reference=reference)
    form = ObjectForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            object_to(transfer, by=request.user, words=form.cleaned_data["words"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                _("Your objection is written down. %(body)s receives nothing more about you.")
                % {"body": transfer.recipient.name_shown},
            )
            return redirect("received:received")
    status = 422 if form.errors else 200
    context = {"transfer": transfer, "form": form}
    return render(request, "agreements/object.html", context, status=status)
