"""Report a message of the other; moderators see it with its context, decide, and both hear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from diwan.audit.actions import record
from diwan.core import clock
from diwan.core.errors import Conflict, Refusal
from diwan.people.models import Message, MessageReport, Person
from diwan.people.rules import conversations as rules
from diwan.people.words.conversations import Outcome

from . import notices
from .answering import close
from .holding import held, require_part

if TYPE_CHECKING:
    from collections.abc import Iterable


@transaction.atomic
def report(message: Message, *, by: Person, reason: str) -> MessageReport:
    """``by`` asks the moderators to look at what the other wrote; twice is once.

    Raises:
        PermissionDenied: it is not a message that reached ``by``.
        Refusal: no reason is given.
    """
    conversation = held(message.conversation)
    require_part(conversation, by)
    if message.author_id == by.pk:
        raise PermissionDenied
    reason = reason.strip()[: rules.LONGEST_REASON]
    if not reason:
        raise Refusal(_("Say in a few words what is wrong: moderators do not read the rest."))
    waiting = MessageReport.objects.filter(message=message, reported_by=by, outcome="").first()
    if waiting is not None:
        return waiting
    made = MessageReport.objects.create(
        message=message, reported_by=by, reason=reason, reported_at=clock.now()
    )
    record("report message", by=by, on=made)
    for moderator in moderators_of(made):
        notices.reported(made, moderator)
    return made


def moderators_of(report: MessageReport) -> Iterable[Person]:
    """Those who may decide: staff of the site who have no part in the conversation."""
    conversation = report.message.conversation
    staff = Person.objects.active().filter(Q(is_administrator=True) | Q(is_steward=True))
    return staff.exclude(pk__in=[conversation.sender_id, conversation.recipient_id]).order_by("pk")


@transaction.atomic
def decide(report: MessageReport, *, by: Person, outcome: str, note: str = "") -> MessageReport:
    """A moderator decides; whoever reported hears the outcome, the writer what was said to them.

    Args:
        note: to the writer; needed unless there is nothing to say to them.

    Raises:
        PermissionDenied: ``by`` is no moderator, or has part in the conversation.
        Conflict: somebody else has decided.
        Refusal: the note is missing.
    """
    if not MessageReport.objects.visible_to(by).filter(pk=report.pk).exists():
        raise PermissionDenied
    conversation = held(report.message.conversation)
    row = MessageReport.objects.select_for_update().get(pk=report.pk)
    if row.outcome:
        raise Conflict(_("Somebody else has decided on this report in the meantime."))
    note = note.strip()[: rules.LONGEST_REASON]
    if outcome != Outcome.KEPT and not note:
        raise Refusal(_("Write what the writer of the message is to be told."))
    row.outcome, row.note = Outcome(outcome), note if outcome != Outcome.KEPT else ""
    row.decided_by, row.decided_at = by, clock.now()
    row.save()
    row.message.conversation = conversation
    if outcome == Outcome.ENDED:
        close(conversation, told=None)
    notices.decided(row)
    if outcome != Outcome.KEPT:
        notices.warned(row)
    record("decide on message", by=by, on=row, details={"decision": outcome})
    return row
