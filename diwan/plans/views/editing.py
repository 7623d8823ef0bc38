"""What managers of the lead organisation and stewards do with a project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from diwan.core.errors import Refusal
from diwan.people.access import MemberRequest, member_required

from .. import access, actions
from ..forms.indicators import IndicatorForm, ValueForm
from ..forms.projects import MoveForm, ParticipantForm, ProjectForm
from ..models import Indicator, Project
from ..queries import called, led_by
from ..words import ProjectState

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpResponse

_FORM = "plans/form.html"
_METHODS = ("GET", "HEAD", "POST")


@member_required
@never_cache
@require_http_methods(_METHODS)
def new(request: MemberRequest) -> HttpResponse:
    """Write one down; an agreement's page may have sent the reader here."""
    access.demand(access.may_add(request.user))
    first = led_by(request.user).order_by("name").first()
    initial = {
        "lead": called(first) if first else "",
        "agreement": request.GET.get("agreement", ""),
    }
    form = ProjectForm(_posted(request), initial=initial)
    if form.is_bound and form.is_valid():
        try:
            added = actions.add(form.said(), by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        except PermissionDenied as refused:
            form.add_error("lead", str(refused))
        else:
            messages.success(
                request, _("It is written down as a draft. Add what it wants to reach.")
            )
            return redirect(added)
    context = {"form": form, "title": _("Add a project"), "back": None}
    return render(request, _FORM, context, status=422 if form.is_bound else 200)


@member_required
@never_cache
@require_http_methods(_METHODS)
def edit(request: MemberRequest, slug: str) -> HttpResponse:
    project = _mine(request, slug)
    form = ProjectForm(_posted(request), initial=ProjectForm.values_of(project))
    return _typed(
        request,
        form,
        lambda: actions.change(project, form.said(), by=request.user),
        title=_("Change the project"),
        sentence=_("That is what stands there now."),
        project=project,
    )


@member_required
@require_POST
def state(request: MemberRequest, slug: str) -> HttpResponse:
    """Go to the next state."""
    project = _mine(request, slug)
    form = MoveForm(request.POST, state=project.state)
    if not form.is_valid():
        messages.error(request, _("Choose where it stands now."))
        return redirect(project)
    wanted = ProjectState(form.cleaned_data["state"])
    return _done(
        request,
        lambda: actions.move(project, wanted, by=request.user, why=form.cleaned_data["why"]),
        _("It is now “%(state)s”.") % {"state": wanted.label},
        project.get_absolute_url(),
    )


@member_required
@never_cache
@require_http_methods(_METHODS)
def participants(request: MemberRequest, slug: str) -> HttpResponse:
    """Who takes part; POST adds one."""
    project = _mine(request, slug)
    form = ParticipantForm(_posted(request))
    return _typed(
        request,
        form,
        lambda: actions.add_participant(project, form.said(), by=request.user),
        title=_("Who takes part"),
        sentence=_("It stands on the page of the project."),
        project=project,
        back=reverse("plans:participants", args=[slug]),
        template="plans/participants.html",
        rows=list(project.participants.select_related("organisation")),
    )


@member_required
@require_POST
def remove_participant(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    project = _mine(request, slug)
    row = get_object_or_404(project.participants.select_related("project"), pk=pk)
    return _done(
        request,
        lambda: actions.remove_participant(row, by=request.user),
        _("The line is gone."),
        reverse("plans:participants", args=[slug]),
    )


@member_required
@never_cache
@require_http_methods(_METHODS)
def indicator(request: MemberRequest, slug: str, pk: int | None = None) -> HttpResponse:
    """Add one, or change it."""
    project = _mine(request, slug)
    there = _indicator(project, pk) if pk else None
    initial = IndicatorForm.values_of(there) if there else None
    form = IndicatorForm(_posted(request), initial=initial)

    def write() -> object:
        if there is None:
            return actions.add_indicator(project, form.said(), by=request.user)
        return actions.change_indicator(there, form.said(), by=request.user)

    return _typed(
        request,
        form,
        write,
        title=_("Change the indicator") if there else _("Add an indicator"),
        sentence=_("The indicator stands. Record a value whenever one is measured."),
        project=project,
        drop=there,
    )


@member_required
@require_POST
def remove_indicator(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    project = _mine(request, slug)
    return _done(
        request,
        lambda: actions.remove_indicator(_indicator(project, pk), by=request.user),
        _("The indicator and its values are gone."),
        project.get_absolute_url(),
    )


@member_required
@never_cache
@require_http_methods(_METHODS)
def values(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """What was measured; POST records a value."""
    project = _mine(request, slug)
    there = _indicator(project, pk)
    form = ValueForm(_posted(request))
    return _typed(
        request,
        form,
        lambda: actions.record(there, by=request.user, **form.cleaned_data),
        title=_("What was measured"),
        sentence=_("The value is recorded; progress follows from it."),
        project=project,
        back=reverse("plans:values", args=[slug, pk]),
        template="plans/values.html",
        indicator=there,
        rows=list(there.values.all()),
    )


@member_required
@require_POST
def remove_value(request: MemberRequest, slug: str, pk: int, value: int) -> HttpResponse:
    project = _mine(request, slug)
    rows = _indicator(project, pk).values.select_related("indicator__project")
    row = get_object_or_404(rows, pk=value)
    return _done(
        request,
        lambda: actions.remove_value(row, by=request.user),
        _("The value is gone."),
        reverse("plans:values", args=[slug, pk]),
    )


def _mine(request: MemberRequest, slug: str) -> Project:
    """The project, for who may edit it; 404 where one may not see it, 403 where not edit."""
    rows = Project.objects.visible_to(request.user).select_related("lead", "agreement", "follows")
    project = get_object_or_404(rows, slug=slug)
    access.demand(access.may_edit(request.user, project))
    return project


def _indicator(project: Project, pk: int) -> Indicator:
    return get_object_or_404(project.indicators.select_related("project"), pk=pk)


def _posted(request: MemberRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _done(
    request: MemberRequest, act: Callable[[], object], sentence: str, back: str
) -> HttpResponse:
    """Do it, or say why not; back either way."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, sentence)
    return redirect(back)


def _typed(
    request: MemberRequest,
    form: forms.Form,
    act: Callable[[], object],
    *,
    title: str,
    sentence: str,
    project: Project,
    back: str = "",
    template: str = _FORM,
    **more: Any,
) -> HttpResponse:
    """A page with one form: show it, or do what was typed and go back; typing is kept."""
    if form.is_bound and form.is_valid():
        try:
            act()
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        except PermissionDenied as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, sentence)
            return redirect(back or project.get_absolute_url())
    context = {"form": form, "title": title, "back": project, **more}
    return render(request, template, context, status=422 if form.is_bound else 200)
