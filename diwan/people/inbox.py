"""Answers to letters of conversations: taken from the member's own address alone.

Each letter to a member names an address that only they were given. What they answer goes on
without quoted text, signature, files and addresses; nothing of the letter itself does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from diwan.core import slots
from diwan.core.errors import Refusal
from diwan.core.wording import HOUSE_LANGUAGES
from diwan.mailroom import addressing, wishes
from diwan.mailroom.actions import answering, asking, reading_of, recalling
from diwan.mailroom.words import Sort, Trust, Wish
from diwan.texts.masking import mask

from .actions import consenting
from .actions import conversations as actions
from .actions.conversations import notices
from .consents import CONTACT
from .models import Conversation, Person
from .queries import accounts_of, verified_addresses
from .rules.conversations import without_addresses
from .words.conversations import ConversationState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diwan.mailroom.models import Letter
    from diwan.mailroom.reading import Reading

NAME = "people-messages"
_GONE = gettext_lazy("The conversation does not exist any more.")
_NOT_THEIRS = gettext_lazy(
    "It did not come from the address of the account that is meant. Answer from that address, or"
    " sign in and write there."
)
_NOT_ACCEPTED = gettext_lazy(
    "You have not accepted yet, so nothing was passed on. Accept or decline here:"
)


# --- at the door -----------------------------------------------------------------------------
def accepts(address: str) -> bool:
    """Ours, with a tag that we gave out."""
    parts = addressing.opened(address)
    return _is_ours(parts) and not parts.is_forged and parts.tag.startswith("m")


def refuses(address: str) -> str:
    """What the door says of our box without a tag, or with one that is not ours."""
    parts = addressing.opened(address)
    if not _is_ours(parts) or accepts(address):
        return ""
    what_to_do = _("Answer the letter again, or sign in and open “Messages”.")
    return f"{addressing.NOT_OURS} {what_to_do}"


def _is_ours(parts: addressing.Address) -> bool:
    return parts.box == notices.BOX and parts.domain == settings.DIWAN_MAIL_DOMAIN.lower()


def _addressee(address: str) -> tuple[Conversation | None, Person | None]:
    """The conversation of an address, and which of the two was given it."""
    key, _dot, side = addressing.opened(address).tag[1:].partition(".")
    rows = Conversation.objects.select_related("sender", "recipient")
    found = rows.filter(key=key).first()
    if found is None:
        return None, None
    return found, found.sender if side == "s" else found.recipient


# --- a letter --------------------------------------------------------------------------------
@transaction.atomic
def handle(letter: Letter) -> None:
    """Pass on what a member wrote, or tell them why not; safe to call twice."""
    if not hasattr(letter, "raw"):
        return  # it was looked at, and its words are forgotten
    reading = reading_of(letter)
    conversation, person = _addressee(letter.recipient)
    _take(letter, reading, conversation, person)
    recalling.forget_words(letter)


def _take(
    letter: Letter, reading: Reading, conversation: Conversation | None, person: Person | None
) -> None:
    """Machines, reports, repeated and forged letters are neither passed on nor answered."""
    if not _is_from_a_person(letter):
        return
    if conversation is None or person is None:
        _tell(letter, reading, Refusal(_GONE))
    elif not _is_theirs(letter, person):
        _tell(letter, reading, Refusal(_NOT_THEIRS))
    else:
        _taken_from(person, conversation, letter, reading)


def _is_from_a_person(letter: Letter) -> bool:
    """Suspicion of spam falls away where the sender is proven: nobody else has the address."""
    if letter.trust == Trust.FAIL:
        return False
    if letter.sort == Sort.SPAM:
        return letter.trust == Trust.PASS
    return letter.sort in {"", Sort.PERSONAL, Sort.EMPTY}


def _is_theirs(letter: Letter, person: Person) -> bool:
    """From an address that ``person`` has shown to be theirs; they may sign in."""
    is_open = person.is_active and person.erased_at is None
    return is_open and letter.from_address in verified_addresses(person)


def _taken_from(
    person: Person, conversation: Conversation, letter: Letter, reading: Reading
) -> None:
    said = wishes.said(reading.text, "" if reading.attachments else reading.subject)
    if said is not None and said.wish in {Wish.STOP, Wish.ERASE}:
        asking.ask(said.wish, letter, reading, language=person.language)
        return
    with override(person.language):
        try:
            _pass_on(person, conversation, letter, reading)
        except Refusal as refusal:
            _tell(letter, reading, refusal, person=person, conversation=conversation)


def _pass_on(person: Person, conversation: Conversation, letter: Letter, reading: Reading) -> None:
    is_asked = conversation.state == ConversationState.ASKED
    if is_asked and not conversation.is_sender(person) and not conversation.is_kept_back:
        _answer(person, conversation, letter, reading)
        return
    message = actions.reply(
        conversation,
        by=person,
        text=_words(reading.text, conversation),
        letter=letter,
        files_left_out=min(len(reading.attachments), 100),
    )
    if message.files_left_out:
        answering.notify(
            "people/conversation_files",
            to=letter.from_address,
            language=person.language,
            context={"files": message.files_left_out},
            reply_to=letter.recipient,
        )


def _answer(person: Person, conversation: Conversation, letter: Letter, reading: Reading) -> None:
    """A bare yes or no, proven to be theirs; everything else needs the page."""
    is_proven = letter.trust == Trust.PASS
    if is_proven and wishes.is_no(reading.text):
        actions.decline(conversation, by=person)
    elif is_proven and wishes.is_yes(reading.text):
        actions.accept(conversation, by=person)
    else:
        raise Refusal(_NOT_ACCEPTED)


def _words(text: str, conversation: Conversation) -> str:
    """What was written, without the addresses that programs for mail leave in an answer."""
    people = (conversation.sender, conversation.recipient)
    own = {address for each in people for address in (*verified_addresses(each), each.email)}
    marker = mask("a@example.org", language=conversation.recipient.language).text
    return without_addresses(text, own, settings.DIWAN_MAIL_DOMAIN.lower(), marker)


def _tell(
    letter: Letter,
    reading: Reading,
    why: Refusal,
    *,
    person: Person | None = None,
    conversation: Conversation | None = None,
) -> None:
    """To the address of the From line, once a day, and nothing of what it was about."""
    if not answering.may_be_answered(letter, reading):
        return
    language = person.language if person is not None else answering.language_of(reading)
    with override(language):
        url = _page(person, conversation)
        sentence = str(why)
    answering.notify(
        "people/conversation_not_sent",
        to=letter.from_address,
        language=language,
        context={"why": sentence, "url": url},
        in_reply_to=letter.message_id,
    )


def _page(person: Person | None, conversation: Conversation | None) -> str:
    if person is None or conversation is None:
        return settings.DIWAN_ORIGIN + reverse("messages:index")
    is_asked = conversation.state == ConversationState.ASKED
    if is_asked and conversation.recipient_id == person.pk:
        return notices.answer_url(conversation)
    return settings.DIWAN_ORIGIN + conversation.get_absolute_url()


# --- no more letters -------------------------------------------------------------------------
def about(recipient: str) -> Mapping[str, str] | None:
    """What letters to an address of ours are about, by language; nobody is named."""
    if not accepts(recipient):
        return None
    titles = {}
    for language in HOUSE_LANGUAGES:
        with override(language):
            titles[language] = _("a conversation with a member")
    return titles


def stop(address: str, recipient: str) -> None:
    """End one conversation, or, where it is about everything, all of them and new ones."""
    for person in accounts_of(address):
        if not recipient:
            consenting.withdraw_consent(person, CONTACT, by=person)
            actions.stop_letters(person)
        elif accepts(recipient):
            conversation, addressee = _addressee(recipient)
            if conversation is not None and addressee == person:
                _leave(conversation, person)


def _leave(conversation: Conversation, person: Person) -> None:
    is_asked = conversation.state == ConversationState.ASKED
    if is_asked and not conversation.is_sender(person):
        actions.decline(conversation, by=person)
    else:
        actions.end(conversation, by=person)


def register() -> None:
    slots.letter_handlers.add(
        NAME, slots.LetterHandler(accepts=accepts, handle=handle, refuses=refuses), order=20
    )
    slots.correspondence.add(NAME, slots.Correspondence(stop=stop, about=about))
