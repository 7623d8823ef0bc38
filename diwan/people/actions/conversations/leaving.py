"""What stops conversations from outside: a consent taken back, an account erased, time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from diwan.mailroom.actions import recalling
from diwan.people.models import Block, Conversation, Message, MessageReport, Person
from diwan.people.words.conversations import ConversationState

from . import notices
from .answering import close
from .holding import held, held_alone, hold_people

if TYPE_CHECKING:
    from datetime import datetime

    from diwan.people.queries.conversations import ConversationQuerySet

_BATCH = 500


@transaction.atomic
def take_no_more(person: Person) -> None:
    """``person`` takes the consent ``contact`` back: what others began with them stops at once.

    Letters that have not gone do not go; whoever wrote is told without a reason; ``person``
    keeps what had reached them. What they began themselves goes on: they asked for it.
    """
    _leave(Conversation.objects.filter(recipient=person), person)


@transaction.atomic
def stop_letters(person: Person) -> None:
    """``person`` wants no letters at all: their conversations end, also those they began."""
    _leave(Conversation.objects.all().of(person), person)


def _leave(conversations: ConversationQuerySet, person: Person) -> None:
    hold_people(person.pk)
    for each in conversations.open().order_by("pk"):
        conversation = held_alone(each)
        was_asked = conversation.state == ConversationState.ASKED
        close(conversation, told=conversation.other(person), kept_from=person)
        if was_asked and not conversation.is_sender(person):
            notices.lapsed(conversation)


# --- an account is erased --------------------------------------------------------------------
@transaction.atomic
def forget(person: Person) -> None:
    """The words of ``person`` go, wherever they stand; those of the others stay theirs."""
    hold_people(person.pk)
    Conversation.objects.filter(sender=person).update(sender_is_named=False)
    Conversation.objects.filter(recipient=person).update(recipient_is_named=False)
    stop_letters(person)
    own = Message.objects.filter(author=person)
    letters = list(own.values_list("notice_id", "letter_id"))
    recalling.forget_sent([sent for sent, _came in letters if sent])
    recalling.forget_received([came for _sent, came in letters if came])
    own.update(text="", masked="", is_erased=True)
    MessageReport.objects.filter(reported_by=person).update(reason="")
    Block.objects.filter(person=person).delete()
    Block.objects.filter(blocked=person).delete()
    without_words = Conversation.objects.exclude(messages__is_erased=False)
    without_words.filter(pk__in=Conversation.objects.all().of(person)).delete()


# --- time ------------------------------------------------------------------------------------
def lapse_due(now: datetime) -> int:
    """Close the requests that nobody answered in time; returns how many."""
    due = Conversation.objects.all().unanswered(now).order_by("pk")[:_BATCH]
    for each in due:
        with transaction.atomic():
            conversation = held(each)
            if conversation.state == ConversationState.ASKED:
                close(conversation, told=None)
    return len(due)


def purge(now: datetime) -> int:
    """Delete the conversations whose time is over, with the letters that told of them."""
    due = _due(now)
    count = due.count()
    rows = Message.objects.filter(conversation__in=due).values_list("notice_id", "letter_id")
    letters = list(rows)
    recalling.forget_sent([sent for sent, _came in letters if sent])
    recalling.forget_received([came for _sent, came in letters if came])
    due.delete()
    return count


def due(now: datetime) -> int:
    return _due(now).count()


def _due(now: datetime) -> ConversationQuerySet:
    return Conversation.objects.all().leftover(now)
