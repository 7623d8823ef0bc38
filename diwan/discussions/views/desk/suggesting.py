"""Put a suggestion beside a statement away, and bring back what was put away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.views.decorators.http import require_POST

from diwan.core.errors import Refusal
from diwan.people.access import member_required

from ...actions import dismissing
from .rows import statement_of
from .shared import back, gone, reply_for_desk

if TYPE_CHECKING:
    from django.http import HttpResponse

    from diwan.people.access import MemberRequest


@require_POST
@member_required
def dismiss(request: MemberRequest, slug: str, key: str, pk: int) -> HttpResponse:
    """One that is gone by now is away as well."""
    reply = reply_for_desk(request, slug)
    found = statement_of(reply, key)
    if found is None:
        return gone(request, reply)
    try:
        dismissing.dismiss(found, pk, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return back(request, reply, found)


@require_POST
@member_required
def bring_back(request: MemberRequest, slug: str, key: str) -> HttpResponse:
    reply = reply_for_desk(request, slug)
    found = statement_of(reply, key)
    if found is None:
        return gone(request, reply)
    try:
        dismissing.bring_back(found, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return back(request, reply, found)
