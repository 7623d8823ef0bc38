"""What managers of an organisation and stewards do with its services."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from diwan.core import clock
from diwan.core.doing import done, posted, typed
from diwan.people.access import MemberRequest, member_required

from .. import access, actions
from ..forms.parts import CostForm, DocumentForm, LocationForm, PhoneForm, ScheduleForm
from ..forms.services import MoveForm, ServiceForm
from ..models import Service
from ..queries.who import called, is_steward, managed_by
from ..rules import assurance
from ..words import ServiceState

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.http import HttpResponse
    from django.utils.functional import _StrPromise

_FORM = "services/form.html"
_METHODS = ("GET", "HEAD", "POST")


@dataclass(frozen=True, slots=True)
class Part:
    """One list of a service: what adds a row to it, and what the page is called."""

    title: str | _StrPromise
    form: Callable[..., Any]
    add: Callable[[Service, Any, Any], object]
    rows: str


def _add_schedule(service: Service, form: ScheduleForm, by: Any) -> object:
    pk = form.cleaned_data["at"]
    at = service.at.get(pk=pk) if pk else None
    return actions.add_schedule(service, form.said(), by=by, at=at)


PARTS: Mapping[str, Part] = {
    "places": Part(
        gettext_lazy("Where it is"),
        LocationForm,
        lambda service, form, by: actions.add_location(service, form.said(), by=by),
        "at",
    ),
    "hours": Part(gettext_lazy("When it is open"), ScheduleForm, _add_schedule, "schedules"),
    "phones": Part(
        gettext_lazy("Telephone numbers"),
        PhoneForm,
        lambda service, form, by: actions.add_phone(service, form.said(), by=by),
        "phones",
    ),
    "costs": Part(
        gettext_lazy("Prices"),
        CostForm,
        lambda service, form, by: actions.add_cost(service, form.said(), by=by),
        "costs",
    ),
    "documents": Part(
        gettext_lazy("Papers to bring"),
        DocumentForm,
        lambda service, form, by: actions.add_document(service, form.said(), by=by),
        "documents",
    ),
}


@member_required
@never_cache
@require_http_methods(_METHODS)
def new(request: MemberRequest) -> HttpResponse:
    access.demand(access.may_add(request.user))
    first = managed_by(request.user).order_by("name").first()
    initial = {"organisation": called(first) if first else "", "sensitivity": "public"}
    form = ServiceForm(posted(request), initial=initial)
    added: list[Service] = []
    answer = typed(
        request,
        form,
        lambda: added.append(actions.add(form.said(), by=request.user)),
        template=_FORM,
        context={"title": _("Add a service"), "back": None},
        sentence=_("It is written down. Say where it is and when it is open, then show it."),
        back="services:mine",
    )
    return redirect(added[0]) if added else answer


@member_required
@never_cache
@require_http_methods(_METHODS)
def edit(request: MemberRequest, slug: str) -> HttpResponse:
    service = _mine(request, slug)
    form = ServiceForm(posted(request), initial=ServiceForm.values_of(service))
    return typed(
        request,
        form,
        lambda: actions.change(service, form.said(), by=request.user),
        template=_FORM,
        context={"title": _("Change the service"), "back": service},
        sentence=_("That is what stands there now."),
        back=service,
    )


@member_required
@require_POST
def state(request: MemberRequest, slug: str) -> HttpResponse:
    """Go to the next state."""
    service = _mine(request, slug)
    form = MoveForm(request.POST, state=service.state)
    if not form.is_valid():
        messages.error(request, _("Choose where it stands now."))
        return redirect(service)
    wanted, why = ServiceState(form.cleaned_data["state"]), form.cleaned_data["why"]
    return done(
        request,
        lambda: actions.move(service, wanted, by=request.user, why=why),
        _("It is now “%(state)s”.") % {"state": wanted.label},
        back=service,
    )


@member_required
@require_POST
def confirm(request: MemberRequest, slug: str) -> HttpResponse:
    service = _mine(request, slug)
    return done(
        request,
        lambda: actions.confirm(service, by=request.user),
        _("Thank you. The page says that it was confirmed today."),
        back="services:mine" if request.POST.get("back") == "mine" else service,
    )


@member_required
@never_cache
@require_http_methods(_METHODS)
def parts(request: MemberRequest, slug: str, part: str) -> HttpResponse:
    """A list of the service; POST adds a row."""
    service = _mine(request, slug)
    kind = _part(part)
    form = kind.form(posted(request), service=service, initial={"timezone": _zone(request)})
    return typed(
        request,
        form,
        lambda: kind.add(service, form, request.user),
        template="services/parts.html",
        context={
            "title": kind.title,
            "back": service,
            "part": part,
            "rows": list(getattr(service, kind.rows).all()),
        },
        sentence=_("It stands on the page of the service."),
        back=reverse("services:parts", args=[slug, part]),
    )


@member_required
@require_POST
def remove_part(request: MemberRequest, slug: str, part: str, pk: int) -> HttpResponse:
    service = _mine(request, slug)
    row = get_object_or_404(getattr(service, _part(part).rows).select_related("service"), pk=pk)
    return done(
        request,
        lambda: actions.remove_part(row, by=request.user),
        _("The line is gone."),
        back=reverse("services:parts", args=[slug, part]),
    )


@member_required
@never_cache
@require_safe
def mine(request: MemberRequest) -> HttpResponse:
    """The services one runs, those that wait for a word first."""
    access.demand(access.may_add(request.user))
    rows = Service.objects.filter(organisation__in=managed_by(request.user))
    if is_steward(request.user):
        written = Service.objects.visible_to(request.user).filter(added_by=request.user)
        rows = (rows | written).distinct()
    shown = list(rows.select_related("organisation").order_by("assured_on", "pk")[:200])
    due = clock.now().date() - assurance.HOLDS + assurance.ASK_BEFORE
    context = {
        "rows": [(row, row.assured_on is None or row.assured_on <= due) for row in shown],
    }
    return render(request, "services/mine.html", context)


def _mine(request: MemberRequest, slug: str) -> Service:
    """The service, for who may edit it; 404 where one may not see it, 403 where not edit."""
    rows = Service.objects.visible_to(request.user).select_related("organisation")
    service = get_object_or_404(rows, slug=slug)
    access.demand(access.may_edit(request.user, service))
    return service


def _part(name: str) -> Part:
    if name not in PARTS:
        raise Http404
    return PARTS[name]


def _zone(request: MemberRequest) -> str:
    return request.user.time_zone
