"""Begin a draft by hand, and say why a contribution is not cited in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from diwan.audit.actions import record
from diwan.core import clock
from diwan.core.errors import Refusal

from ... import rules
from ...access import may_facilitate, require
from ...models import Citation, Discussion, Reply, Unused
from ...words import ReplyState, UnusedReason
from .locking import lock_reply

if TYPE_CHECKING:
    from diwan.people.models import Person

    from ...models import Contribution


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


@transaction.atomic
def leave_out(reply: Reply, contribution: Contribution, *, by: Person, reason: str) -> None:
    """List a contribution as read and not cited; citing it takes it from the list.

    Raises:
        Refusal: it is cited, is none of the discussion's, or no such reason is known.
    """
    locked = lock_reply(reply, by=by)
    if reason not in UnusedReason.values:
        raise Refusal(_("Choose one of the reasons of the list."))
    if contribution.discussion_id != locked.discussion_id or not contribution.number:
        raise Refusal(_("Only released contributions of this discussion are listed."))
    if Citation.objects.filter(
        statement__reply=locked, version__contribution=contribution
    ).exists():
        raise Refusal(_("This contribution is cited. Take its citations away first."))
    Unused.objects.update_or_create(
        reply=locked, contribution=contribution, defaults={"reason": reason}
    )
    record("leave out", by=by, on=contribution, details={"version": locked.number, "why": reason})
