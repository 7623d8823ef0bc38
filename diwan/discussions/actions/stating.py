"""Work at the statements of a draft: every verb of the facilitator's desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from diwan.audit.actions import record
from diwan.core import clock
from diwan.core.errors import Refusal

from .. import rules
from ..access import may_facilitate, require
from ..models import Discussion, Reply
from ..words import ReplyState

if TYPE_CHECKING:
    from diwan.people.models import Person


@transaction.atomic
def begin_empty(discussion: Discussion, *, by: Person) -> Reply:
    """A draft without a statement, to be written by hand.

    Raises:
        Refusal: there is a draft already, or one is being made.
    """
    require(may_facilitate(by, discussion))
    Discussion.objects.select_for_update().get(pk=discussion.pk)
    earlier = Reply.objects.filter(discussion=discussion)
    if earlier.drafts().exists() or earlier.being_made().exists():
        raise Refusal(_("There is a draft already; go on with it at the desk."))
    now = clock.now()
    reply = Reply.objects.create(
        discussion=discussion,
        number=max(earlier.values_list("number", flat=True), default=0) + 1,
        state=ReplyState.DRAFT,
        made_on=rules.local_day(now, discussion.time_zone),
        made_at=now,
        made_by=by,
    )
    record("begin reply", by=by, on=discussion, details={"version": reply.number})
    return reply
