"""Following and ending it: for members on the pages, for readers of letters by one link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from diwan.core.errors import Refusal
from diwan.people.access import MemberRequest, member_required

from ..models import Follow, SavedSearch
from ..searching import saved
from ..words import Rhythm
from . import actions, scopes
from .forms import FollowForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from diwan.core.slots import Scope


@require_safe
@member_required
@never_cache
def following(request: MemberRequest) -> HttpResponse:
    """Everything somebody follows, searches they keep, and how often letters come."""
    follows = Follow.objects.visible_to(request.user).for_listing()
    rows = [
        {
            "title": scopes.title(follow.scope),
            "url": scopes.url(follow.scope),
            "form": FollowForm.of(follow.scope, follow),
        }
        for follow in follows
    ]
    kept = SavedSearch.objects.visible_to(request.user).for_listing()
    context = {
        "rows": rows,
        "searches": [_search(row) for row in kept],
        "rhythms": Rhythm.choices,
    }
    return render(request, "portal/places/following.html", context)


def _search(kept: SavedSearch) -> dict[str, Any]:
    return {
        "title": saved.title(kept),
        "url": saved.url(kept),
        "fields": saved.fields(kept),
        "rhythm": kept.rhythm,
    }


@require_POST
@member_required
def follow(request: MemberRequest) -> HttpResponse:
    """Begin to follow, or choose how often letters come; then back to its page."""
    form = FollowForm(request.POST)
    try:
        scope = _scope(request, form)
        actions.follow(scope, rhythm=_rhythm(form), by=request.user)
    except Refusal as refusal:
        return _refused(request, refusal)
    messages.success(
        request, _("You follow %(name)s now. What is new stands on your desk.") % _named(scope)
    )
    return redirect(scopes.url(scope))


@require_POST
@member_required
def unfollow(request: MemberRequest) -> HttpResponse:
    try:
        scope = _scope(request, FollowForm(request.POST))
    except Refusal as refusal:
        return _refused(request, refusal)
    actions.unfollow(scope, by=request.user)
    messages.success(request, _("You follow %(name)s no more.") % _named(scope))
    return redirect(scopes.url(scope))


def _scope(request: MemberRequest, form: FollowForm) -> Scope:
    form.is_valid()
    said = {name: form.cleaned_data.get(name, "") for name in ("place", "other", "theme")}
    return scopes.read(**said, person=request.user)


def _rhythm(form: FollowForm) -> str:
    rhythm = str(form.cleaned_data.get("rhythm", ""))
    if not rhythm:
        raise Refusal(_("Choose how often letters come."))
    return rhythm


def _named(scope: Scope) -> dict[str, str]:
    return {"name": scopes.title(scope)}


def _refused(request: MemberRequest, refusal: Refusal) -> HttpResponse:
    messages.error(request, str(refusal))
    return redirect("portal:following")


@csrf_exempt  # mail programs press the button for their reader (RFC 8058); the link is the proof
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop_news(request: HttpRequest, token: str) -> HttpResponse:
    """A look changes nothing: programs follow links in letters before people do."""
    try:
        person = actions.reader_of(token)
    except Refusal:
        raise Http404 from None
    if request.method == "POST":
        actions.stop_letters(person)
    context = {"is_done": request.method == "POST"}
    response = render(request, "portal/places/stop_news.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
