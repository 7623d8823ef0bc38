"""Accept, decline, end, block: each at once, and told to the other as little as possible."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.people.models import Block, Conversation, Person
from diwan.people.rules import conversations as rules
from diwan.people.words.conversations import ConversationState

from . import notices
from .holding import BLOCKED, held, hold_people, move, recall, require_part
from .writing import mark_read


@transaction.atomic
def accept(conversation: Conversation, *, by: Person, is_named: bool | None = None) -> Conversation:
    """``by`` agrees to be written to by whoever asked; twice is once.

    Args:
        is_named: whether the other may read the name of ``by`` here; None leaves it.

    Raises:
        PermissionDenied: ``by`` was not asked.
        Refusal: it was closed in the meantime.
    """
    conversation = _held_by_recipient(conversation, by)
    if conversation.state == ConversationState.ACCEPTED:
        return conversation
    _require_asked(conversation)
    if Block.objects.all().keeps(conversation.sender, from_=by):
        raise Refusal(BLOCKED)
    if is_named is not None:
        conversation.recipient_is_named = is_named
        conversation.save(update_fields=["recipient_is_named"])
    mark_read(conversation, by=by)
    move(conversation, rules.ACCEPTED)
    notices.accepted(conversation)
    return conversation


@transaction.atomic
def decline(conversation: Conversation, *, by: Person) -> Conversation:
    """``by`` does not want to be written to; the other hears that, and no reason.

    Raises:
        PermissionDenied: ``by`` was not asked.
        Refusal: it was accepted or closed in the meantime.
    """
    conversation = _held_by_recipient(conversation, by)
    if conversation.state == ConversationState.DECLINED:
        return conversation
    _require_asked(conversation)
    mark_read(conversation, by=by)
    move(conversation, rules.DECLINED)
    recall(conversation)
    notices.declined(conversation)
    return conversation


def _held_by_recipient(conversation: Conversation, by: Person) -> Conversation:
    conversation = held(conversation)
    require_part(conversation, by)
    if conversation.is_sender(by):
        raise PermissionDenied
    return conversation


def _require_asked(conversation: Conversation) -> None:
    if conversation.state == ConversationState.ACCEPTED:
        raise Refusal(_("You have accepted already. You can end the conversation instead."))
    if conversation.state != ConversationState.ASKED:
        raise Refusal(_("This conversation is closed: nothing can be written in it any more."))


@transaction.atomic
def end(conversation: Conversation, *, by: Person) -> Conversation:
    """Either of the two ends it, and both keep what was said; twice is once.

    Whoever asked takes their request back with it.

    Raises:
        PermissionDenied: ``by`` is none of the two.
        Refusal: ``by`` was asked and has not answered.
    """
    conversation = held(conversation)
    require_part(conversation, by)
    if conversation.state == ConversationState.ASKED and not conversation.is_sender(by):
        raise Refusal(_("Accept or decline first."))
    close(conversation, told=conversation.other(by), kept_from=by)
    return conversation


def close(
    conversation: Conversation, *, told: Person | None, kept_from: Person | None = None
) -> None:
    """Close what is held and open; nobody hears why.

    Args:
        told: who hears that it has ended, if it was under way.
        kept_from: to whom letters with words do not go that have not gone yet; None: to neither.
            Those of a request that was not answered never go.
    """
    was_under_way = conversation.state == ConversationState.ACCEPTED
    if not conversation.is_open:
        return
    move(conversation, rules.ENDED if was_under_way else rules.LAPSED)
    recall(conversation, kept_from if was_under_way else None)
    if was_under_way and told is not None:
        notices.ended(conversation, to=told)


@transaction.atomic
def choose_name(conversation: Conversation, *, by: Person, is_named: bool) -> None:
    """Whether the other may read the name of ``by`` in this conversation.

    Raises:
        PermissionDenied: ``by`` is none of the two.
    """
    conversation = held(conversation)
    require_part(conversation, by)
    if conversation.is_sender(by):
        conversation.sender_is_named = is_named
    else:
        conversation.recipient_is_named = is_named
    conversation.save(update_fields=["sender_is_named", "recipient_is_named"])


# --- blocked ---------------------------------------------------------------------------------
@transaction.atomic
def block(conversation: Conversation, *, by: Person) -> None:
    """``by`` wants nothing more of the other, who is not told.

    What waits for an answer waits for ever in the eyes of whoever asked; what is under way is
    ended as any other.

    Raises:
        PermissionDenied: ``by`` is none of the two.
    """
    conversation = held(conversation)
    require_part(conversation, by)
    other = conversation.other(by)
    Block.objects.get_or_create(
        person=by,
        blocked=other,
        defaults={"conversation": conversation, "blocked_at": clock.now()},
    )
    for each in Conversation.objects.all().between(by, other).open().order_by("pk"):
        _shut(held(each), by)


def _shut(conversation: Conversation, by: Person) -> None:
    """A request of the other stays unanswered in their eyes; everything else is closed."""
    is_asked = conversation.state == ConversationState.ASKED
    if is_asked and not conversation.is_sender(by):
        recall(conversation)
        mark_read(conversation, by=by)
    else:
        close(conversation, told=conversation.other(by), kept_from=by)


@transaction.atomic
def unblock(block: Block, *, by: Person) -> None:
    """``by`` may be asked again by somebody they had blocked; what was kept back stays so.

    Raises:
        PermissionDenied: ``by`` has not blocked them.
    """
    if block.person_id != by.pk:
        raise PermissionDenied
    hold_people(block.person_id, block.blocked_id)
    block.delete()
