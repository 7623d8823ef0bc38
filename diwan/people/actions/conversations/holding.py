"""One change of a conversation at a time, whoever makes it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from diwan.core import clock
from diwan.mailroom.actions import recalling
from diwan.people.models import Conversation, Person
from diwan.people.rules import conversations as rules
from diwan.people.words.conversations import ConversationState

BLOCKED = _("You have blocked this member. Take them off your list of blocked members first.")


def hold_people(*people: int) -> dict[int, Person]:
    """Lock these accounts, always in the same order: consents lock them, too."""
    rows = Person.objects.filter(pk__in=people).select_for_update(no_key=True)
    return {person.pk: person for person in rows.order_by("pk")}


def held(conversation: Conversation) -> Conversation:
    """The conversation as it is now, locked with both accounts."""
    people = hold_people(conversation.sender_id, conversation.recipient_id)
    fresh = Conversation.objects.select_for_update().get(pk=conversation.pk)
    fresh.sender, fresh.recipient = people[fresh.sender_id], people[fresh.recipient_id]
    return fresh


def held_alone(conversation: Conversation) -> Conversation:
    """The same where one of the two accounts is locked already: their owner is leaving.

    To lock the other's as well would be to wait for somebody who waits for us.
    """
    rows = Conversation.objects.select_for_update(of=("self",))
    return rows.select_related("sender", "recipient").get(pk=conversation.pk)


def require_part(conversation: Conversation, person: Person) -> None:
    """
    Raises:
        PermissionDenied: ``person`` is none of the two, or it was kept back from them.
    """
    is_mine = conversation.is_sender(person) or (
        conversation.recipient_id == person.pk and not conversation.is_kept_back
    )
    if not is_mine:
        raise PermissionDenied


def move(conversation: Conversation, to: str) -> None:
    """Write the new state down; what stood in letters that have not gone is recalled by callers.

    Raises:
        ValueError: no such step; callers ask first.
    """
    if not rules.may_move(conversation.state, to):
        raise ValueError(f"{conversation.state} does not become {to}")
    now = clock.now()
    conversation.state = ConversationState(to)
    if to in {rules.ACCEPTED, rules.DECLINED}:
        conversation.answered_at = now
    if to not in rules.OPEN:
        conversation.closed_at = now
    conversation.save(update_fields=["state", "answered_at", "closed_at"])


def recall(conversation: Conversation, reader: Person | None = None) -> None:
    """The letters with its words that have not gone do not go: those to ``reader``, or all."""
    rows = conversation.messages.filter(notice__isnull=False)
    if reader is not None:
        rows = rows.exclude(author=reader)
    recalling.recall([pk for pk in rows.values_list("notice_id", flat=True) if pk is not None])
