"""Questions by mail: from whom they are taken, what is kept, what is told."""

from __future__ import annotations

import pytest
from django.conf import settings

from diwan.core import clock
from diwan.groups import inbox
from diwan.groups.addresses import address_of
from diwan.groups.models import Question
from diwan.mailroom import actions as mailroom
from diwan.mailroom.models import Letter, OutgoingLetter, RawLetter
from diwan.mailroom.tests.letters import made
from diwan.mailroom.words import Channel
from diwan.people.actions.organisations import rename
from diwan.people.tests.factories import make_organisation

from .factories import make_cast, make_question

pytestmark = pytest.mark.django_db
TEXT = "The desk was announced last year. When does it open? Call +216 98 123 456.\n"


@pytest.fixture
def cast():
    return make_cast()


def send(monkeypatch, to, sender, text=TEXT, *, trust="pass", **headers):
    """A letter to ``to``; ``trust`` is what the sender's domain proves."""
    given = {"From": f"Somebody <{sender}>", "To": to, "Subject": "When does the desk open?"}
    given["Message_ID"] = f"<{Letter.objects.count()}@example.org>"
    (received,) = mailroom.receive(
        made(text, **(given | headers)).as_bytes(),
        recipients=[to],
        envelope_from=sender,
        channel=Channel.SMTP,
        received_at=clock.now(),
    )

    def _proven(row):
        Letter.objects.filter(pk=row.pk).update(trust=trust)
        return True

    monkeypatch.setattr("diwan.mailroom.actions.incoming.proving.prove", _proven)
    mailroom.process(received)
    received.refresh_from_db()
    return received


def told():
    return list(OutgoingLetter.objects.filter(kind__startswith="groups/question_"))


def test_only_authorities_that_stand_have_an_address(cast):
    assert inbox.accepts(address_of(cast.authority))
    assert inbox.accepts(address_of(cast.authority).upper())
    assert address_of(cast.secretariat) == ""
    domain = settings.DIWAN_MAIL_DOMAIN
    for other in (f"ask-{cast.secretariat.slug}", "ask-nobody", "ask-", cast.authority.slug):
        assert not inbox.accepts(f"{other}@{domain}")
    assert not inbox.accepts(f"ask-{cast.authority.slug}@elsewhere.example")
    assert (
        address_of(
            make_organisation("م" * 90, kind="local_authority").__class__(
                slug="x" * 70, kind="local_authority"
            )
        )
        == ""
    )


def test_an_address_under_the_former_name_leads_to_the_new_one(cast):
    before = address_of(cast.authority)
    rename(cast.authority, name="Desk of Returns", names={}, by=cast.manager)
    assert inbox.accepts(before)


def test_a_members_letter_is_a_question_that_the_house_reads_first(monkeypatch, cast):
    received = send(
        monkeypatch,
        address_of(cast.authority),
        cast.asker.email,
        Subject="Re: When does the desk open?",
    )
    question = Question.objects.get()
    assert (question.state, question.naming) == ("held", "anonymous")
    assert (question.asked_by, question.authority) == (cast.asker, cast.authority)
    assert question.title == "When does the desk open?"
    assert "98 123" not in question.masked
    assert not RawLetter.objects.filter(letter=received).exists()
    assert received.subject == ""
    (letter,) = told()
    assert letter.kind == "groups/question_taken"
    assert question.get_absolute_url() in letter.text
    assert "own case" in letter.text
    inbox.handle(received)
    assert Question.objects.count() == 1


@pytest.mark.parametrize(
    ("sender", "trust", "sentence"),
    [
        ("asker@example.org", "none", "does not show that the letter is from you"),
        ("stranger@example.org", "pass", "asked by members"),
    ],
)
def test_a_letter_that_proves_nothing_is_kept_nowhere(monkeypatch, cast, sender, trust, sentence):
    received = send(monkeypatch, address_of(cast.authority), sender, trust=trust)
    assert not Question.objects.exists()
    assert not RawLetter.objects.filter(letter=received).exists()
    (letter,) = told()
    assert sentence in " ".join(letter.text.split())
    assert "announced" not in letter.text


def test_a_forged_letter_is_not_even_answered(monkeypatch, cast):
    send(monkeypatch, address_of(cast.authority), cast.asker.email, trust="fail")
    assert not Question.objects.exists()
    assert told() == []


def test_machines_are_neither_heard_nor_answered(monkeypatch, cast):
    to = address_of(cast.authority)
    send(monkeypatch, to, cast.asker.email, Auto_Submitted="auto-replied")
    assert not Question.objects.exists()
    assert told() == []


def test_who_has_ten_waiting_is_told_so(monkeypatch, cast):
    for _each in range(10):
        make_question(cast)
    send(monkeypatch, address_of(cast.authority), cast.asker.email)
    assert Question.objects.count() == 10
    assert "Ten of your questions" in told()[0].text


def test_an_empty_letter_asks_nothing(monkeypatch, cast):
    send(monkeypatch, address_of(cast.authority), cast.asker.email, "\n")
    assert not Question.objects.exists()


def test_unsubscribing_there_is_no_question(monkeypatch, cast):
    send(monkeypatch, address_of(cast.authority), cast.asker.email, "unsubscribe\n")
    assert not Question.objects.exists()


def test_files_are_not_kept_and_the_letter_says_so(monkeypatch, cast):
    content = made(TEXT, From=cast.asker.email, To=address_of(cast.authority), Subject="Desk")
    content.add_attachment(b"x", maintype="text", subtype="plain", filename="a.txt")
    monkeypatch.setattr(f"{__name__}.made", lambda *_args, **_headers: content)
    send(monkeypatch, address_of(cast.authority), cast.asker.email)
    assert "The file that came with it was not kept" in told()[0].text
