from __future__ import annotations

import logging
import signal
import smtplib
import socket
import threading
import time

import pytest
from django.db import connection

from diwan.core.errors import Refusal
from diwan.mailroom import actions, inbox, listener, parcels
from diwan.mailroom.actions import pacing
from diwan.mailroom.models import Letter, RawLetter
from tests.ports import free_port

pytestmark = pytest.mark.django_db(transaction=True)
TALK, OTHER, NOBODY = "talk@diwan.localhost", "other@diwan.localhost", "nobody@diwan.localhost"
LETTER = "From: amina@example.org\r\nSubject: x\r\n\r\nمرحبا\r\n.a line with a dot\r\n".encode()


@pytest.fixture
def stored(monkeypatch):
    """Letters as the door hands them over, kept in memory: the test database may be."""
    kept: list[dict] = []
    monkeypatch.setattr(actions, "receive", lambda raw, **more: kept.append({"raw": raw} | more))
    return kept


@pytest.fixture
def door(settings, desk, request):
    """A listener on a free port; ``door("lmtp")`` starts one and gives its port."""
    running = []

    def start(protocol: str = "smtp") -> int:
        port = free_port()
        settings.DIWAN_MAIL_LISTEN = ("127.0.0.1", port)
        settings.DIWAN_MAIL_PROTOCOL = protocol
        stop = threading.Event()
        thread = threading.Thread(target=listener.serve, args=(stop,))
        thread.start()
        running.append((stop, thread))
        _wait_for(port)
        return port

    yield start
    for stop, thread in running:
        stop.set()
        thread.join(15)
        assert not thread.is_alive(), "the listener ends when told"


