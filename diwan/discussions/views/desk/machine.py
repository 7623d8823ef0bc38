"""Have a machine word a statement, take its wording into the box, or throw it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from diwan.core.errors import Refusal
from diwan.people.access import member_required

from ...actions import unsaved, wording
from ...models import Statement
from ...words import ReplyState
from ..fetch import discussion_for_team

if TYPE_CHECKING:
    from django.http import HttpResponse

    from diwan.people.access import MemberRequest


@require_POST
@member_required
def machine(request: MemberRequest, slug: str, key: str, verb: str) -> HttpResponse:
    """``verb``: ``ask``, ``take`` or ``drop``; back to the statement's form."""
    discussion = discussion_for_team(request, slug)
    statement = get_object_or_404(
        Statement.objects.select_related("reply"),
        reply__discussion=discussion,
        reply__state=ReplyState.DRAFT,
        key=key,
    )
    statement.reply.discussion = discussion
    try:
        _do(request, statement, verb)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(reverse("discussions:desk_statement", args=[slug, key]))


def _do(request: MemberRequest, statement: Statement, verb: str) -> None:
    if verb == "ask":
        wording.ask(statement, by=request.user)
        messages.success(request, _("The machine is being asked. Look again in a moment."))
    elif verb == "take":
        _take(request, statement)
    elif verb == "drop":
        wording.throw_away(statement, by=request.user)
    else:
        raise Http404


def _take(request: MemberRequest, statement: Statement) -> None:
    """Into the box, as something typed and not saved: the facilitator still saves it, or not."""
    said = wording.help_with(statement, by=request.user)
    if not said.text:
        raise Refusal(_("The machine has said nothing that could be used."))
    unsaved.keep(
        statement.reply,
        by=request.user,
        place=f"s-{statement.key}",
        text=said.text,
        revision=statement.revision,
    )
    wording.throw_away(statement, by=request.user)
