"""Ask a member, and write to each other once they have accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.people.correspondents import may_reach
from diwan.people.models import Block, Conversation, Message
from diwan.people.rules import conversations as rules
from diwan.people.words.conversations import ConversationState, MessageChannel
from diwan.texts.language import detect
from diwan.texts.masking import mask

from . import notices
from .holding import BLOCKED, held, hold_people, require_part

if TYPE_CHECKING:
    from datetime import datetime

    from diwan.mailroom.models import Letter
    from diwan.people.models import Person


@transaction.atomic
def ask(recipient: Person, *, by: Person, text: str, is_named: bool = False) -> Conversation:
    """``by`` asks to write to ``recipient``, with a first message that waits for their answer.

    A sender who is blocked gets the same answer: what they wrote is kept, and reaches nobody.

    Args:
        is_named: ``recipient`` may read the name of ``by`` here, whatever their profile shows.

    Raises:
        Refusal: they take no messages or ``by`` may not see them, were asked before, or ``by``
            asked too many today.
    """
    people = hold_people(by.pk, recipient.pk)
    recipient = people.get(recipient.pk, recipient)
    if not may_reach(recipient, by=by):
        raise Refusal(_("This member takes no messages now."))
    words = _checked(text)
    now = clock.now()
    _require_new(recipient, by, now)
    conversation = Conversation.objects.create(
        sender=by,
        recipient=recipient,
        asked_at=now,
        last_at=now,
        sender_is_named=is_named,
        is_kept_back=Block.objects.all().keeps(by, from_=recipient),
    )
    message = _write_down(conversation, by, words, now=now)
    if not conversation.is_kept_back:
        _bring(message, is_first=True)
    return conversation


def _checked(text: str) -> str:
    words = text.strip()
    if not words:
        raise Refusal(_("Nothing is written yet. Write a few words, then send them."))
    if len(words) > rules.LONGEST_MESSAGE:
        raise Refusal(
            _("This is longer than %(most)d characters. Shorten it, or send it in parts.")
            % {"most": rules.LONGEST_MESSAGE}
        )
    return words


def _require_new(recipient: Person, by: Person, now: datetime) -> None:
    if Block.objects.all().keeps(recipient, from_=by):
        raise Refusal(BLOCKED)
    if Conversation.objects.between(by, recipient).visible_to(by).open().exists():
        raise Refusal(_("You have a conversation with this member already. Go on there."))
    last = Conversation.objects.begun(by, recipient).order_by("-asked_at").first()
    again = rules.may_ask_at(last.closed_at if last else None, now)
    if again is not None:
        day = date_format(localtime(again), "DATE_FORMAT")
        raise Refusal(_("You can ask this member again on %(day)s.") % {"day": day})
    begun = Conversation.objects.filter(sender=by, asked_at__gt=rules.day_before(now)).count()
    most = settings.DIWAN_REQUESTS_A_DAY
    if begun >= most:
        raise Refusal(
            ngettext(
                "You can ask %(most)d member a day. Your words are still here; try tomorrow.",
                "You can ask %(most)d members a day. Your words are still here; try tomorrow.",
                most,
            )
            % {"most": most}
        )


@transaction.atomic
def reply(
    conversation: Conversation,
    *,
    by: Person,
    text: str,
    letter: Letter | None = None,
    files_left_out: int = 0,
) -> Message:
    """``by`` writes to the other of the two.

    Args:
        letter: the one these words came in, if they came in one.

    Raises:
        PermissionDenied: ``by`` is none of the two.
        Refusal: the conversation is not under way, or ``by`` wrote too much today.
    """
    conversation = held(conversation)
    require_part(conversation, by)
    words = _checked(text)
    require_under_way(conversation, by)
    now = clock.now()
    today = conversation.messages.filter(author=by, sent_at__gt=rules.day_before(now)).count()
    if today >= rules.MESSAGES_A_DAY:
        raise Refusal(
            _("That is %(most)d messages here within a day. Go on tomorrow.")
            % {"most": rules.MESSAGES_A_DAY}
        )
    conversation.last_at = now
    conversation.save(update_fields=["last_at"])
    message = _write_down(
        conversation, by, words, now=now, letter=letter, files_left_out=files_left_out
    )
    _bring(message)
    return message


def require_under_way(conversation: Conversation, person: Person) -> None:
    """
    Raises:
        Refusal: nobody can write here now; it says what to do.
    """
    if conversation.state == ConversationState.ACCEPTED:
        return
    if conversation.state != ConversationState.ASKED:
        raise Refusal(_("This conversation is closed: nothing can be written in it any more."))
    if conversation.is_sender(person):
        raise Refusal(_("You can write more once your first message has been accepted."))
    raise Refusal(_("Accept first, then answer: until then nothing is sent."))


def _write_down(
    conversation: Conversation,
    author: Person,
    words: str,
    *,
    now: datetime,
    letter: Letter | None = None,
    files_left_out: int = 0,
) -> Message:
    language = detect(words, default=author.language).code
    return Message.objects.create(
        conversation=conversation,
        author=author,
        text=words,
        masked=_masked(words, language),
        language=language[:8],
        channel=MessageChannel.MAIL if letter is not None else MessageChannel.WEB,
        sent_at=now,
        letter=letter,
        files_left_out=files_left_out,
    )


def _masked(words: str, language: str) -> str:
    number = mask("Tel. +216 71 000 111", language=language).text.removeprefix("Tel. ")
    return rules.without_long_numbers(mask(words, language=language).text, number)


def _bring(message: Message, *, is_first: bool = False) -> None:
    message.notice = notices.asked(message) if is_first else notices.said(message)
    message.save(update_fields=["notice"])


def mark_read(conversation: Conversation, *, by: Person) -> None:
    """``by`` has opened the conversation; the other is never told."""
    unread = conversation.messages.filter(read_at__isnull=True).exclude(author=by)
    unread.update(read_at=clock.now())
