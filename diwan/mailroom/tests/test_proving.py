"""Proving in the worker: when it is looked at, what is kept, and what waits."""

from __future__ import annotations

import logging
from datetime import timedelta
from itertools import count

import pytest

from diwan.core import clock
from diwan.mailroom import actions, jobs
from diwan.mailroom.actions import proving
from diwan.mailroom.models import Letter
from diwan.mailroom.words import LetterState

from . import proofs
from .proofs import SERVER, STRANGER, Zone

pytestmark = pytest.mark.django_db
_numbers = count()


@pytest.fixture
def zone(monkeypatch, settings):
    settings.DIWAN_MAIL_VERIFY = "own"
    made = Zone().key("example.org").policy("example.org").path("example.org")
    monkeypatch.setattr(proving, "_resolver", lambda: made)
    return made


def received(raw=None, *, channel="smtp", at=None, **more):
    raw = proofs.letter() if raw is None else raw
    if b"DKIM-Signature" not in raw:  # the same bytes are one letter
        raw = raw.replace(b"<one@", b"<%d@" % next(_numbers))
    (letter,) = actions.receive(
        raw,
        recipients=["talk@diwan.localhost"],
        envelope_from="amina@example.org",
        channel=channel,
        received_at=at or clock.now(),
        **more,
    )
    actions.process(letter)
    return letter


def test_the_verdict_stands_beside_the_letter_and_the_peer_is_forgotten(zone, desk):
    letter = received(peer=SERVER, helo="mail.example.org")
    assert (letter.trust, letter.trust_details["reason"]) == ("pass", "server")
    assert (letter.peer, letter.helo) == (None, "")
    assert desk.taken == [letter.pk]
    assert "amina" not in str(letter.trust_details)


def test_a_letter_from_a_stranger_fails_and_is_handed_over_all_the_same(zone, desk):
    letter = received(peer=STRANGER)
    assert (letter.trust, letter.state) == ("fail", LetterState.HANDLED)
    assert desk.taken == [letter.pk]


def test_what_the_door_saw_is_kept_until_it_is_looked_at(zone, desk):
    zone.silence("*")
    letter = received(peer=SERVER, helo="mail.example.org")
    assert (letter.state, letter.trust) == (LetterState.STORED, "")
    assert (letter.peer, letter.helo) == (SERVER, "mail.example.org")
    assert desk.taken == []
    zone.silent.clear()
    jobs.process_due(clock.now() + timedelta(minutes=2))
    letter.refresh_from_db()
    assert (letter.state, letter.trust) == (LetterState.HANDLED, "pass")


def test_a_letter_waits_half_an_hour_at_most(zone, desk):
    zone.silence("*")
    letter = received(at=clock.now() - proving.PATIENCE - timedelta(minutes=1), peer=SERVER)
    assert (letter.state, letter.trust) == (LetterState.HANDLED, "none")
    assert letter.trust_details["reason"] == "unreachable"
    assert letter.peer is None


def test_behind_a_server_of_ours_its_line_tells_the_peer(zone, desk, settings):
    line = f"Received: from mail.example.org (mail.example.org [{SERVER}]) by mx.diwan; x\r\n"
    raw = line.encode() + proofs.letter()
    assert received(raw, peer="127.0.0.1").trust == "fail", "no server of ours: anybody wrote it"
    settings.DIWAN_MAIL_HOPS = 1
    assert received(raw, peer="127.0.0.1").trust == "pass"
    assert received(raw, peer=STRANGER).trust == "fail", "it did not come from ours"
    assert received(raw, channel="pipe").trust == "pass"
    assert received(raw, channel="webhook").trust == "fail"
    settings.DIWAN_MAIL_RELAYS = [STRANGER]
    assert received(raw, peer=STRANGER).trust == "pass", "ours, elsewhere in the world"


def test_the_header_of_our_server_is_believed_when_told_so(zone, desk, settings):
    settings.DIWAN_MAIL_VERIFY = "header"
    settings.DIWAN_MAIL_AUTHSERV_ID, settings.DIWAN_MAIL_HOPS = "mx.diwan.example", 1
    said = b"Authentication-Results: mx.diwan.example; dmarc=pass header.from=example.org\r\n"
    line = b"Received: from a by mx.diwan.example; x\r\n"
    assert received(said + line + proofs.letter()).trust_details["reason"] == "stated"
    assert received(line + said + proofs.letter()).trust_details["reason"] == "not_stated"
    straight = received(said + line + proofs.letter(), peer=STRANGER)
    assert straight.trust_details["reason"] == "not_stated", "no server of ours: anybody wrote it"
    assert zone.asked == []


@pytest.mark.parametrize("how", ["off", "import"])
def test_what_is_not_looked_at_is_not_proven(zone, desk, settings, how):
    settings.DIWAN_MAIL_VERIFY = "off" if how == "off" else "own"
    letter = received(channel="import" if how == "import" else "smtp", peer=SERVER, helo="x")
    assert (letter.trust, letter.trust_details) == ("", {})
    assert (letter.peer, letter.helo) == (None, "")
    assert zone.asked == []


def test_a_verdict_is_given_once(zone, desk):
    letter = received(peer=SERVER)
    zone.records.clear()
    Letter.objects.filter(pk=letter.pk).update(state=LetterState.QUARANTINED)
    actions.process(letter)
    assert letter.trust == "pass"


def test_a_machine_without_name_servers_keeps_no_letter_waiting(desk, settings, monkeypatch):
    settings.DIWAN_MAIL_VERIFY = "own"

    def none():
        raise proving.dns.resolver.NoResolverConfiguration

    monkeypatch.setattr(proving, "_resolver", none)
    letter = received(peer=SERVER)
    assert (letter.state, letter.trust) == (LetterState.HANDLED, "none")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\0" * 50,
        b"From: amina@example.org\rX: y\r\n\r\n",
        b"DKIM-Signature: d=example.org\r\n" * 9 + proofs.letter(),
    ],
)
def test_no_name_and_no_address_gets_into_the_log(zone, desk, caplog, raw):
    caplog.set_level(logging.DEBUG)
    zone.key("example.org", record=b"v=DKIM1; k=rsa; p=amina@example.org")
    received(raw or proofs.signed(proofs.letter()), peer=STRANGER, helo="amina.example.org")
    assert "amina" not in caplog.text
    assert "example.org" not in caplog.text
    assert STRANGER not in caplog.text


def test_the_name_servers_of_the_settings_are_asked(desk, settings):
    settings.DIWAN_MAIL_VERIFY = "own"
    zone = Zone().key("example.org").policy("example.org")
    with proofs.name_server(zone) as server:
        settings.DIWAN_DNS_SERVERS = [server.server_address]
        letter = received(proofs.signed(proofs.letter()))
        assert ("one._domainkey.example.org", "TXT") in server.asked
    assert (letter.trust, letter.trust_details["reason"]) == ("pass", "signed")
