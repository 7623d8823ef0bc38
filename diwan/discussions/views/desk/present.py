"""Small answers while somebody works: who else is here, and that typed words are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import render
from django.utils import formats
from django.utils.dateparse import parse_datetime
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from diwan.core.errors import Refusal
from diwan.people.access import member_required

from ...actions import presence, unsaved
from ...models import Statement
from .shared import back, is_changeable, reply_for_desk

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse

    from diwan.people.access import MemberRequest

    from ...models import Reply


@require_POST
@member_required
def here(request: MemberRequest, slug: str) -> HttpResponse:
    """I am here still; who else is, and whether a colleague changed something meanwhile."""
    reply = reply_for_desk(request, slug)
    if is_changeable(reply):
        key = request.POST.get("statement", "")
        statement = Statement.objects.filter(reply=reply, key=key).first() if key else None
        presence.here(reply, by=request.user, statement=statement)
    page = {
        "discussion": reply.discussion,
        "present": presence.others(reply, than=request.user),
        "has_changes": _has_changes(request, reply, _moment(request.POST.get("since", ""))),
    }
    return render(request, "discussions/desk/_here.html", page)


def _moment(said: str) -> datetime | None:
    try:
        return parse_datetime(said)
    except ValueError:
        return None


def _has_changes(request: MemberRequest, reply: Reply, since: datetime | None) -> bool:
    if since is None or since.tzinfo is None:
        return False
    changed = reply.statements.filter(changed_at__gt=since)
    return changed.exclude(changed_by=request.user).exists()


@require_POST
@member_required
def keep(request: MemberRequest, slug: str) -> HttpResponse:
    """Keep what was typed so far; says when, or why not."""
    reply = reply_for_desk(request, slug)
    if not is_changeable(reply):
        return JsonResponse({"refused": _("This version is no draft any more.")}, status=422)
    revision = request.POST.get("seen", "")
    try:
        at = unsaved.keep(
            reply,
            by=request.user,
            place=request.POST.get("place", ""),
            text=request.POST.get("text", "").replace("\r\n", "\n"),
            revision=int(revision[:9]) if revision.isascii() and revision.isdigit() else 0,
        )
    except Refusal as refusal:
        return JsonResponse({"refused": str(refusal)}, status=422)
    told = formats.time_format(localtime(at), "TIME_FORMAT")
    return JsonResponse({"kept": _("Kept at %(time)s, not saved yet.") % {"time": told}})


@require_POST
@member_required
def throw_away(request: MemberRequest, slug: str) -> HttpResponse:
    """Forget what I typed at one place, a dropped statement too."""
    reply = reply_for_desk(request, slug)
    unsaved.forget(reply, by=request.user, place=request.POST.get("place", ""))
    messages.success(request, _("It is thrown away."))
    return back(request, reply)
