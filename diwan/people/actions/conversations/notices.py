"""The letters of conversations: a subject that says nothing, no name but one its reader may see,
no address of anybody, and none to whoever cannot sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import override

from diwan.core import clock
from diwan.mailroom import actions as mailroom
from diwan.mailroom.addressing import tagged
from diwan.people.correspondents import name_to
from diwan.people.rules import QuietHours
from diwan.people.rules.conversations import REQUEST_LIFE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from diwan.mailroom.models import OutgoingLetter
    from diwan.people.models import Conversation, Message, MessageReport, Person

#: the box of the house that takes answers to these letters
BOX = "messages"
#: who looks after the mailroom must not read these words (RFC 4021, 2.1.55)
_PRIVATE = {"Sensitivity": "Private"}
_SALT = "people.conversations.answer"


def asked(message: Message) -> OutgoingLetter | None:
    """To whoever is asked: who asks, the masked words, where to accept or decline."""
    conversation = message.conversation
    reader = conversation.recipient
    context = {
        "words": message.masked,
        "answer_url": answer_url(conversation),
        "days": REQUEST_LIFE.days,
    }
    return _write("conversation_asked", conversation, reader, context)


def said(message: Message) -> OutgoingLetter | None:
    """To the other: what was written."""
    conversation = message.conversation
    reader = conversation.other(message.author)
    context = {"words": message.text, "files": message.files_left_out}
    return _write("conversation_said", conversation, reader, context)


def accepted(conversation: Conversation) -> None:
    _write("conversation_accepted", conversation, conversation.sender, {})


def declined(conversation: Conversation) -> None:
    """It says nothing more than that."""
    _write("conversation_declined", conversation, conversation.sender, {}, can_answer=False)


def lapsed(conversation: Conversation) -> None:
    """The recipient takes no messages any more: nothing is said of why."""
    _write("conversation_lapsed", conversation, conversation.sender, {}, can_answer=False)


def ended(conversation: Conversation, *, to: Person) -> None:
    _write("conversation_ended", conversation, to, {}, can_answer=False)


def warned(report: MessageReport) -> None:
    """To the writer of a reported message: what the moderators say."""
    conversation = report.message.conversation
    context = {"note": report.note, "is_ended": report.outcome == "ended"}
    _write("conversation_warned", conversation, report.message.author, context, can_answer=False)


def decided(report: MessageReport) -> None:
    """To whoever reported a message: what came of it."""
    conversation = report.message.conversation
    context = {"outcome": report.outcome}
    _write("conversation_decided", conversation, report.reported_by, context, can_answer=False)


def reported(report: MessageReport, moderator: Person) -> None:
    """To a moderator: that something waits, and where; nothing of what."""
    if not _may_be_written_to(moderator):
        return
    mailroom.send(
        "people/conversation_reported",
        to=moderator.email,
        language=moderator.language,
        context={"url": _page("messages:reported", report.pk, language=moderator.language)},
        due_at=_after_quiet_hours(moderator),
    )


def _write(
    kind: str,
    conversation: Conversation,
    reader: Person,
    context: Mapping[str, Any],
    *,
    can_answer: bool = True,
) -> OutgoingLetter | None:
    if not _may_be_written_to(reader):
        return None
    with override(reader.language):
        other = name_to(reader, conversation)
    url = _page("messages:conversation", conversation.key, language=reader.language)
    return mailroom.send(
        f"people/{kind}",
        to=reader.email,
        language=reader.language,
        context={"other": other, "url": url, **context},
        reply_to=address_for(conversation, reader) if can_answer else "",
        root=_thread(conversation, reader),
        headers=_PRIVATE,
        due_at=_after_quiet_hours(reader),
    )


def _may_be_written_to(person: Person) -> bool:
    return person.is_active and person.erased_at is None


def _after_quiet_hours(person: Person) -> datetime:
    now = clock.now()
    if person.quiet_from is None or person.quiet_until is None:
        return now
    return QuietHours(person.time_zone, person.quiet_from, person.quiet_until).end_for(now)


def address_for(conversation: Conversation, reader: Person) -> str:
    """Where ``reader`` answers; the address tells which of the two they are, and nobody's name."""
    side = "s" if conversation.is_sender(reader) else "r"
    return tagged(BOX, f"m{conversation.key}.{side}")


def _thread(conversation: Conversation, reader: Person) -> str:
    """The Message-ID under which one reader's letters stand; the other cannot guess it."""
    value = f"{conversation.key} {reader.pk}"
    made = salted_hmac("diwan.people.conversations", value, algorithm="sha256").hexdigest()
    return f"conversation.{made[:32]}@{settings.DIWAN_MAIL_DOMAIN}"


def _page(name: str, argument: object, *, language: str) -> str:
    with override(language):
        return settings.DIWAN_ORIGIN + reverse(name, args=[argument])


# --- accept and decline by the link of a letter ----------------------------------------------
def answer_url(conversation: Conversation) -> str:
    """Where the reader of the first letter accepts or declines; it names nobody."""
    token = signing.dumps(conversation.key, salt=_SALT)
    return _page("messages:answer", token, language=conversation.recipient.language)


def key_of(token: str) -> str:
    """The key of the conversation of a link; empty when it is none of ours or too old."""
    try:
        key: object = signing.loads(token, salt=_SALT, max_age=REQUEST_LIFE)
    except (signing.BadSignature, ValueError):
        return ""
    return key if isinstance(key, str) else ""
