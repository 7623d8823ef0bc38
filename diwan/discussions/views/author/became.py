"""What became of one's contribution, for whoever holds the link of the author's letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from diwan.core.wording import choose

from ... import naming
from ...access import is_author
from ...became import is_delivered, of_contribution
from ...reply.endorsed import endorsement
from ...reply.rendering import endorsed
from ...words import ContributionState
from ..finding import by_token

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from ...models import Contribution


@require_safe
@by_token
def became(request: HttpRequest, contribution: Contribution) -> HttpResponse:
    """Where it is cited, what was set aside and why, and what the reply became."""
    if contribution.state == ContributionState.DRAFT:
        return redirect("discussions:manage", contribution.token)
    discussion = contribution.discussion
    told = of_contribution(contribution)
    held = endorsement(told.reply) if told.reply is not None else None
    context = {
        "contribution": contribution,
        "discussion": discussion,
        "title": choose(discussion.title),
        "event": choose(discussion.event_name),
        "told": told,
        "asked": endorsed.outcome(held.outcome) if held is not None else None,
        "is_delivered": is_delivered(discussion),
        "day": naming.day(contribution.received_at) if contribution.received_at else "",
        "is_own": is_author(request.user, contribution),
    }
    return render(request, "discussions/became.html", context)
