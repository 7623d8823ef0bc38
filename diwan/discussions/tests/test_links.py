"""Links that contributors name: gathered, decided about, and looked up with care."""

from __future__ import annotations

import http.server
import threading
from contextlib import contextmanager
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.core.providers import wire
from diwan.discussions import link_checking
from diwan.discussions.actions import authoring, links, moderation
from diwan.discussions.link_checking import Found, Guard, look
from diwan.discussions.models import LinkCandidate

NEAR = Guard(is_near_allowed=True, seconds=3)
SAID = "Read https://example.org/loans and www.example.net/a, and write to me if you like."


class Answering(http.server.BaseHTTPRequestHandler):
    """``/200`` answers 200 and so on; ``/get`` likes no HEAD; ``/to?where`` leads elsewhere."""

    def do_HEAD(self):
        self.answer()

    def do_GET(self):
        self.answer()
        self.wfile.write(b"x" * 10_000)

    def answer(self):
        self.server.heard.append((self.command, self.path))
        path, _, where = self.path.partition("?")
        name = path.strip("/")
        if name == "get":
            self.send_response(200 if self.command == "GET" else 405)
        elif name == "to":
            self.send_response(302)
            self.send_header("Location", unquote(where))
        elif name == "slow":
            self.server.stop.wait(5)
            self.send_response(200)
        else:
            self.send_response(int(name))
        self.end_headers()

    def log_message(self, *args):
        """Say nothing."""


@contextmanager
def standing_in():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    server.heard, server.stop = [], threading.Event()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    server.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield server
    finally:
        server.stop.set()
        server.shutdown()
        server.server_close()
        thread.join()


# --- looking up ------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/200", Found("alive")),
        ("/204", Found("alive")),
        ("/get", Found("alive")),
        ("/404", Found("dead", "404")),
        ("/410", Found("dead", "410")),
        ("/403", Found("unknown", "403")),
        ("/503", Found("unknown", "503")),
        ("/to?/200", Found("alive")),
        ("/to?/404", Found("dead", "404")),
        ("/to?/to?/200", Found("alive")),
        ("/to?ftp://example.org/", Found("unknown", "address")),
    ],
)
def test_what_a_server_answers_is_told(path, found):
    with standing_in() as server:
        assert look(server.url + path, NEAR) == found


def test_the_body_is_asked_for_only_when_the_head_does_not_tell():
    with standing_in() as server:
        look(server.url + "/200", NEAR)
        assert server.heard == [("HEAD", "/200")]
        look(server.url + "/get", NEAR)
        assert server.heard[1:] == [("HEAD", "/get"), ("GET", "/get")]


def test_a_circle_of_redirections_ends():
    with standing_in() as server:
        assert look(f"{server.url}/to?/to", NEAR).trouble in {"around", "302"}
        assert len(server.heard) < 20


def test_a_slow_server_is_not_waited_for():
    with standing_in() as server:
        found = look(server.url + "/slow", Guard(is_near_allowed=True, seconds=0.3))
    assert found == Found("unknown", "time")


def test_nobody_there_is_dead():
    with standing_in() as server:
        url = server.url
    assert look(url + "/200", NEAR) == Found("dead", "closed")


def test_our_own_network_is_never_asked():
    with standing_in() as server:
        port = server.server_port
        for url in (server.url + "/200", f"http://localhost:{port}/200", "http://127.0.0.1/200"):
            assert look(url) == Found("unknown", "near")
        assert server.heard == []


def test_a_redirection_into_our_own_network_is_judged_anew(monkeypatch):
    """The first host is let through as if it stood outside; where it leads is not."""
    far = wire._is_far
    with standing_in() as server:
        known = {server.server_port}
        monkeypatch.setattr(wire, "_is_far", lambda each: each[4][1] in known or far(each))
        monkeypatch.setattr(link_checking, "_PORTS", frozenset({None, 80, 443, *known}))
        assert look(f"{server.url}/to?http://127.0.0.1/200") == Found("unknown", "near")
        assert look(f"{server.url}/to?http://[::1]/200") == Found("unknown", "near")
        assert look(f"{server.url}/200") == Found("alive")


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "0.0.0.1"),
        *("100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "fe80::1", "fc00::1"),
        *("::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "::"),
    ],
)
def test_no_address_of_a_near_net_is_far(address):
    assert not wire._is_far((0, 0, 0, "", (address, 80)))


