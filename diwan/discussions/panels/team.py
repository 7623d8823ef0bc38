"""What the facilitation team finds on its desk."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from diwan.core import clock, slots
from diwan.core.wording import choose

from .. import fallen, queueing, reviewing, rules
from ..access import may_create
from ..actions import posting
from ..models import Discussion, Follow
from ..words import Stage

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

#: a discussion that ends within these days is marked
SOON_DAYS = 3
_DESK_ROWS = 20


def desk(request: HttpRequest) -> dict[str, Any] | None:
    """The discussions that a person facilitates, with what waits in each; in a few queries."""
    person = request.user
    mine = Discussion.objects.facilitated_by(person).exclude(stage=Stage.FOLLOWED_UP)
    discussions = list(mine[:_DESK_ROWS])
    creates = may_create(person)
    if not discussions and not creates:
        return None
    pks = [discussion.pk for discussion in discussions]
    counts, doubtful = queueing.counts(pks), reviewing.waiting(pks)
    waiting = {
        "doubtful": doubtful,
        "messages": posting.waiting(pks),
        "fallen": fallen.waiting(pks),
    }
    now = clock.now()
    rows = [
        _row(discussion, counts[discussion.pk], now)
        | {name: found.get(discussion.pk, 0) for name, found in waiting.items()}
        for discussion in discussions
    ]
    return {"rows": rows, "may_create": creates}


def _row(discussion: Discussion, counts: dict[str, int], now: datetime) -> dict[str, Any]:
    left = 0
    if discussion.is_taking_contributions:
        left = rules.days_left(now, discussion.closes_on, discussion.time_zone)
    return {
        "discussion": discussion,
        "days_left": left,
        "closes_soon": 0 < left <= SOON_DAYS,
        "tabs": [
            {"tab": tab, "label": tab.label, "count": counts[tab]}
            for tab in queueing.TO_DO
            if counts[tab]
        ],
    }


slots.desk_panels.add(
    "discussions.team",
    slots.Panel(_("You facilitate"), "discussions/team/desk.html", desk),
    order=10,
)


def digests_set_apart(request: HttpRequest) -> dict[str, Any] | None:
    """Digests that could not be written, by discussion and fault; for administrators."""
    if not getattr(request.user, "is_administrator", False):
        return None
    rows = Follow.objects.exclude(digest_failed_at=None).select_related("discussion")
    found = Counter((row.discussion, row.digest_problem) for row in rows)
    shown = [
        {"title": choose(discussion.title), "problem": problem, "count": count}
        for (discussion, problem), count in found.most_common(10)
    ]
    return {"rows": shown} if shown else None


slots.desk_panels.add(
    "discussions.digests",
    slots.Panel(
        _("Digests that could not be written"), "discussions/_desk_digests.html", digests_set_apart
    ),
    order=25,
)
