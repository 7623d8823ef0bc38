"""What I show in the directory, and how others see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from diwan.core import clock, slots
from diwan.core.errors import Refusal
from diwan.people import audiences, showing
from diwan.people.access import MemberRequest, member_required
from diwan.people.actions import confirming, directory
from diwan.people.consents import DIRECTORY, EXPERT_REGISTER, asked, has_consent
from diwan.people.forms.directory import GROUPS, DirectoryForm
from diwan.people.models import Person, Profile
from diwan.people.rules import PROFILE_LIFE
from diwan.people.words import Audience

from .members import facts

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from diwan.core.slots import NameShown

#: by the word in the address: who looks, and their rank
_READERS = {
    "stranger": (gettext_lazy("Everybody, without an account"), audiences.STRANGER),
    "member": (gettext_lazy("A member"), audiences.MEMBER),
    "partner": (gettext_lazy("A network partner"), audiences.PARTNER),
    "authority": (gettext_lazy("A partner that is an authority"), audiences.AUTHORITY),
    "never": (gettext_lazy("An authority you never show to"), audiences.STRANGER),
    "staff": (gettext_lazy("Named staff of this site"), audiences.STAFF),
}


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: MemberRequest) -> HttpResponse:
    person = request.user
    profile = _profile(person)
    if request.method != "POST":
        return _page(request, profile, DirectoryForm(initial=DirectoryForm.values_of(profile)))
    form = DirectoryForm(request.POST)
    if form.is_valid():
        try:
            directory.show(person, shown=form.shown(), by=person)
        except Refusal as refusal:
            form.add_error("is_in_expert_register", str(refusal))
        else:
            messages.success(request, _("Saved. This is what others see now."))
            return redirect("people:seen")
    return _page(request, profile, form)


def _profile(person: Person) -> Profile:
    """The stored one with all that belongs to it, else an empty one that is not stored."""
    stored = Profile.objects.filter(person=person).whole().first()
    if stored is not None:
        return stored
    return Profile(person=person, confirmed_at=clock.now())


def _page(request: MemberRequest, profile: Profile, form: DirectoryForm) -> HttpResponse:
    language = (get_language() or "en").split("-")[0]
    told = showing.told(showing.said(profile), language)
    state = _state(profile)
    context = state | {
        "form": form,
        "groups": _groups(form, told, is_first_open=state["is_empty"]),
        "folded": {name: _folded(form, name) for name in ("languages", "never_to")},
        "staff": _staff(),
        "asked": asked(DIRECTORY),
        "has_register": has_consent(profile.person, EXPERT_REGISTER),
        "days": PROFILE_LIFE.days,
    }
    return render(request, "people/directory.html", context, status=422 if form.errors else 200)


def _groups(
    form: DirectoryForm, told: dict[str, list[str]], *, is_first_open: bool
) -> list[dict[str, Any]]:
    """Who sees what, folded by subject; each says what is chosen, and is open where it is wrong."""
    labels = dict(Audience.choices)
    groups: list[dict[str, Any]] = []
    for title, fields in GROUPS:
        rows = [(field, told.get(field.value, []), form.audience(field)) for field in fields]
        groups.append(
            {
                "title": title,
                "rows": [(field.label, values, bound) for field, values, bound in rows],
                "said": [
                    (field.label, labels.get(bound.value() or "", ""))
                    for field, _values, bound in rows
                ],
                "is_open": any(bound.errors for *_rest, bound in rows)
                or (is_first_open and not groups),
            }
        )
    return groups


def _folded(form: DirectoryForm, name: str) -> dict[str, Any]:
    """A long list to tick in, folded below what is ticked."""
    return {
        "field": form[name],
        "said": form.chosen_labels(name),
        "is_open": bool(form[name].errors),
    }


def _state(profile: Profile) -> dict[str, Any]:
    """Whether others find it, and if not, why."""
    return {
        "profile": profile,
        "has_consent": has_consent(profile.person, DIRECTORY),
        "is_hidden": profile.confirmed_at + PROFILE_LIFE <= clock.now(),
        "is_empty": not any(showing.seen_of(profile, rank) for rank in audiences.RANKS),
        "shown_until": profile.confirmed_at + PROFILE_LIFE,
        "names_elsewhere": _names_elsewhere(profile.person),
    }


def _names_elsewhere(person: Person) -> list[NameShown]:
    """Where the name stands whatever the profile says, by switches of other pages."""
    if not person.name:
        return []
    return [shown for place in slots.name_places for shown in place.shown(person)]


def _staff() -> list[str]:
    """Those who are meant by “named staff”."""
    rows = Person.objects.active().filter(Q(is_administrator=True) | Q(is_steward=True))
    return [str(person) for person in rows.order_by("name", "pk")]


@member_required
@never_cache
@require_safe
def seen(request: MemberRequest) -> HttpResponse:
    """My profile as somebody else sees it."""
    profile = _profile(request.user)
    reader = request.GET.get("as", "member")
    if reader not in _READERS:
        raise Http404
    label, rank = _READERS[reader]
    language = (get_language() or "en").split("-")[0]
    told = showing.told(showing.seen_of(profile, rank), language)
    context = _state(profile) | {
        "title": told["name"][0] if "name" in told else _("A member"),
        "facts": facts(told),
        "is_nothing": not told,
        "reader": reader,
        "reader_label": label,
        "readers": [(word, label) for word, (label, _rank) in _READERS.items()],
    }
    return render(request, "people/seen.html", context)


@member_required
@require_POST
def confirm(request: MemberRequest) -> HttpResponse:
    directory.confirm(request.user, by=request.user)
    messages.success(request, _("Thank you. Your profile is shown for another 180 days."))
    return redirect("people:directory")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """A look changes nothing: programs follow links in letters before people do."""
    refused = ""
    if request.method == "POST":
        try:
            confirming.confirm_by_link(token)
        except Refusal as refusal:
            refused = str(refusal)
    response = render(
        request,
        "people/confirm_profile.html",
        {"is_done": request.method == "POST" and not refused, "refused": refused},
        status=410 if refused else 200,
    )
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
