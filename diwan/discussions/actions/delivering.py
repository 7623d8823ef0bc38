"""Hand a published reply over to those it was made for, endorsed or not, and tell who spoke."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from diwan.audit.actions import record, reference
from diwan.audit.models import Entry
from diwan.core.errors import Refusal

from ..access import may_facilitate, require
from ..models import Discussion
from ..words import ReplyState, Stage
from . import became, calling, publishing

if TYPE_CHECKING:
    from diwan.people.models import Person

    from ..models import Reply

#: a reply that was delivered is not delivered again
_OVER = (Stage.DELIVERED, Stage.FOLLOWED_UP)


@transaction.atomic
def deliver(reply: Reply, *, by: Person) -> Reply:
    """Move the discussion to *delivered* with its newest published version, once.

    The log says whether the members had endorsed it.

    Raises:
        Refusal: it was delivered already, is not published, is not the newest published version,
            or a comment round runs.
    """
    discussion = reply.discussion
    require(may_facilitate(by, discussion))
    locked: Discussion = Discussion.objects.select_for_update().get(pk=discussion.pk)
    if locked.stage in _OVER:
        raise Refusal(_("The reply was delivered already; nothing is sent twice."))
    newest = publishing.newest_published(locked)
    if newest is None or newest.pk != reply.pk:
        raise Refusal(_("Only the newest published version is delivered."))
    calling.refuse_while_round(locked)
    is_endorsed = newest.state == ReplyState.ENDORSED
    calling.move(locked, Stage.DELIVERED, by=by)
    record(
        "deliver reply",
        by=by,
        on=locked,
        details={
            "version": newest.number,
            "endorsed": is_endorsed,
            "letters": became.reached(newest),
        },
    )
    reply.refresh_from_db()
    became.tell(reply)
    return reply


def told(discussion: Discussion) -> int | None:
    """How many were written to when it was delivered; None when the log does not say."""
    lines = Entry.objects.filter(subject=reference(discussion), verb="deliver reply")
    line = lines.order_by("-at").first()
    return line.details.get("letters") if line is not None else None
