"""What every view of the desk needs: the reply that is worked at, and the way back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ...models import Reply
from ...words import ReplyState
from ..fetch import discussion_for_team
from .rows import NONE

if TYPE_CHECKING:
    from django.http import HttpResponse

    from diwan.people.access import MemberRequest

    from ...models import Discussion, Statement


def newest(request: MemberRequest, discussion: Discussion) -> Reply | None:
    """The draft that is worked at, else the newest version there is."""
    mine = Reply.objects.of_team(request.user).drafted().filter(discussion=discussion)
    reply = mine.order_by("-number").first()
    if reply is not None:
        reply.discussion = discussion
    return reply


def reply_for_desk(request: MemberRequest, slug: str) -> Reply:
    """The reply that is worked at; whether it may still be changed is for the actions to say.

    Raises:
        Http404: there is none, or the person may not see the discussion.
        PermissionDenied: they do not facilitate it.
    """
    reply = newest(request, discussion_for_team(request, slug))
    if reply is None:
        raise Http404
    return reply


def is_changeable(reply: Reply | None) -> bool:
    return reply is not None and reply.state == ReplyState.DRAFT


def kept_query(request: MemberRequest, **changes: str) -> str:
    """What the desk showed, as a query string: the open question, the contribution, filters."""
    query = request.GET.copy()
    for name in ("seen", "restore", "passage", "stretch", "statement", "csrfmiddlewaretoken"):
        query.pop(name, None)
    for name, value in changes.items():
        query[name] = value
    return query.urlencode()


def back(request: MemberRequest, reply: Reply, statement: Statement | None = None) -> HttpResponse:
    """To the desk as it was, at the statement if there is one."""
    page = reverse("discussions:desk", args=[reply.discussion.slug])
    if statement is None:
        return redirect(f"{page}?{kept_query(request)}#desk-outline")
    chosen = {"s": statement.key, "q": statement.about or NONE}
    return redirect(f"{page}?{kept_query(request, **chosen)}#s-{statement.key}")


def gone(request: MemberRequest, reply: Reply) -> HttpResponse:
    """Somebody dropped the statement that was meant, or merged it."""
    messages.error(request, _("Somebody else dropped this statement by now, or merged it."))
    return back(request, reply)


def render_desk(
    request: MemberRequest, template: str, reply: Reply, *, status: int = 200, **page: Any
) -> HttpResponse:
    """A page of its own beside the desk."""
    context = {
        "discussion": reply.discussion,
        "reply": reply,
        "here": "statement",
        "kept": kept_query(request),
        **page,
    }
    return render(request, f"discussions/desk/{template}", context, status=status)