def test_addresses_of_the_open_net_are_far():
    assert wire._is_far((0, 0, 0, "", ("93.184.216.34", 80)))
    assert wire._is_far((0, 0, 0, "", ("2606:2800:220:1::1", 80)))


@pytest.mark.parametrize(
    "url",
    [
        *("ftp://example.org/", "http:///x", "http://user@example.org/", "javascript:alert(1)"),
        *("http://example.org:99999/", "http://[::1", "mailto:a@example.org", "//example.org"),
    ],
)
def test_what_is_no_address_of_the_web_is_not_asked(url, monkeypatch):
    monkeypatch.setattr(wire.socket, "getaddrinfo", lambda *a, **k: pytest.fail("network"))
    assert look(url) == Found("unknown", "address")


def test_other_ports_than_those_of_the_web_are_not_asked(monkeypatch):
    monkeypatch.setattr(wire.socket, "getaddrinfo", lambda *a, **k: pytest.fail("network"))
    assert look("http://example.org:22/") == Found("unknown", "near")


@given(st.text(max_size=60))
def test_any_text_gets_an_answer_and_asks_nobody_near(text):
    if "." not in text:
        assert look("http://localhost/" + text).state == "unknown"


# --- gathering and deciding --------------------------------------------------------------
@pytest.fixture
def named(say, bilal):
    return moderation.release(say(SAID), by=bilal)


@pytest.mark.django_db
def test_links_of_released_words_become_candidates(discussion, named, say):
    say("Held: https://example.org/held")
    urls = set(links.of_discussion(discussion).values_list("url", flat=True))
    assert urls == {"https://example.org/loans", "http://www.example.net/a"}
    links.gather_all(discussion)
    assert LinkCandidate.objects.count() == 2


@pytest.mark.django_db
def test_a_new_version_brings_its_own_links_and_keeps_what_was_decided(discussion, named, bilal):
    links.decide(discussion, url="https://example.org/loans", state="kept", by=bilal)
    version = authoring.correct(named, text="Only https://example.org/new now.", by=None)
    moderation.merge_correction(version, by=bilal)
    urls = set(LinkCandidate.objects.values_list("url", flat=True))
    assert urls == {"https://example.org/loans", "https://example.org/new"}


@pytest.mark.django_db
def test_withdrawn_words_leave_no_links(named):
    authoring.withdraw(named, by=None)
    assert not LinkCandidate.objects.exists()


@pytest.mark.django_db
def test_an_address_is_decided_for_all_who_name_it(discussion, named, say, bilal):
    moderation.release(say("Me too: https://example.org/loans is good."), by=bilal)
    assert links.decide(discussion, url="https://example.org/loans", state="dropped", by=bilal) == 2
    with pytest.raises(Refusal, match="names this any more"):
        links.decide(discussion, url="https://example.org/none", state="kept", by=bilal)
    with pytest.raises(Refusal, match="keep it or not"):
        links.decide(discussion, url="https://example.org/loans", state="odd", by=bilal)


@pytest.mark.django_db
def test_nothing_is_asked_while_it_is_off(discussion, named, bilal, monkeypatch):
    monkeypatch.setattr(link_checking, "look", lambda url: pytest.fail("network"))
    with pytest.raises(Refusal, match="DIWAN_CHECK_LINKS"):
        links.check(discussion, by=bilal)
    assert links.check_due(clock.now()) == 0


@pytest.mark.django_db
def test_the_worker_tells_what_it_found(discussion, named, settings, monkeypatch):
    settings.DIWAN_CHECK_LINKS = True
    answers = {"https://example.org/loans": Found("dead", "404")}
    monkeypatch.setattr(link_checking, "look", lambda url: answers.get(url, Found("alive")))
    assert links.check_due(clock.now()) == 2
    told = dict(LinkCandidate.objects.values_list("url", "link_state"))
    assert told == {"https://example.org/loans": "dead", "http://www.example.net/a": "alive"}
    assert links.check_due(clock.now()) == 0


@pytest.mark.django_db
def test_the_clock_looks_through_a_stand_in(discussion, say, bilal, settings, monkeypatch):
    settings.DIWAN_CHECK_LINKS = True
    monkeypatch.setattr(link_checking, "GUARD", NEAR)
    with standing_in() as server:
        moderation.release(say(f"See {server.url}/404 and {server.url}/200 please."), by=bilal)
        assert links.check_due(clock.now()) == 2
    told = dict(LinkCandidate.objects.values_list("url", "link_state"))
    assert told == {f"{server.url}/404": "dead", f"{server.url}/200": "alive"}
