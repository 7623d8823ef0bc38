"""The desk's page: three columns, and what to do when there is nothing to work at yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.people.access import member_required

from ... import reviewing
from ...actions import presence, stating, unsaved
from ...desk import balance as desk_balance
from ...desk import suggestions as desk_suggestions
from ...models import Passage, Reply
from ...words import UnusedReason
from ..fetch import discussion_for_team, uncut
from . import reading
from .rows import NONE, dropped, of_section, rows, sections, statement_of
from .shared import is_changeable, kept_query, newest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse

    from diwan.people.access import MemberRequest

    from ...models import Discussion, Statement
    from ...reviewing import Target


@require_safe
@member_required
def desk(request: MemberRequest, slug: str) -> HttpResponse:
    discussion = discussion_for_team(request, slug)
    reply = newest(request, discussion)
    page: dict[str, Any] = {
        "discussion": discussion,
        "here": "desk",
        "reply": reply,
        "is_changeable": is_changeable(reply),
        "reasons": UnusedReason.choices,
        **uncut(discussion),
        **reading.columns(request, discussion, reply),
    }
    page |= _empty(discussion) if reply is None else _outline(request, reply)
    return render(request, "discussions/desk/page.html", page)


def _empty(discussion: Discussion) -> dict[str, Any]:
    """What is to be done before there is something to work at."""
    found = Passage.objects.of_discussion(discussion).shown()
    return {
        "is_making": Reply.objects.filter(discussion=discussion).being_made().exists(),
        "has_released": discussion.contributions.released().exists(),
        "has_passages": found.exists(),
    }


def _outline(request: MemberRequest, reply: Reply) -> dict[str, Any]:
    """The right column: every section with its number, the statements of the open one."""
    known = reviewing.targets(reply.discussion)
    opened = request.GET.get("s", "")
    asked = statement_of(reply, opened) if opened else None
    chosen = _chosen(request, known, asked)
    page = of_section(reply, known, chosen, request.GET.get("statements"), holding=asked)
    statement: Statement | None = next((each for each in page if each.key == opened), None)
    around = _around(request, reply, statement)
    return around | {
        "sections": sections(reply, known, chosen),
        "open_key": chosen,
        "about": "" if chosen == NONE else chosen,
        "page_of_statements": page,
        "rows": rows(
            list(page),
            opened=opened,
            is_whole="all" in request.GET,
            present=around["present"],
            unsaved=around["unsaved"],
        ),
        "dropped": dropped(around["unsaved"]),
        "new_unsaved": around["unsaved"].get(f"new-{'' if chosen == NONE else chosen}"),
        "kept": kept_query(request, q=chosen),
        "balance": desk_balance.balance(reply, known),
        "suggestions": desk_suggestions.suggested(statement) if statement else None,
    }


def _chosen(
    request: MemberRequest, known: Mapping[str, Target], statement: Statement | None
) -> str:
    """The open section: the one asked for, else that of the open statement, else the first."""
    asked = request.GET.get("q", "")
    if asked in known or asked == NONE:
        return asked
    if statement is not None:
        return statement.about if statement.about in known else NONE
    return next(iter(known), NONE)


def _around(request: MemberRequest, reply: Reply, statement: Statement | None) -> dict[str, Any]:
    """Who else is here, and what I have not saved; nobody works at what is published."""
    if not is_changeable(reply):
        return {"present": [], "unsaved": {}, "opened_at": ""}
    presence.here(reply, by=request.user, statement=statement)
    return {
        "present": presence.others(reply, than=request.user),
        "unsaved": unsaved.of(reply, by=request.user),
        "opened_at": clock.now().isoformat(),
    }


@require_POST
@member_required
def begin(request: MemberRequest, slug: str) -> HttpResponse:
    """Begin a reply without a statement."""
    discussion = discussion_for_team(request, slug)
    try:
        stating.begin_empty(discussion, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("An empty draft is begun. Choose passages for its statements."))
    return redirect("discussions:desk", discussion.slug)
