"""Letters posted by mail services, in the shapes that their documentation gives."""

from __future__ import annotations

import hashlib
import hmac
import json

import pytest
from django.db import OperationalError
from django.urls import reverse

from diwan.mailroom import actions
from diwan.mailroom.models import Letter, RawLetter

from .letters import simple

pytestmark = pytest.mark.django_db
SECRET, KEY, TALK = "s" * 32, "signing-key", "talk@diwan.localhost"
RAW = simple("voilà, مرحبا".encode("windows-1256"))


@pytest.fixture(autouse=True)
def _on(settings, desk):
    settings.DIWAN_MAIL_WEBHOOKS = ["mailgun", "postmark"]
    settings.DIWAN_MAIL_WEBHOOK_SECRET = SECRET
    settings.DIWAN_MAIL_MAILGUN_KEY = KEY


def address(service: str, secret: str = SECRET) -> str:
    return reverse("mailroom:webhook", kwargs={"service": service, "secret": secret})


def mailgun(key: str = KEY, **more: object) -> dict[str, object]:
    """What Mailgun posts for a route with forward()."""
    signature = hmac.new(key.encode(), b"1761912000" + b"t" * 50, hashlib.sha256).hexdigest()
    return {
        "recipient": TALK,
        "sender": "amina@example.org",
        "from": "Amina <amina@example.org>",
        "subject": "Returning home",
        "timestamp": "1761912000",
        "token": "t" * 50,
        "signature": signature,
        **more,
    }


def postmark(**more: object) -> str:
    """What Postmark posts for an inbound letter."""
    person = {"Email": "amina@example.org", "Name": "Amina", "MailboxHash": ""}
    return json.dumps(
        {
            "FromFull": person,
            "ToFull": [{"Email": TALK, "Name": "", "MailboxHash": ""}],
            "OriginalRecipient": TALK,
            "Subject": "Returning home",
            "MessageID": "22c74902-a0c1-4511-804f-341342852c90",
            "Date": "Mon, 3 Mar 2025 10:12:00 +0100",
            "TextBody": "مرحبا، voilà",
            "HtmlBody": "",
            "Headers": [
                {"Name": "Return-Path", "Value": "<bounce@example.org>"},
                {"Name": "Message-ID", "Value": "<one@example.org>"},
            ],
            "Attachments": [
                {"Name": "a.txt", "Content": "aGVsbG8=", "ContentType": "text/plain"},
            ],
            **more,
        }
    )


def stored() -> tuple[Letter, bytes]:
    letter = Letter.objects.get()
    return letter, bytes(letter.raw.content)


def test_a_raw_letter_of_mailgun_keeps_each_byte(client):
    body = b"".join(
        b'--x\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
        % (name.encode(), value if isinstance(value, bytes) else str(value).encode())
        for name, value in mailgun(**{"body-mime": RAW}).items()
    )
    content_type = "multipart/form-data; boundary=x"
    answer = client.post(address("mailgun"), body + b"--x--\r\n", content_type=content_type)
    assert answer.status_code == 200
    letter, raw = stored()
    assert raw == RAW
    assert (letter.channel, letter.recipient, letter.envelope_from) == (
        "webhook",
        TALK,
        "amina@example.org",
    )


def test_a_parsed_letter_of_mailgun_becomes_a_letter(client):
    headers = json.dumps([["Subject", "Returning home"], ["Message-Id", "<one@example.org>"]])
    more = {"body-plain": "مرحبا، voilà", "message-headers": headers, "body-html": ""}
    assert client.post(address("mailgun"), mailgun(**more)).status_code == 200
    letter, _raw = stored()
    actions.process(letter)
    assert (letter.state, letter.message_id) == ("handled", "one@example.org")
    assert actions.reading_of(letter).text.strip() == "مرحبا، voilà"


def test_a_letter_of_postmark_becomes_a_letter_with_its_files(client):
    answer = client.post(address("postmark"), postmark(), content_type="application/json")
    assert answer.status_code == 200
    letter, _raw = stored()
    actions.process(letter)
    reading = actions.reading_of(letter)
    assert (letter.state, letter.envelope_from) == ("handled", "bounce@example.org")
    assert reading.text.strip() == "مرحبا، voilà"
    assert [(file.name, file.content) for file in reading.attachments] == [("a.txt", b"hello")]


def test_a_raw_letter_of_postmark_is_stored_as_it_is_and_once(client):
    posted = postmark(RawEmail=simple("مرحبا".encode()).decode())
    for _ in range(2):
        client.post(address("postmark"), posted, content_type="application/json")
    assert stored()[1] == simple("مرحبا".encode())


def test_strangers_and_forged_posts_get_nothing(client, settings):
    assert client.post(address("mailgun", "x" * 32), mailgun()).status_code == 404
    assert client.post(address("mailgun"), mailgun("other key")).status_code == 400
    assert client.post(address("mailgun"), {"recipient": TALK}).status_code == 400
    bad = client.post(address("postmark"), "{not json", content_type="application/json")
    assert bad.status_code == 400
    english, french, arabic = bad.content.decode().splitlines()
    assert english == "This is not a letter signed by the service. Look at its settings."
    assert ("signée" in french, "موقّعة" in arabic) == (True, True)
    assert client.get(address("postmark")).status_code == 405
    settings.DIWAN_MAIL_WEBHOOKS = []
    assert client.post(address("mailgun"), mailgun()).status_code == 404
    settings.DIWAN_MAIL_WEBHOOKS, settings.DIWAN_MAIL_WEBHOOK_SECRET = ["postmark"], ""
    assert client.post("/mailroom/webhook/postmark/key/x/").status_code == 404
    assert not Letter.objects.exists()


def test_a_post_that_cannot_be_stored_is_to_be_sent_again(client, monkeypatch):
    def locked(*_: object, **_more: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr("diwan.mailroom.actions.incoming.receive", locked)
    answer = client.post(address("postmark"), postmark(), content_type="application/json")
    assert answer.status_code == 503


def test_a_post_that_is_too_large_is_refused(client, settings):
    settings.DIWAN_MAIL_MAX_BYTES = 10_000
    large = postmark(TextBody="x" * 20_000)
    answer = client.post(address("postmark"), large, content_type="application/json")
    assert (answer.status_code, RawLetter.objects.count()) == (413, 0)
    settings.DIWAN_MAIL_MAX_BYTES = 25_000_000
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
    answer = client.post(address("mailgun"), mailgun(**{"body-mime": "x" * 2_000}))
    assert answer.status_code == 413


def test_a_letter_for_nobody_is_kept_for_the_quarantine(client):
    posted = postmark(OriginalRecipient="nobody@diwan.localhost", ToFull=[])
    client.post(address("postmark"), posted, content_type="application/json")
    letter, _raw = stored()
    actions.process(letter)
    assert (letter.recipient, letter.state) == ("nobody@diwan.localhost", "quarantined")
