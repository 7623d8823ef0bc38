"""Pages of the vocabularies: the stewards' forms, themes and goals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from diwan.core.errors import Refusal

from . import actions
from .forms import FootnoteForm, MunicipalityForm
from .models import Goal, Place, Theme
from .rules import may_steward
from .words import Framework, PlaceKind

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_http_methods(["GET", "POST"])
@login_required
def add_municipality(request: HttpRequest, code: str) -> HttpResponse:
    """The steward's form for a municipality in a country or a part of one."""
    shown = _place(request, code)
    if not may_steward(request.user) or not _may_hold_municipalities(shown):
        raise PermissionDenied
    form = MunicipalityForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            added = actions.add_municipality(shown, form.wording(), by=request.user)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("%(name)s is now in the list.") % {"name": added})
            return redirect(shown)
    status = 422 if form.is_bound else 200
    context = {"place": shown, "form": form}
    return render(request, "vocabularies/add_municipality.html", context, status=status)


@require_http_methods(["GET", "POST"])
@login_required
def set_footnote(request: HttpRequest, code: str) -> HttpResponse:
    """The steward's form for the note on a place's designation."""
    shown = _place(request, code)
    if not may_steward(request.user):
        raise PermissionDenied
    if request.method == "POST":
        form = FootnoteForm(request.POST)
        if form.is_valid():
            actions.set_footnote(shown, form.wording(), by=request.user)
            messages.success(request, _said(shown))
            return redirect(shown)
    else:
        written = shown.footnote.items()
        form = FootnoteForm(initial={f"note_{language}": text for language, text in written})
    status = 422 if form.is_bound else 200
    context = {"place": shown, "form": form}
    return render(request, "vocabularies/set_footnote.html", context, status=status)


def _said(place: Place) -> str:
    if place.footnote:
        return _("The note stands here, and a star wherever the name is shown.")
    return _("The note and its star are gone.")


@require_GET
def themes(request: HttpRequest) -> HttpResponse:
    """The themes, and the goals of the two world frameworks."""
    goals = list(Goal.objects.all())
    frameworks = [
        (framework.label, [goal for goal in goals if goal.framework == framework])
        for framework in Framework
    ]
    context = {"themes": list(Theme.objects.all()), "frameworks": frameworks}
    return render(request, "vocabularies/themes.html", context)


def _place(request: HttpRequest, code: str) -> Place:
    visible = Place.objects.visible_to(request.user).with_parents()
    return get_object_or_404(visible.by_code([code]))


def _may_hold_municipalities(place: Place) -> bool:
    return place.kind in {PlaceKind.COUNTRY, PlaceKind.SUBDIVISION}
