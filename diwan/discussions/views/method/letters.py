"""What links in a letter lead to: no more letters about a discussion, or less often."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from diwan.core.errors import Refusal
from diwan.core.wording import choose

from ...actions import stopping, talk
from ...forms.rhythm import RhythmForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from ...models import Discussion


@csrf_exempt  # mail programs press the button for their reader (RFC 8058); the link is the proof
@require_http_methods(["GET", "HEAD", "POST"])
def stop_letters(request: HttpRequest, token: str) -> HttpResponse:
    """A look at the page changes nothing: programs follow links in letters before people do."""
    try:
        discussion, sign = stopping.read(token)
    except Refusal:
        raise Http404 from None
    if request.method == "POST":
        stopping.stop(discussion, sign)
    follow = None if request.method == "POST" else stopping.follow_of(discussion, sign)
    context = _context(request, discussion) | {
        "is_done": request.method == "POST",
        "rhythm_url": reverse("discussions:how_often", args=[token]) if follow else "",
    }
    return _unlisted(render(request, "discussions/method/stop_letters.html", context))


@require_http_methods(["GET", "HEAD", "POST"])
def how_often(request: HttpRequest, token: str) -> HttpResponse:
    """A follower chooses the rhythm without signing in; whoever follows no more is told so."""
    try:
        discussion, sign = stopping.read(token)
    except Refusal:
        raise Http404 from None
    follow = stopping.follow_of(discussion, sign)
    form = RhythmForm.of(follow, request.POST if request.method == "POST" else None)
    is_done = form is not None and follow is not None and form.is_bound and form.is_valid()
    if form is not None and follow is not None and is_done:
        talk.choose_rhythm(follow, form.cleaned_data["rhythm"])
    context = _context(request, discussion) | {
        "form": form,
        "is_done": is_done,
        "stop_url": reverse("discussions:stop_letters", args=[token]),
    }
    status = 422 if form is not None and form.errors else 200
    page = render(request, "discussions/method/how_often.html", context, status=status)
    return _unlisted(page)


def _context(request: HttpRequest, discussion: Discussion) -> dict[str, Any]:
    return {
        "discussion": discussion,
        "title": choose(discussion.title),
        "is_readable": type(discussion).objects.visible_to(request.user).contains(discussion),
    }


def _unlisted(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex, nofollow"
    add_never_cache_headers(response)
    return response
