from __future__ import annotations

from typing import Any

import pytest

from diwan.core import gates
from diwan.core.registry import Registry

ASKED: dict[str, Any] = {"person": "amina", "recipient": "town", "purpose": "work", "data": "name"}


class Book:
    """A recorder that remembers."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, str]] = []

    def hold(self, asked: gates.Exchange, /) -> None:
        self.lines.append(("held", asked.purpose))

    def record(self, asked: gates.Exchange, /, *, by: str) -> str:
        self.lines.append(("sent", by))
        return "reference"

    def refused(self, asked: gates.Exchange, closed: gates.Closed, /, *, by: str) -> None:
        self.lines.append(("refused", closed.word))


@pytest.fixture
def book(monkeypatch: pytest.MonkeyPatch) -> Book:
    """A gate of its own, with a recorder and no rule."""
    book = Book()
    monkeypatch.setattr(gates, "exchange_rules", Registry("rule"))
    monkeypatch.setattr(gates, "_recorders", [book])
    return book


def _open(_asked: gates.Exchange, /) -> None:
    return None


def _shut(_asked: gates.Exchange, /) -> gates.Closed:
    return gates.Closed("because", "It is shut.")


def test_without_a_rule_the_gate_is_shut(book: Book) -> None:
    assert not gates.may_exchange(**ASKED)


def test_without_a_recorder_the_gate_is_shut(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    gates.register_exchange_rule("one", _open)
    assert gates.may_exchange(**ASKED)
    monkeypatch.setattr(gates, "_recorders", [])
    assert not gates.may_exchange(**ASKED)


def test_every_rule_must_agree(book: Book) -> None:
    gates.register_exchange_rule("one", _open)
    assert gates.may_exchange(**ASKED)
    gates.register_exchange_rule("two", _shut)
    assert not gates.may_exchange(**ASKED)


def test_asking_writes_nothing_down(book: Book) -> None:
    gates.register_exchange_rule("one", _open)
    gates.may_exchange(**ASKED)
    assert book.lines == []


@pytest.mark.django_db
def test_what_goes_through_is_held_first_and_written_down(book: Book) -> None:
    gates.register_exchange_rule("one", _open)
    assert gates.exchange(**ASKED, by="bilal") == "reference"
    assert book.lines == [("held", "work"), ("sent", "bilal")]


@pytest.mark.django_db
def test_what_is_refused_says_why_and_is_written_down(book: Book) -> None:
    gates.register_exchange_rule("one", _shut)
    with pytest.raises(gates.GateClosed, match="It is shut") as refusal:
        gates.exchange(**ASKED, by="bilal")
    assert refusal.value.word == "because"
    assert book.lines == [("held", "work"), ("refused", "because")]


@pytest.mark.django_db
def test_nothing_is_sent_that_nobody_writes_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gates, "_recorders", [])
    with pytest.raises(gates.GateClosed, match="Nothing was sent"):
        gates.exchange(**ASKED, by="bilal")


def test_one_word_and_several_are_asked_alike(book: Book) -> None:
    seen: list[frozenset[str]] = []

    def look(asked: gates.Exchange, /) -> None:
        seen.append(asked.data)

    gates.register_exchange_rule("look", look)
    gates.may_exchange(**ASKED)
    gates.may_exchange(**ASKED | {"data": ["name", "skills"]})
    assert seen == [frozenset({"name"}), frozenset({"name", "skills"})]


def test_two_rooms_cannot_both_write_it_down(book: Book) -> None:
    with pytest.raises(ValueError, match="recorder already"):
        gates.register_exchange_recorder(Book())
