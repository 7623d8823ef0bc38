"""One's own contributions on one's desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from diwan.core import slots
from diwan.core.wording import choose

from .. import naming
from ..models import Contribution
from ..words import ContributionState

if TYPE_CHECKING:
    from django.http import HttpRequest


def _row(row: Contribution) -> dict[str, Any]:
    moment = row.received_at or row.created_at
    return {"contribution": row, "title": choose(row.discussion.title), "day": naming.day(moment)}


def _waiting_for_me(request: HttpRequest) -> dict[str, Any] | None:
    """What was returned to me, my drafts, and how many letters I could claim."""
    waiting = [ContributionState.RETURNED, ContributionState.DRAFT]
    rows = (
        Contribution.objects.by_author(request.user)
        .filter(state__in=waiting)
        .select_related("discussion")
        .order_by("-created_at")
    )
    shown = [_row(row) for row in rows[:10]]
    claimable = Contribution.objects.claimable_by(request.user).count()
    return {"rows": shown, "claimable": claimable} if shown or claimable else None


def _said_by_me(request: HttpRequest) -> dict[str, Any] | None:
    handed_in = [
        ContributionState.HELD,
        ContributionState.RELEASED,
        ContributionState.SET_ASIDE,
        ContributionState.WITHDRAWN,
    ]
    rows = (
        Contribution.objects.by_author(request.user)
        .filter(state__in=handed_in)
        .select_related("discussion")
        .order_by("-received_at")
    )
    shown = [_row(row) for row in rows[:5]]
    return {"rows": shown} if shown else None


slots.desk_panels.add(
    "discussions.waiting",
    slots.Panel(_("To finish or correct"), "discussions/_desk_waiting.html", _waiting_for_me),
    order=20,
)
slots.desk_panels.add(
    "discussions.mine",
    slots.Panel(_("My contributions"), "discussions/_desk_mine.html", _said_by_me),
    order=30,
)
