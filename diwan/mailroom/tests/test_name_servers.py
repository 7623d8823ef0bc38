"""The resolver, against a name server of our own on the loopback."""

from __future__ import annotations

import time

import pytest

from diwan.mailroom.trust import DnsResolver, TemporaryError, verify

from .proofs import SERVER, Zone, letter, name_server, public, signed


@pytest.fixture
def zone():
    return Zone().key("example.org").policy("example.org").path("example.org")


@pytest.fixture
def server(zone):
    with name_server(zone) as running:
        yield running


def resolver(server, **more):
    return DnsResolver([server.server_address], **{"seconds": 1.0} | more)


def test_a_letter_is_proven_through_real_questions(server, zone):
    verdict = verify(
        signed(letter()), peer=None, helo="", envelope_from="", resolver=resolver(server)
    )
    assert verdict.trust == "pass"
    verdict = verify(
        letter(),
        peer=SERVER,
        helo="x.org",
        envelope_from="a@example.org",
        resolver=resolver(server),
    )
    assert (verdict.trust, verdict.details["reason"]) == ("pass", "server")


def test_records_of_all_kinds_come_as_they_are_wanted(server, zone):
    zone.say("mx.example.org", "A", SERVER).say("mx.example.org", "AAAA", "2606:2800:21f::1")
    zone.say("example.org", "MX", "10 mx.example.org.")
    asker = resolver(server)
    assert asker.ask("MX.example.org.", "A") == [SERVER]
    assert asker.ask("mx.example.org", "AAAA") == ["2606:2800:21f::1"]
    assert asker.ask("example.org", "MX") == ["10 mx.example.org."]
    assert asker.ask("one._domainkey.example.org", "TXT") == [public()]
    assert asker.ask("nowhere.example.org", "TXT") == []


def test_an_answer_is_asked_for_once(server):
    asker = resolver(server)
    for _ in range(3):
        asker.ask("example.org", "TXT")
        asker.ask("nowhere.example.org", "TXT")
    assert len(server.asked) == 2


def test_an_answer_is_forgotten_after_its_time(server):
    now = [0.0]
    asker = resolver(server, clock=lambda: now[0])
    asker.ask("example.org", "TXT")
    now[0] = 61.0
    asker.ask("example.org", "TXT")
    assert len(server.asked) == 2


def test_aliases_are_followed_and_circles_end(server, zone):
    zone.say("alias.example.org", "CNAME", "example.org.")
    zone.say("round.example.org", "CNAME", "about.example.org.")
    zone.say("about.example.org", "CNAME", "round.example.org.")
    asker = resolver(server)
    assert asker.ask("alias.example.org", "TXT") == asker.ask("example.org", "TXT")
    began = time.monotonic()
    assert asker.ask("round.example.org", "TXT") == []
    assert time.monotonic() - began < 1


def test_a_huge_record_is_left_out(server, zone):
    zone.say("example.org", "TXT", "x" * 20_000, "small")
    assert resolver(server).ask("example.org", "TXT") == [b"small"]


@pytest.mark.parametrize("mood", ["silent", "broken", "nonsense"])
def test_no_answer_and_a_broken_one_are_tried_again_later(server, mood):
    server.mood = mood
    began = time.monotonic()
    asker = resolver(server, seconds=0.4)
    verdict = verify(signed(letter()), peer=None, helo="", envelope_from="", resolver=asker)
    assert verdict.is_temporary
    assert verdict.trust == "none"
    assert time.monotonic() - began < 3


def test_a_silent_server_is_left_alone_for_a_while(server):
    now = [0.0]
    server.mood = "silent"
    asker = resolver(server, seconds=0.1, clock=lambda: now[0])
    for number in range(3):
        with pytest.raises(TemporaryError):
            asker.ask(f"{number}.example.org", "TXT")
    asked = len(server.asked)
    with pytest.raises(TemporaryError):
        asker.ask("more.example.org", "TXT")
    assert len(server.asked) == asked
    server.mood, now[0] = "", 61.0
    assert asker.ask("example.org", "TXT")


@pytest.mark.parametrize("name", ["a" * 64 + ".org", "a..b", ".".join(["abc"] * 80), "\\", "x\0y"])
def test_what_is_no_name_has_no_records(server, name):
    assert resolver(server).ask(name, "TXT") == []
