"""Keeping a search and ending it, for members, on the page of the search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from diwan.core.errors import Refusal
from diwan.people.access import MemberRequest, member_required

from . import actions, saved
from .forms import KeepForm

if TYPE_CHECKING:
    from django.http import HttpResponse


@require_POST
@member_required
def keep(request: MemberRequest) -> HttpResponse:
    """Begin to hear of it, or choose how often letters come; then back to what was found."""
    form = KeepForm(request.POST)
    try:
        rhythm = _rhythm(form)
        actions.keep(form.words, form.narrowing, rhythm=rhythm, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("portal:search")
    messages.success(request, _("This search is kept. Letters tell you what it finds from now on."))
    return _back(form)


@require_POST
@member_required
def end(request: MemberRequest) -> HttpResponse:
    form = KeepForm(request.POST)
    form.is_valid()
    actions.end(form.words, form.narrowing, by=request.user)
    messages.success(request, _("This search is kept no more."))
    return _back(form)


def _rhythm(form: KeepForm) -> str:
    if not form.is_valid():
        raise Refusal(str(next(iter(form.errors.values()))[0]))
    return str(form.cleaned_data["rhythm"])


def _back(form: KeepForm) -> HttpResponse:
    return redirect(f"{reverse('portal:search')}?{saved.query_string(form)}")
