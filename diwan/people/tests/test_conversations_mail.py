"""Conversations by mail: what is taken, what is passed on, and what is never told."""

from __future__ import annotations

import re
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from diwan.mailroom import addressing, posting
from diwan.mailroom.actions import asking
from diwan.mailroom.models import Letter, OutgoingLetter, RawLetter
from diwan.mailroom.words import LetterState
from diwan.people import inbox
from diwan.people.actions import consenting
from diwan.people.actions import conversations as actions
from diwan.people.actions.conversations import notices
from diwan.people.consents import CONTACT, has_consent
from diwan.people.models import Conversation, Message, Person

from .talkers import NAMES, answer, asked, letters_to, member, talking

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
pytestmark = pytest.mark.django_db


@pytest.fixture
def sign_in(client: Client) -> Callable[[Person], None]:
    return lambda person: client.force_login(person, backend=_BACKEND)


DOMAIN = settings.DIWAN_MAIL_DOMAIN
REPLY = """Gladly, on Monday.

--
Bilal Qwandabury
bilal@secret-bilal.example, +216 71 000 111

On Mon, 23 Nov 2026 at 10:00, Diwan <{to}> wrote:
> Would you read our plan for the harbour?
"""


@pytest.fixture
def amina() -> Person:
    return member("amina")


@pytest.fixture
def bilal() -> Person:
    return member("bilal")


@pytest.fixture
def letter(amina, bilal) -> OutgoingLetter:
    """The letter that brings Bilal a message of Amina, in a conversation under way."""
    actions.reply(talking(amina, bilal), by=amina, text="When would that be?")
    return letters_to(bilal, "said")[0]


def last_words() -> str:
    return Message.objects.order_by("-pk")[0].text


# --- at the door -----------------------------------------------------------------------------
def test_only_addresses_that_we_gave_out_take_answers(letter):
    assert inbox.accepts(letter.reply_to)
    words, _at, domain = letter.reply_to.partition("@")
    other = "b" if words.endswith("a") else "a"
    for forged in (
        f"{words[:-1]}{other}@{domain}",
        f"messages@{domain}",
        f"{words}@elsewhere.example",
    ):
        assert not inbox.accepts(forged)
    assert "sign in" in inbox.refuses(f"messages+mx.s-abc@{domain}")
    assert inbox.refuses(letter.reply_to) == ""
    assert inbox.refuses(f"talk@{domain}") == ""


def test_the_two_are_given_different_addresses_that_name_nobody(amina, bilal):
    conversation = talking(amina, bilal)
    first, second = (notices.address_for(conversation, each) for each in (amina, bilal))
    assert first != second
    assert not re.search(r"amina|bilal|secret", first + second)
    assert not addressing.opened(first).is_forged


# --- what is taken ----------------------------------------------------------------------------
def test_an_answer_goes_on_without_signature_quotes_and_addresses(monkeypatch, amina, letter):
    received = answer(monkeypatch, letter, REPLY.format(to=letter.reply_to))
    assert (received.state, received.handler) == (LetterState.HANDLED, inbox.NAME)
    assert last_words() == "Gladly, on Monday."
    message = Message.objects.get(letter=received)
    assert message.channel == "mail"
    told = letters_to(amina, "said")[-1]
    assert "Gladly, on Monday." in told.text
    assert told.reply_to != letter.reply_to


def test_addresses_that_a_program_left_in_are_taken_out(monkeypatch, letter, amina, bilal):
    text = f"Yes!\n\nMe <{bilal.email}> and you, {amina.email}, at {letter.reply_to.upper()}."
    answer(monkeypatch, letter, text)
    assert last_words().startswith("Yes!")
    assert "@" not in last_words()


def test_nothing_of_the_letter_stays_but_that_one_came(monkeypatch, letter):
    received = answer(monkeypatch, letter, "My secret words.", Subject="Re: my secret subject")
    assert not RawLetter.objects.filter(letter=received).exists()
    assert (received.subject, received.from_name) == ("", "")
    inbox.handle(received)
    assert Message.objects.filter(text="My secret words.").count() == 1, "called twice, taken once"


