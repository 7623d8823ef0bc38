"""No more letters about a forum, by the link in one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from diwan.core.errors import Refusal

from ..actions import following

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@csrf_exempt  # mail programs press the button for their reader (RFC 8058); the link is the proof
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """A look changes nothing: programs follow links in letters before people do."""
    try:
        person, forum = following.read(token)
    except Refusal:
        raise Http404 from None
    if request.method == "POST":
        following.stop(person, forum)
    context = {"forum": forum, "is_done": request.method == "POST"}
    response = render(request, "forum/stop.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