def _wait_for(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the listener did not start")


def test_a_letter_comes_through_smtp_as_it_was_sent(door, stored):
    with smtplib.SMTP("127.0.0.1", door()) as client:
        assert client.sendmail("amina@example.org", [TALK, OTHER], LETTER, ["BODY=8BITMIME"]) == {}
    assert [each["raw"] for each in stored] == [LETTER]
    assert stored[0]["recipients"] == [TALK, OTHER]
    assert stored[0]["envelope_from"] == "amina@example.org"
    assert stored[0]["channel"] == "smtp"


def test_who_brought_the_letter_is_handed_on_to_be_proven(door, stored):
    with smtplib.SMTP("127.0.0.1", door(), local_hostname="mail.example.org") as client:
        client.sendmail("amina@example.org", [TALK], LETTER)
    assert (stored[0]["peer"], stored[0]["helo"]) == ("127.0.0.1", "mail.example.org")


def test_a_null_return_path_is_taken(door, stored):
    with smtplib.SMTP("127.0.0.1", door()) as client:
        client.sendmail("", [TALK], LETTER)
    assert stored[0]["envelope_from"] == ""


def test_an_unknown_recipient_is_refused_at_the_door(door, stored):
    with smtplib.SMTP("127.0.0.1", door()) as client:
        refused = client.sendmail("amina@example.org", [TALK, NOBODY], LETTER)
        assert refused[NOBODY][0] == 550
        assert b"Nobody here takes letters" in refused[NOBODY][1]
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            client.sendmail("amina@example.org", [NOBODY], LETTER)
    assert [each["recipients"] for each in stored] == [[TALK]]


def test_a_letter_that_is_too_large_is_refused(door, stored, settings):
    settings.DIWAN_MAIL_MAX_BYTES = 20_000
    with smtplib.SMTP("127.0.0.1", door()) as client:
        client.ehlo()
        assert client.esmtp_features["size"] == "20000"
        with pytest.raises(smtplib.SMTPException) as refused:
            client.sendmail("amina@example.org", [TALK], b"x" * 30_000)
        assert getattr(refused.value, "smtp_code", 552) == 552
    with smtplib.SMTP("127.0.0.1", settings.DIWAN_MAIL_LISTEN[1]) as client:
        client.ehlo()
        client.mail("amina@example.org")  # without a SIZE, so that the data themselves are counted
        client.rcpt(TALK)
        code, said = client.data(b"y\r\n" * 10_000)
    sentence = b"5.3.4 The letter is larger than 0.02 MB. Send smaller files, or split it."
    assert (code, said.splitlines()[0]) == (552, sentence)
    assert stored == []


def test_a_forged_tag_is_refused_with_a_sentence_that_says_what_to_do(door, stored):
    inbox.register()  # in the registry of the desk
    with smtplib.SMTP("127.0.0.1", door()) as client:
        client.ehlo()
        client.mail("amina@example.org")
        code, said = client.rcpt("help+c1-aaaaaaaaaaaaaaaa@diwan.localhost")
    assert (code, said[:5]) == (550, b"5.1.1")
    assert b"write to help@diwan.localhost" in said


def test_a_sender_in_a_hurry_is_put_off_by_envelope_and_by_from(door, stored, monkeypatch):
    asked = []

    def is_over(names: list[str], _now: object) -> bool:
        asked.append(names)
        return "chloe@example.org" in names

    def receive(raw: bytes, *, envelope_from: str, may_put_off: bool, **_more: object) -> list[str]:
        if may_put_off and is_over([envelope_from, pacing.from_address(raw)], None):
            raise actions.TooManyError
        stored.append(raw)
        return []

    monkeypatch.setattr(actions, "receive", receive)
    monkeypatch.setattr(pacing, "is_over", is_over)
    with smtplib.SMTP("127.0.0.1", door()) as client:
        with pytest.raises(smtplib.SMTPDataError) as refused:
            client.sendmail("chloe@example.org", [TALK], LETTER)
        assert refused.value.smtp_code == 450
        assert b"from this address within an hour" in refused.value.smtp_error
        with pytest.raises(smtplib.SMTPRecipientsRefused) as next_time:
            client.sendmail("chloe@example.org", [TALK], LETTER)
        assert next_time.value.recipients[TALK][0] == 450
        with pytest.raises(smtplib.SMTPDataError) as refused:
            client.sendmail("bilal@example.org", [TALK], LETTER.replace(b"amina", b"Chloe"))
        assert refused.value.smtp_code == 450
        client.sendmail("bilal@example.org", [TALK], LETTER)
    assert asked[-1] == ["bilal@example.org", "amina@example.org"]
    assert len(stored) == 1


def test_a_refusal_is_said_in_each_language_that_the_server_can_carry(door, stored):
    with smtplib.SMTP("127.0.0.1", door()) as client:
        client.ehlo()
        client.mail("amina@example.org")
        code, said = client.rcpt(NOBODY)
        english, french, arabic = said.decode("ascii").splitlines()
        assert (code, english[:13]) == (550, "5.1.1 Nobody ")
        assert "Personne ne recoit de courrier a cette adresse" in french
        assert arabic == "5.1.1 http://127.0.0.1:8000/ar/mailroom/help/"
        client.rset()
        client.mail("amina@example.org", ["SMTPUTF8"])
        said = client.rcpt(NOBODY)[1].decode()
        assert "à cette adresse" in said.splitlines()[1]
        assert "العنوان" in said.splitlines()[2]


def test_a_server_of_others_is_put_off_and_one_of_ours_is_not(door, stored, settings, monkeypatch):
    settings.DIWAN_MAIL_HOURLY_SERVER = 1
    with smtplib.SMTP("127.0.0.1", door()) as client:
        client.sendmail("", [TALK], LETTER)
        client.sendmail("", [TALK], LETTER)
        monkeypatch.setattr(listener, "is_ours", lambda _peer: False)
        client.sendmail("", [TALK], LETTER)
        with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
            client.sendmail("", [TALK], LETTER)
    assert b"from this server" in refused.value.recipients[TALK][1]
    assert len(stored) == 3


def test_a_line_longer_than_the_standard_allows_is_taken(door, stored):
    with smtplib.SMTP("127.0.0.1", door()) as client:
        client.sendmail(
            "amina@example.org", [TALK], b"Subject: x\r\n\r\n" + b"z" * 100_000 + b"\r\n"
        )
    assert len(stored[0]["raw"]) > 100_000


def test_lmtp_answers_once_for_each_recipient(door, stored):
    with smtplib.LMTP("127.0.0.1", door("lmtp")) as client:
        assert client.sendmail("amina@example.org", [TALK, OTHER], LETTER) == {}
        assert client.getreply() == (250, b"2.0.0 Stored"), "smtplib reads only the first answer"
        assert client.sendmail("amina@example.org", [TALK], LETTER) == {}
    assert [each["recipients"] for each in stored] == [[TALK, OTHER], [TALK]]


def test_lmtp_refuses_once_for_each_recipient(door, monkeypatch, settings):
    monkeypatch.setattr(parcels, "_store", lambda *_: 1 / 0)
    settings.DIWAN_MAIL_MAX_BYTES = 20_000
    with smtplib.LMTP("127.0.0.1", door("lmtp")) as client:
        for data, code in ((LETTER, 451), (b"y\r\n" * 10_000, 552)):
            client.ehlo_or_helo_if_needed()
            client.mail("amina@example.org")
            client.rcpt(TALK)
            client.rcpt(OTHER)
            assert client.data(data)[0] == code
            assert client.getreply()[0] == code


def test_a_letter_that_cannot_be_stored_is_not_acknowledged(door, monkeypatch, caplog):
    def fail(raw: bytes, **_more: object) -> None:
        raise OSError("disk full for amina@example.org")

    monkeypatch.setattr(actions, "receive", fail)
    with smtplib.SMTP("127.0.0.1", door()) as client:
        with pytest.raises(smtplib.SMTPDataError) as refused:
            client.sendmail("amina@example.org", [TALK], LETTER)
        assert refused.value.smtp_code == 451
        monkeypatch.setattr(actions, "receive", lambda raw, **_more: [])
        assert client.sendmail("amina@example.org", [TALK], LETTER) == {}, "the door stays open"
    assert "amina" not in caplog.text


def test_an_address_that_was_taken_is_not_looked_up_each_time_but_a_tag_is(door, monkeypatch):
    asked = []

    def is_taken(address: str) -> bool:
        asked.append(address)
        return True

    monkeypatch.setattr(listener, "is_taken", is_taken)
    tagged = "confirm+abc@diwan.localhost"
    with smtplib.SMTP("127.0.0.1", door()) as client:
        client.ehlo()
        for address in (TALK, TALK, tagged, tagged):
            client.mail("amina@example.org")
            assert client.rcpt(address)[0] == 250
            client.rset()
    assert asked == [TALK, tagged, tagged]


def test_a_question_that_cannot_be_answered_is_put_off(door, desk, monkeypatch):
    monkeypatch.setattr(listener, "is_taken", lambda _address: 1 / 0)
    with smtplib.SMTP("127.0.0.1", door()) as client:
        client.ehlo()
        client.mail("amina@example.org")
        assert client.rcpt(TALK)[0] == 451


def test_the_250_comes_after_the_commit(door, desk):
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("an in-memory database is not shared with the threads of the door")
    with smtplib.SMTP("127.0.0.1", door()) as client:
        client.sendmail("amina@example.org", [TALK], LETTER)
        assert bytes(RawLetter.objects.get().content) == LETTER
    assert Letter.objects.get().recipient == TALK


def test_no_address_reaches_the_log(door, stored, caplog):
    caplog.set_level(logging.DEBUG)
    with smtplib.SMTP("127.0.0.1", door()) as client:
        client.sendmail("amina@example.org", [TALK], LETTER)
    assert "amina" not in caplog.text


def test_an_unknown_protocol_and_a_taken_port_are_refused(settings, desk):
    settings.DIWAN_MAIL_PROTOCOL = "pigeon"
    with pytest.raises(Refusal, match="use smtp or lmtp"):
        listener.serve(threading.Event())
    settings.DIWAN_MAIL_PROTOCOL = "smtp"
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        settings.DIWAN_MAIL_LISTEN = taken.getsockname()
        with pytest.raises(Refusal, match="cannot listen"):
            listener.serve(threading.Event())


def test_a_signal_ends_the_door(settings, desk):
    settings.DIWAN_MAIL_LISTEN = ("127.0.0.1", 0)
    timer = threading.Timer(0.5, signal.raise_signal, [signal.SIGTERM])
    timer.start()
    listener.serve()
    timer.join()
