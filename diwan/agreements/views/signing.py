"""Sign an agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from diwan.people.access import MemberRequest, member_required

from .. import access, actions
from ..forms.living import WhyForm
from ..forms.signing import SignForm
from ..showing import sheet
from .fetching import readable, typed

if TYPE_CHECKING:
    from django.http import HttpResponse

    from ..models import Agreement, Party


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@never_cache
def sign(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Read the terms once more, and sign for a party."""
    shown, party = _signable(request, slug, pk)
    terms = shown.terms.last()
    given = request.POST if request.method == "POST" else None
    form = SignForm(given, initial={"digest": terms.digest if terms else ""})
    return typed(
        request,
        form,
        lambda: actions.sign(party, by=request.user, **form.cleaned_data),
        context={
            "agreement": shown,
            "party": party,
            "terms": terms,
            "sheet": sheet(shown, bodies=set(), children=[]),
        },
        sentence=_("You have signed for %(party)s.") % {"party": party},
        back=shown,
        template="agreements/sign.html",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@never_cache
def refuse(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Send the terms back, with what should be changed."""
    shown, party = _signable(request, slug, pk)
    form = WhyForm(request.POST if request.method == "POST" else None)
    form.fields["why"].label = _("What should be changed")
    return typed(
        request,
        form,
        lambda: actions.refuse_to_sign(party, by=request.user, why=form.cleaned_data["why"]),
        context={
            "title": _("Ask for a change before %(party)s signs") % {"party": party},
            "agreement": shown,
        },
        sentence=_("It is a draft again, and the other parties were told why."),
        back=shown,
    )


def _signable(request: MemberRequest, slug: str, pk: int) -> tuple[Agreement, Party]:
    """The party, when the reader has a mandate to sign for it; else 403."""
    shown = readable(request, slug)
    party = get_object_or_404(shown.parties.select_related("organisation", "place"), pk=pk)
    if not access.may_sign(request.user, party):
        raise PermissionDenied(_("This is for those who sign for one of its parties."))
    return shown, party
