"""How a search is written and its words shown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from diwan.portal import rules
from diwan.texts.normalise import asked

TEXT = st.text(max_size=400)


def _joined(pieces: list[rules.Stretch]) -> str:
    return "".join(piece.text for piece in pieces)


def _matches(pieces: list[rules.Stretch]) -> list[str]:
    return [piece.text for piece in pieces if piece.is_match]


@given(TEXT, TEXT)
def test_marking_loses_and_adds_nothing(text: str, query: str) -> None:
    assert _joined(rules.marked(text, asked(query))) == text


@given(TEXT, TEXT)
def test_a_snippet_is_short(text: str, query: str) -> None:
    assert len(_joined(rules.snippet(text, asked(query)))) <= 290


def test_an_inflected_word_is_marked() -> None:
    pieces = rules.marked("Nos apiculteurs ont formé", asked("Apiculteur"))
    assert _matches(pieces) == ["apiculteurs"]


def test_an_arabic_word_is_marked_with_its_marks() -> None:
    pieces = rules.marked("إنَّ الهِجْرَةَ سفر", asked("الهجره"))
    assert _matches(pieces) == ["الهِجْرَةَ"]


def test_a_snippet_shows_the_place_that_was_found() -> None:
    text = "Rien ici. " * 60 + "Une ruche suffit. " + "Rien ici. " * 60
    pieces = rules.snippet(text, asked("ruches"))
    assert _matches(pieces) == ["ruche"]
    assert _joined(pieces).startswith("… ")
    assert _joined(pieces).endswith(" …")


def test_without_a_match_the_snippet_is_the_beginning() -> None:
    assert _joined(rules.snippet("Bonjour à tous", asked("xyz"))) == "Bonjour à tous"


def test_a_phrase_and_the_beginning_of_a_word_are_marked() -> None:
    pieces = rules.marked("Le retour des jeunes en formation", asked('"retour des jeunes" form'))
    assert _matches(pieces) == ["retour", "des", "jeunes", "formation"]
