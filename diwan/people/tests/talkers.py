"""Two members who may write to each other, and secrets that neither may learn of the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from diwan.core import clock
from diwan.mailroom import actions as mailroom
from diwan.mailroom.models import Letter, OutgoingLetter
from diwan.mailroom.tests.letters import made
from diwan.mailroom.words import Channel
from diwan.people.actions import consenting, directory
from diwan.people.actions import conversations as actions
from diwan.people.models import Conversation, Person, Profile

from .factories import make_person

if TYPE_CHECKING:
    import pytest

#: by local part of the address: words that stand in their account alone
NAMES = {"amina": "Amina Zulaykhapur", "bilal": "Bilal Qwandabury"}
FIRST = "Would you read our plan for the harbour? Call me on +216 98 123 456 if you like."
MASKED = "+216 98 123 456"


def member(local: str, *, shows: tuple[str, ...] = ("expertise",), **fields: Any) -> Person:
    """Somebody in the directory for members, who takes messages; only ``shows`` is shown."""
    person = make_person(f"{local}@secret-{local}.example", name=NAMES.get(local, ""), **fields)
    for purpose in ("directory", "contact"):
        consenting.give_consent(person, purpose, by=person, language="en")
    shown = directory.Shown(expertise="Boats", audiences=dict.fromkeys(shows, "members"))
    directory.show(person, shown=shown, by=person)
    return person


def handle(person: Person) -> str:
    return Profile.objects.get(person=person).handle


def asked(sender: Person, recipient: Person, text: str = FIRST) -> Conversation:
    return actions.ask(recipient, by=sender, text=text)


def talking(sender: Person, recipient: Person) -> Conversation:
    return actions.accept(asked(sender, recipient), by=recipient)


def letters_to(person: Person, kind: str = "") -> list[OutgoingLetter]:
    rows = OutgoingLetter.objects.filter(to_address=person.email).order_by("pk")
    return list(rows.filter(kind=f"people/conversation_{kind}") if kind else rows)


def answer(
    monkeypatch: pytest.MonkeyPatch,
    letter: OutgoingLetter,
    text: str,
    *,
    trust: str = "pass",
    sender: str = "",
    raw: bytes = b"",
    **headers: str,
) -> Letter:
    """The reader of ``letter`` answers it by mail; ``trust`` is what their domain proves."""
    number = Letter.objects.count()
    sender = sender or letter.to_address
    defaults = {
        "From": f"Name Of Account <{sender}>",
        "To": letter.reply_to,
        "Subject": "Re: A message for you",
        "Message_ID": f"<{number}@{sender.partition('@')[2]}>",
        "In_Reply_To": f"<{letter.message_id}>",
    }
    content = raw or made(text, **(defaults | headers)).as_bytes()
    (received,) = mailroom.receive(
        content,
        recipients=[letter.reply_to],
        envelope_from=sender,
        channel=Channel.SMTP,
        received_at=clock.now(),
    )

    def _proven(row: Letter) -> bool:
        Letter.objects.filter(pk=row.pk).update(trust=trust)
        return True

    monkeypatch.setattr("diwan.mailroom.actions.incoming.proving.prove", _proven)
    mailroom.process(received)
    received.refresh_from_db()
    return received
