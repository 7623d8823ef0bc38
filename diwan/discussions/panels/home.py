"""The discussions on the home page, and in the navigation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from diwan.core import clock, slots
from diwan.core.wording import choose, direction

from .. import naming
from ..models import Contribution, Discussion
from ..words import Stage

if TYPE_CHECKING:
    from django.http import HttpRequest

HOME_MOST = 6


def _open_now(request: HttpRequest) -> dict[str, Any] | None:
    now = clock.now()
    rows = Discussion.objects.visible_to(request.user).open().with_counts().order_by("closes_on")
    shown = [{"discussion": d, "countdown": naming.countdown(d, now)} for d in rows[:HOME_MOST]]
    return {"rows": shown} if shown else None


def _lately_over(request: HttpRequest) -> dict[str, Any] | None:
    over = [Stage.CLOSED, Stage.CONSOLIDATED, Stage.ENDORSED, Stage.DELIVERED, Stage.FOLLOWED_UP]
    rows = Discussion.objects.visible_to(request.user).filter(stage__in=over).with_counts()
    shown = list(rows.order_by("-closes_on")[:4])
    return {"rows": shown} if shown else None


def _newest(request: HttpRequest) -> dict[str, Any] | None:
    """The beginnings of what was released last."""
    rows = (
        Contribution.objects.visible_to(request.user)
        .released()
        .for_glimpse()
        .order_by("-released_at")[:3]
    )
    shown = [_beginning(row) for row in rows]
    return {"rows": shown} if shown else None


def _beginning(row: Any) -> dict[str, Any]:
    return {
        "url": row.get_absolute_url(),
        "title": choose(row.discussion.title),
        "signed": naming.signature(row),
        "language_name": naming.language_name(row.language),
        "language": row.language,
        "direction": direction(row.language),
        "text": naming.shortened(row.shown[0].masked, 180) if row.shown else "",
    }


slots.home_sections.add(
    "discussions.open",
    slots.Panel(_("Open now"), "discussions/_home_open.html", _open_now),
    order=10,
)
slots.home_sections.add(
    "discussions.newest",
    slots.Panel(_("Said lately"), "discussions/_home_newest.html", _newest),
    order=20,
)
slots.home_sections.add(
    "discussions.over",
    slots.Panel(_("On the way to a reply"), "discussions/_home_over.html", _lately_over),
    order=30,
)
slots.navigation.add(
    "discussions",
    slots.NavigationItem(_("Discussions"), "discussions:index", group="deliberation"),
    order=10,
)
