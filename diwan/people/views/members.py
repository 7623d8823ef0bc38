"""The members' directory: looking for members, and the page of one."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from diwan.core import clock
from diwan.people import finding, showing
from diwan.people.consents import CONTACT, has_consent
from diwan.people.forms.directory import FindForm
from diwan.people.models import DirectoryEntry, Organisation, Profile
from diwan.people.standing import standing_at
from diwan.people.vocabulary import vocabulary
from diwan.people.words import ProfileField

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

_LABELS = {
    "kind": ProfileField.KIND,
    "countries_of_origin": ProfileField.COUNTRIES_OF_ORIGIN,
    "country_of_residence": ProfileField.COUNTRY_OF_RESIDENCE,
    "themes": ProfileField.THEMES,
    "languages": ProfileField.LANGUAGES,
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    return _list(request, is_expert=False)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def experts(request: HttpRequest) -> HttpResponse:
    return _list(request, is_expert=True)


def _list(request: HttpRequest, *, is_expert: bool) -> HttpResponse:
    """Words are posted: people look for names, and these stand in no address and no log (P-15)."""
    is_posted = request.method == "POST"
    form = FindForm(request.POST if is_posted else request.GET)
    wanted = form.wanted(is_expert=is_expert)
    is_linked = bool(not is_posted and wanted.text)
    if is_linked:
        wanted = dataclasses.replace(wanted, text="")
    standing = standing_at(request)
    page = form.cleaned_data.get("page") or 1
    members = finding.find(standing, wanted, now=clock.now(), page=page)
    language = (get_language() or "en").split("-")[0]
    context = {
        "members": members,
        "cards": [_card(entry, language) for entry in members.entries],
        "wanted": wanted,
        "is_linked": is_linked,
        "is_asked": bool(wanted.terms),
        "filters": _filters(wanted, language),
        "organisation": _organisation(wanted),
        "is_expert": is_expert,
        "is_signed_in": standing.person_id is not None,
    }
    return render(request, "people/members.html", context)


def _card(entry: DirectoryEntry, language: str) -> dict[str, Any]:
    return {"url": entry.get_absolute_url(), "told": showing.told(entry.seen, language)}


def _filters(wanted: finding.Wanted, language: str) -> list[dict[str, Any]]:
    known = vocabulary()
    return [
        {
            "name": name,
            "label": label.label,
            "choices": known.choices(name, language),
            "chosen": wanted.facets.get(name, ""),
        }
        for name, label in _LABELS.items()
    ]


def _organisation(wanted: finding.Wanted) -> Organisation | None:
    if wanted.organisation is None:
        return None
    return Organisation.objects.filter(pk=wanted.organisation).first()


@never_cache
@require_safe
def member(request: HttpRequest, handle: str) -> HttpResponse:
    """What the reader may see of one member; whoever may see nothing finds no page."""
    standing = standing_at(request)
    profile = get_object_or_404(Profile.objects.whole(), handle=handle)
    if profile.person_id == standing.person_id:
        return redirect("people:seen")
    entries = DirectoryEntry.objects.all().seen_by(standing, clock.now())
    if not entries.filter(handle=handle).exists():
        raise Http404
    rank = standing.rank_before(profile.countries_never_to)
    language = (get_language() or "en").split("-")[0]
    told = showing.told(showing.seen_of(profile, rank), language)
    context = {
        "profile": profile,
        "standing": standing,
        "title": told["name"][0] if "name" in told else _("A member"),
        "facts": facts(told),
        "may_be_written_to": has_consent(profile.person, CONTACT),
    }
    return render(request, "people/member.html", context)


def facts(told: dict[str, list[str]]) -> list[tuple[str, str, list[str]]]:
    """Field, label and values of what stands under the name."""
    return [
        (field, str(ProfileField(field).label), values)
        for field, values in told.items()
        if field != ProfileField.NAME
    ]
