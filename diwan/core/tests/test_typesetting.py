from __future__ import annotations

import sys

import pytest

from diwan.core.errors import Refusal
from diwan.core.typesetting import typeset, written

MARKUP = '<html lang="en"><title>Paper</title><p>Words<img src="%s" alt="">'
ELSEWHERE = ("https://example.org/a.png", "file:///etc/hostname", "data:image/gif;base64,R0lGOD")


@pytest.mark.parametrize("address", ELSEWHERE)
def test_the_same_markup_gives_the_same_bytes_and_nothing_is_fetched(address, monkeypatch):
    monkeypatch.setattr("socket.getaddrinfo", lambda *a, **k: pytest.fail("network"))
    markup = MARKUP % address
    first, second = (written(typeset(markup), markup) for _ in range(2))
    assert first == second
    assert first.startswith(b"%PDF")
    assert b"/Image" not in first


def test_without_its_libraries_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(Refusal, match=r"apt-get install libpango-1\.0-0"):
        typeset(MARKUP)
