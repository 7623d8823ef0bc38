"""Where conversations between members show themselves in the house."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from diwan.core import slots
from diwan.people import jobs
from diwan.people.actions import conversations as actions
from diwan.people.correspondents import other_name, seen_by
from diwan.people.models import Block, Conversation, MessageReport
from diwan.people.queries.conversations import may_moderate, unread
from diwan.people.words.conversations import ConversationState, MessageChannel, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest

    from diwan.people.models import Message, Person


def _to_decide(request: HttpRequest) -> dict[str, Any] | None:
    """Shown to moderators while a report waits for them."""
    if not may_moderate(request.user):
        return None
    count = MessageReport.objects.visible_to(request.user).open().count()
    return {"count": count, "url": reverse("messages:reports")} if count else None


def _unread(request: HttpRequest) -> dict[str, Any] | None:
    count = unread(request.user)
    return {"count": count, "url": reverse("messages:index")} if count else None


# --- what a person takes along ----------------------------------------------------------------
def export(person: Person) -> dict[str, Any]:
    """What ``person`` wrote and what reached them, with whom as they see them, as plain data."""
    rows = list(
        Conversation.objects.visible_to(person)
        .select_related("sender", "recipient")
        .prefetch_related("messages")
    )
    seen = seen_by(person, [each.other(person).pk for each in rows])
    blocks = Block.objects.all().by(person)
    return {
        "conversations": [
            _conversation(each, person, other_name(each, person, seen)) for each in rows
        ],
        "blocked": [{"at": each.blocked_at} for each in blocks],
        "reports": [
            {"at": each.reported_at, "reason": each.reason, "outcome": each.outcome}
            for each in MessageReport.objects.filter(reported_by=person)
        ],
        "told_by_moderators": [
            {"at": each.decided_at, "note": each.note}
            for each in MessageReport.objects.filter(Q(message__author=person) & ~Q(note=""))
        ],
    }


def _conversation(conversation: Conversation, person: Person, other: str) -> dict[str, Any]:
    is_sender = conversation.is_sender(person)
    return {
        "with": other,
        "is_begun_by_you": is_sender,
        "state": conversation.state,
        "asked_at": conversation.asked_at,
        "answered_at": conversation.answered_at,
        "closed_at": conversation.closed_at,
        "is_named": conversation.sender_is_named if is_sender else conversation.recipient_is_named,
        "messages": [_message(each, person, conversation) for each in conversation.messages.all()],
    }


def _message(message: Message, person: Person, conversation: Conversation) -> dict[str, Any]:
    return {
        "is_yours": message.author_id == person.pk,
        "at": message.sent_at,
        "channel": message.channel,
        "language": message.language,
        "text": conversation.words_for(person, message),
        "files_left_out": message.files_left_out,
    }


_FIELDS = {
    "conversations": slots.PersonalField(_("Conversations")),
    "conversations.with": slots.PersonalField(_("With")),
    "conversations.is_begun_by_you": slots.PersonalField(_("Begun by you")),
    "conversations.state": slots.PersonalField(_("State"), dict(ConversationState.choices).get),
    "conversations.asked_at": slots.PersonalField(_("Begun")),
    "conversations.answered_at": slots.PersonalField(_("Answered")),
    "conversations.closed_at": slots.PersonalField(_("Closed")),
    "conversations.is_named": slots.PersonalField(_("Your name is shown here by your choice")),
    "conversations.messages": slots.PersonalField(_("Messages")),
    "conversations.messages.is_yours": slots.PersonalField(_("Written by you")),
    "conversations.messages.at": slots.PersonalField(_("When")),
    "conversations.messages.channel": slots.PersonalField(
        _("How it came"), dict(MessageChannel.choices).get
    ),
    "conversations.messages.language": slots.PersonalField(_("Language")),
    "conversations.messages.text": slots.PersonalField(_("Text")),
    "conversations.messages.files_left_out": slots.PersonalField(_("Files not passed on")),
    "blocked": slots.PersonalField(_("Members you have blocked")),
    "blocked.at": slots.PersonalField(_("When")),
    "reports": slots.PersonalField(_("Messages you reported")),
    "reports.at": slots.PersonalField(_("When")),
    "reports.reason": slots.PersonalField(_("What is wrong")),
    "reports.outcome": slots.PersonalField(_("What came of it"), dict(Outcome.choices).get),
    "told_by_moderators": slots.PersonalField(_("What moderators told you")),
    "told_by_moderators.at": slots.PersonalField(_("When")),
    "told_by_moderators.note": slots.PersonalField(_("Text")),
}


def _named_to(person: Any) -> Iterable[slots.NameShown]:
    """Conversations in which the other was told the name; one query."""
    told = Q(sender=person, sender_is_named=True) | Q(recipient=person, recipient_is_named=True)
    count = Conversation.objects.visible_to(person).filter(told).count()
    if not count:
        return []
    where = ngettext("%(count)d conversation", "%(count)d conversations", count)
    readers = str(_("The member with whom you write there"))
    return [slots.NameShown(where % {"count": count}, readers, reverse("messages:index"))]


slots.name_places.add("people.conversations", slots.NamePlace(_named_to), order=30)
slots.navigation.add(
    "messages",
    slots.NavigationItem(
        _("Messages"),
        "messages:index",
        is_shown=lambda request: request.user.is_authenticated,
        count_waiting=lambda request: unread(request.user),
    ),
    order=72,
)
slots.desk_panels.add(
    "people-messages",
    slots.Panel(_("Messages for you"), "people/panels/messages.html", _unread),
    order=8,
)
slots.desk_panels.add(
    "people-reported",
    slots.Panel(_("Reported messages"), "people/panels/reported.html", _to_decide),
    order=9,
)
slots.personal_data.add(
    "people-conversations",
    slots.PersonalData(
        _("Conversations with members"),
        export,
        actions.forget,
        _FIELDS,
        covers=frozenset(
            {
                "people.Conversation.sender",
                "people.Conversation.recipient",
                "people.Message.author",
                "people.Block.person",
                "people.MessageReport.reported_by",
            }
        ),
    ),
    order=95,  # after the directory: nobody's name is told while the account goes
)
slots.jobs.add("people-requests", jobs.REQUESTS)
slots.retention.add(
    "people-conversations",
    slots.RetentionRule(
        _("Conversations between members"),
        _(
            "Removed 180 days after they were closed, or two years after the last message; not"
            " while moderators look at a report."
        ),
        actions.due,
        actions.purge,
    ),
)
slots.log_details.add("decision", slots.LogDetail(_("decision"), dict(Outcome.choices).get))
slots.tour.add(
    "people-messages",
    slots.TourStop(
        _("Write to each other without an address"),
        _(
            "A first message waits until the other accepts it. They can decline, block or report;"
            " nobody ever sees an e-mail address, here or in a letter."
        ),
        lambda: reverse("messages:index"),
        _("Member"),
    ),
    order=85,
)
