"""From an address to the version of a reply that its reader may see."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import get_object_or_404

from ...models import Reply
from ..fetch import discussion_for_team

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http.response import HttpResponseBase

    from diwan.people.access import MemberRequest

Rest = ParamSpec("Rest")


def reply_for_team(request: MemberRequest, slug: str, number: int) -> Reply:
    """A version of the reply, for somebody of the discussion's team or an administrator."""
    discussion = discussion_for_team(request, slug)
    visible = Reply.objects.of_team(request.user).select_related("made_by", "based_on")
    reply: Reply = get_object_or_404(visible, discussion=discussion, number=number)
    reply.discussion = discussion
    return reply


def of_reply(
    view: Callable[Concatenate[Any, Reply, Rest], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Give the view a version: a published one to whoever may read the discussion, else the team.

    Strangers sign in for what they may not see; members are told whose page it is.
    """

    @wraps(view)
    def found(
        request: Any, slug: str, number: int, *args: Rest.args, **kwargs: Rest.kwargs
    ) -> HttpResponseBase:
        visible = Reply.objects.visible_to(request.user).filter(discussion__slug=slug)
        rows = visible.select_related("discussion", "made_by", "published_by", "based_on")
        reply = rows.filter(number=number).first()
        if reply is not None:
            return view(request, reply, *args, **kwargs)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        discussion_for_team(request, slug)  # says that it is not there, or whose page it is
        raise Http404

    return found
