"""What a link in a letter leads to: no more letters about this discussion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from diwan.core.errors import Refusal
from diwan.core.wording import choose

from ...actions import stopping

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


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
    context = {
        "discussion": discussion,
        "title": choose(discussion.title),
        "is_done": request.method == "POST",
        "is_readable": type(discussion).objects.visible_to(request.user).contains(discussion),
    }
    response = render(request, "discussions/method/stop_letters.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    add_never_cache_headers(response)
    return response
