"""What happens to an agreement after it is signed, and how a draft is given up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from diwan.core import clock
from diwan.core.doing import done
from diwan.people.access import MemberRequest, member_required

from .. import access, actions
from ..forms.living import DayForm, EndForm, RecogniseForm, RenewForm, StateForm, WhyForm
from ..words import AgreementState
from .fetching import readable, typed

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpResponse
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Step:
    """``act(agreement, by=…, **typed)``; ``allowed`` says who is shown the form."""

    form: type[forms.Form]
    act: Callable[..., object]
    title: str | StrPromise
    sentence: str | StrPromise
    allowed: Callable[[Any, Any], bool] = access.may_run


def _settle(agreement: Any, *, state: str, by: Any) -> object:
    return actions.settle_record(agreement, AgreementState(state), by=by)


STEPS = {
    "enter": Step(
        DayForm,
        actions.enter_into_force,
        gettext_lazy("It enters into force"),
        gettext_lazy("The agreement is in force."),
    ),
    "suspend": Step(
        WhyForm,
        actions.suspend,
        gettext_lazy("Suspend it"),
        gettext_lazy("The agreement is suspended."),
    ),
    "review": Step(
        DayForm,
        actions.review,
        gettext_lazy("The parties reviewed it"),
        gettext_lazy("The review is written down."),
    ),
    "renew": Step(
        RenewForm,
        actions.renew,
        gettext_lazy("Renew it"),
        gettext_lazy("The agreement runs on."),
    ),
    "end": Step(
        EndForm, actions.end, gettext_lazy("End it"), gettext_lazy("The agreement is ended.")
    ),
    "recognise": Step(
        RecogniseForm,
        actions.recognise,
        gettext_lazy("A state recognises it"),
        gettext_lazy("The recognition is written down."),
    ),
    "abandon": Step(
        WhyForm,
        actions.abandon,
        gettext_lazy("Give the draft up"),
        gettext_lazy("The draft is given up. Who began it can take it up again."),
        access.may_edit,
    ),
    "settle": Step(
        StateForm,
        _settle,
        gettext_lazy("Where it stands"),
        gettext_lazy("That is where it stands now."),
    ),
}


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: MemberRequest, slug: str, step: str) -> HttpResponse:
    """One step of its life, with what must be said about it."""
    if step not in STEPS:
        raise Http404
    taken, shown = STEPS[step], readable(request, slug)
    if not taken.allowed(request.user, shown):
        raise PermissionDenied(_("This is for those who sign for one of its parties."))
    form = taken.form(
        request.POST if request.method == "POST" else None,
        initial={"on": clock.now().date(), "state": shown.state},
    )
    return typed(
        request,
        form,
        lambda: taken.act(shown, **form.cleaned_data, by=request.user),
        context={"title": taken.title, "agreement": shown},
        sentence=str(taken.sentence),
        back=shown,
    )


@member_required
@require_POST
def resume(request: MemberRequest, slug: str) -> HttpResponse:
    shown = readable(request, slug)
    return done(
        request,
        lambda: actions.resume(shown, by=request.user),
        _("The agreement is in force again."),
        back=shown,
    )