@pytest.mark.parametrize(
    ("trust", "headers"),
    [
        ("fail", {}),
        ("pass", {"Auto_Submitted": "auto-replied"}),
        ("pass", {"Precedence": "bulk", "X_Autoreply": "yes"}),
        ("none", {"X_Spam_Flag": "YES"}),
    ],
)
def test_forged_letters_and_those_of_machines_go_nowhere(monkeypatch, letter, trust, headers):
    before = (Message.objects.count(), OutgoingLetter.objects.count())
    answer(monkeypatch, letter, "I am out of the office until May.", trust=trust, **headers)
    assert (Message.objects.count(), OutgoingLetter.objects.count()) == before


def test_a_bounce_goes_nowhere(monkeypatch, letter, bilal):
    report = EmailMessage()
    report["From"] = "MAILER-DAEMON@secret-bilal.example"
    report["To"] = letter.reply_to
    report["Subject"] = "Undelivered Mail Returned to Sender"
    report["Message-ID"] = "<bounce@secret-bilal.example>"
    report.set_content(f"<{bilal.email}>: 550 5.1.1 no such user")
    before = (Message.objects.count(), OutgoingLetter.objects.count())
    answer(monkeypatch, letter, "", raw=report.as_bytes(), sender=bilal.email)
    assert (Message.objects.count(), OutgoingLetter.objects.count()) == before


def test_another_address_is_told_to_use_the_right_one_and_nothing_else(monkeypatch, letter, amina):
    answer(monkeypatch, letter, "It is me, from work.", sender="other@work.example")
    assert last_words() == "When would that be?"
    (told,) = OutgoingLetter.objects.filter(to_address="other@work.example")
    assert told.kind == "people/conversation_not_sent"
    assert "address of the account" in told.text
    for secret in (*NAMES.values(), amina.email, letter.to_address, "harbour", "When would"):
        assert secret not in told.text + told.html + told.subject


def test_the_other_cannot_write_with_the_address_that_was_given_to_one(monkeypatch, letter, amina):
    answer(monkeypatch, letter, "I am Bilal.", sender=amina.email)
    assert last_words() == "When would that be?"


def test_files_are_left_out_and_both_are_told(monkeypatch, letter, amina):
    made = EmailMessage()
    made["From"], made["To"] = letter.to_address, letter.reply_to
    made["Subject"], made["Message-ID"] = "Re: A message for you", "<file@secret-bilal.example>"
    made["In-Reply-To"] = f"<{letter.message_id}>"
    made.set_content("Here it is.")
    made.add_attachment(b"%PDF Qwandabury", maintype="application", subtype="pdf", filename="q.pdf")
    answer(monkeypatch, letter, "", raw=made.as_bytes(), sender=letter.to_address)
    assert Message.objects.get(text="Here it is.").files_left_out == 1
    (told,) = OutgoingLetter.objects.filter(kind="people/conversation_files")
    assert told.to_address == letter.to_address
    assert "Files came with it" in letters_to(amina, "said")[-1].text


def test_nothing_written_is_said_so(monkeypatch, letter):
    answer(monkeypatch, letter, "\n\n", Subject="")
    (told,) = letters_to(Person.objects.get(email=letter.to_address), "not_sent")
    assert "Nothing is written yet" in told.text


def test_a_closed_conversation_takes_nothing_more(monkeypatch, letter, amina):
    conversation = Conversation.objects.get()
    actions.end(conversation, by=amina)
    answer(monkeypatch, letter, "Too late?")
    assert last_words() == "When would that be?"
    assert OutgoingLetter.objects.filter(kind="people/conversation_not_sent").exists()
    conversation.delete()
    answer(monkeypatch, letter, "Much too late?")
    assert Message.objects.count() == 0


