"""My profile and my data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from diwan.core import clock, slots
from diwan.core.errors import Refusal
from diwan.people import actions, own_data
from diwan.people.access import MemberRequest, member_required
from diwan.people.forms.account import EraseForm, ProfileForm

if TYPE_CHECKING:
    from diwan.people.models import Organisation


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: MemberRequest) -> HttpResponse:
    person = request.user
    if request.method != "POST":
        form = ProfileForm(initial=ProfileForm.values_of(person))
        return render(request, "people/profile.html", {"form": form})
    form = ProfileForm(request.POST)
    if form.is_valid():
        try:
            described = form.profile(_organisation(request, form))
            actions.update_profile(person, profile=described, by=person)
        except Refusal as refusal:
            form.add_error("new_organisation", str(refusal))
        else:
            return _saved(request)
    return render(request, "people/profile.html", {"form": form}, status=422)


def _organisation(request: MemberRequest, form: ProfileForm) -> Organisation | None:
    """The one chosen, or the one written down, added to the list."""
    data = form.cleaned_data
    if not data["new_organisation"]:
        chosen: Organisation | None = data["organisation"]
        return chosen
    return actions.add_organisation(
        data["new_organisation"],
        kind=data["new_organisation_kind"],
        country=data["new_organisation_country"],
        by=request.user,
    )


def _saved(request: MemberRequest) -> HttpResponse:
    messages.success(request, _("Your profile is saved."))
    return redirect("people:profile")


@member_required
@never_cache
@require_safe
def my_data(request: MemberRequest) -> HttpResponse:
    """Everything that is held about me, room by room."""
    held = [
        {"title": title, "told": own_data.told(data, slots.personal_data.get(name).fields)}
        for name, (title, data) in actions.everything_about(request.user).items()
    ]
    return render(request, "people/my_data.html", {"held": held})


@member_required
@never_cache
@require_safe
def export(request: MemberRequest) -> HttpResponse:
    """The same as a file that a machine can read."""
    held = {name: data for name, (_title, data) in actions.everything_about(request.user).items()}
    body = {"exported_at": clock.now(), "format": "diwan-my-data/1", "data": held}
    text = json.dumps(body, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    return HttpResponse(
        text,
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="my-data.json"'},
    )


@member_required
@reauthentication_required  # type: ignore[untyped-decorator]
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: MemberRequest) -> HttpResponse:
    form = EraseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.erase(request.user, by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return _farewell(request)
    titles = [title for title, _data in actions.everything_about(request.user).values()]
    return render(
        request,
        "people/erase.html",
        {"form": form, "titles": titles},
        status=422 if form.is_bound else 200,
    )


def _farewell(request: MemberRequest) -> HttpResponse:
    logout(request)
    messages.success(request, _("Your account and what was held about you are erased."))
    return redirect("portal:home")
