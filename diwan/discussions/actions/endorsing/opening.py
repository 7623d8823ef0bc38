"""Put a published reply to its members."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from diwan.audit.actions import record
from diwan.core import clock
from diwan.core.errors import Refusal

from ... import endorsing_rules, rules
from ...access import may_facilitate, require
from ...models import EndorsementRound, Reply
from ...reply import rounds
from ...words import ReplyState, RoundAudience, RoundOutcome, Stage
from .. import endorsing_letters
from ..calling import refuse_while_round

if TYPE_CHECKING:
    from datetime import date

    from diwan.people.models import Person

    from ...models import Discussion


@transaction.atomic
def open_round(
    reply: Reply, *, by: Person, opens_on: date, closes_on: date, audience: str, quorum: int
) -> EndorsementRound:
    """Put a published version to the members; its letters go out on the first day.

    Args:
        audience: a code of ``RoundAudience``.
        quorum: how many must endorse or object.

    Raises:
        Refusal: with the sentence that says what to do instead.
    """
    discussion = reply.discussion
    require(may_facilitate(by, discussion))
    locked = Reply.objects.select_for_update().get(pk=reply.pk)
    _require_version(locked, discussion)
    _require_days(discussion, opens_on, closes_on)
    _require_quorum(discussion, audience, quorum)
    made = EndorsementRound.objects.create(
        reply=locked,
        opens_on=opens_on,
        closes_on=closes_on,
        audience=audience,
        quorum=quorum,
        opened_at=clock.now(),
        opened_by=by,
    )
    record("open round", by=by, on=discussion, details={"version": locked.number})
    if rounds.is_open(made, clock.now()):
        endorsing_letters.invite.enqueue(made.pk)
    return made


def _require_version(reply: Reply, discussion: Discussion) -> None:
    refuse_while_round(discussion)
    if discussion.stage in {Stage.DELIVERED, Stage.FOLLOWED_UP}:
        raise Refusal(_("The reply is delivered already; members are asked before that."))
    newest = rounds.newest_reply(discussion)
    if newest is None or newest.pk != reply.pk:
        raise Refusal(_("Only the newest published version can be put to the members."))
    if reply.state == ReplyState.ENDORSED:
        raise Refusal(_("The members have endorsed this version; there is nothing more to ask."))
    if EndorsementRound.objects.filter(reply=reply, outcome=RoundOutcome.OBJECTED).exists():
        raise Refusal(
            _("Objections to this version stand. Publish a new version before you ask again.")
        )
    if not rounds.statements(reply):
        raise Refusal(
            _("This version holds no statement to endorse. Write statements and publish it anew.")
        )


def _require_days(discussion: Discussion, first: date, last: date) -> None:
    if last < first:
        raise Refusal(_("The last day is before the first day; correct one of them."))
    if first < rules.local_day(clock.now(), discussion.time_zone):
        raise Refusal(_("The first day is over already; give today or a day to come."))
    if (last - first).days >= endorsing_rules.MOST_DAYS:
        raise Refusal(
            _("A round takes at most %(n)s days; give an earlier last day.")
            % {"n": endorsing_rules.MOST_DAYS}
        )


def _require_quorum(discussion: Discussion, audience: str, quorum: int) -> None:
    if audience not in RoundAudience.values:
        raise Refusal(_("Choose who may take part."))
    if quorum < 1:
        raise Refusal(_("At least one member must take part; give a number from 1 on."))
    able = rounds.eligible(discussion, audience).count()
    if not able:
        raise Refusal(
            _("None of those who contributed has an account here. Let all members take part.")
        )
    if quorum > able:
        raise Refusal(
            ngettext(
                "Only %(n)s member may take part; ask for no more than that.",
                "Only %(n)s members may take part; ask for no more than that.",
                able,
            )
            % {"n": able}
        )