def test_a_consent_taken_back_while_an_answer_is_on_its_way(monkeypatch, letter, amina, bilal):
    """Amina's answer comes in after Bilal took his consent back: it reaches nobody."""
    actions.reply(Conversation.objects.get(), by=bilal, text="Next week.")
    to_amina = letters_to(amina, "said")[-1]
    consenting.withdraw_consent(bilal, CONTACT, by=bilal)
    answer(monkeypatch, to_amina, "Wonderful!")
    assert not Message.objects.filter(text="Wonderful!").exists()
    (told,) = letters_to(amina, "not_sent")
    assert "closed" in told.text
    assert Conversation.objects.visible_to(bilal).get().messages.count() == 3


# --- a request, answered by mail -----------------------------------------------------------------
@pytest.mark.parametrize(("word", "state"), [("Oui", "accepted"), ("Non merci.", "declined")])
def test_one_word_answers_a_request(monkeypatch, amina, bilal, word, state):
    conversation = asked(amina, bilal)
    answer(monkeypatch, letters_to(bilal, "asked")[0], word)
    conversation.refresh_from_db()
    assert conversation.state == state
    assert conversation.messages.count() == 1


@pytest.mark.parametrize(("word", "trust"), [("Who are you?", "pass"), ("yes", "none")])
def test_other_words_accept_nothing_and_are_not_passed_on(monkeypatch, amina, bilal, word, trust):
    conversation = asked(amina, bilal)
    answer(monkeypatch, letters_to(bilal, "asked")[0], word, trust=trust)
    conversation.refresh_from_db()
    assert (conversation.state, conversation.messages.count()) == ("asked", 1)
    (told,) = letters_to(bilal, "not_sent")
    assert "/messages/answer/" in told.text
    assert len(letters_to(amina)) == 0


# --- no more letters -------------------------------------------------------------------------------
def test_a_wish_for_no_more_letters_is_confirmed_and_ends_the_conversation(
    monkeypatch, letter, bilal
):
    received = answer(monkeypatch, letter, "unsubscribe")
    (question,) = OutgoingLetter.objects.filter(kind="mailroom/confirm_stop")
    assert "a conversation with a member" in question.text
    assert "Amina" not in question.text
    assert Conversation.objects.get().state == "accepted"
    asking.grant(asking.new_token("s", "en", Letter.objects.get(pk=received.pk)))
    assert Conversation.objects.get().state == "ended"
    assert has_consent(bilal, CONTACT)


def test_no_letters_at_all_takes_the_consent_back_too(letter, bilal):
    inbox.stop(bilal.email, "")
    assert Conversation.objects.get().state == "ended"
    assert not has_consent(bilal, CONTACT)


# --- the outside of our letters ------------------------------------------------------------------
def test_a_letter_says_nothing_outside(letter, amina, bilal):
    made = posting.message(letter)
    assert made["Subject"] == "A message for you"
    assert made["From"].addresses[0].display_name == "Diwan"
    assert made["From"].addresses[0].addr_spec == letter.reply_to
    assert made["Sensitivity"] == "Private"
    outside = "\n".join(f"{name}: {value}" for name, value in made.items() if name != "To")
    for secret in (*NAMES.values(), amina.email, bilal.email, "secret-", "harbour"):
        assert secret not in outside
    again = letters_to(amina, "accepted")[0]
    roots = {each.headers.get("References", f"<{each.message_id}>") for each in (letter, again)}
    assert len(roots) == 2, "the threads of the two cannot be told from each other"


def test_who_looks_after_the_mail_does_not_read_these_words(client, letter, sign_in, settings):
    settings.DIWAN_DEMO = False
    admin = member("widad", is_administrator=True)
    sign_in(admin)
    page = client.get(f"/mailroom/outbox/{letter.pk}/").content.decode()
    assert letter.subject in page
    assert "When would that be?" not in page
    assert "Nobody but the two" in page
