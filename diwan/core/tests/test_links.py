"""A link looked up with care: asked for once, and never of our own network."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.core.links import Found, Guard, look, looking
from diwan.core.providers import wire

from .answering import NEAR, standing_in


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
        monkeypatch.setattr(looking, "_PORTS", frozenset({None, 80, 443, *known}))
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
