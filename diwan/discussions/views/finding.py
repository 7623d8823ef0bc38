"""From an address to a row that its reader may see."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest
from django.utils.cache import add_never_cache_headers

from ..models import Contribution, Discussion
from ..words import Audience, Stage

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http.response import HttpResponseBase

Rest = ParamSpec("Rest")


def of_discussion(
    view: Callable[Concatenate[Any, Discussion, Rest], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Give the view the discussion of ``slug``; strangers sign in for one of members only."""

    @wraps(view)
    def found(
        request: HttpRequest, slug: str, *args: Rest.args, **kwargs: Rest.kwargs
    ) -> HttpResponseBase:
        discussion = Discussion.objects.visible_to(request.user).filter(slug=slug).first()
        if discussion is not None:
            return view(request, discussion, *args, **kwargs)
        if not request.user.is_authenticated and _is_for_members(slug):
            return redirect_to_login(request.get_full_path())
        raise Http404

    return found


def _is_for_members(slug: str) -> bool:
    rows = Discussion.objects.filter(slug=slug, audience=Audience.MEMBERS)
    return rows.exclude(stage=Stage.DRAFT).exists()


def by_token(
    view: Callable[Concatenate[Any, Contribution, Rest], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Give the view the contribution whose secret token the address holds.

    Whoever has the link of the author's letter may act for them, with an account or without.
    The page is kept nowhere: not by caches, not by search engines, and its address goes to no
    other site. (``no-referrer`` would also hide the origin of its own forms from us.)
    """

    @wraps(view)
    def found(
        request: HttpRequest, token: str, *args: Rest.args, **kwargs: Rest.kwargs
    ) -> HttpResponseBase:
        contribution = (
            Contribution.objects.select_related("discussion", "author", "country", "reply_to")
            .filter(token=token)
            .first()
        )
        if contribution is None:
            raise Http404
        response = view(request, contribution, *args, **kwargs)
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex, nofollow"
        add_never_cache_headers(response)
        return response

    return found
