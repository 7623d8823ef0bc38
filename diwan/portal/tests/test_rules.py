"""How a search is written and its words shown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from diwan.portal import rules

TEXT = st.text(max_size=400)


def _joined(pieces: list[rules.Stretch]) -> str:
    return "".join(piece.text for piece in pieces)


def _matches(pieces: list[rules.Stretch]) -> list[str]:
    return [piece.text for piece in pieces if piece.is_match]


@given(TEXT, TEXT)
def test_marking_loses_and_adds_nothing(text: str, query: str) -> None:
    assert _joined(rules.marked(text, rules.terms(query))) == text


@given(TEXT)
def test_a_query_holds_only_words_and_operators(text: str) -> None:
    wanted = rules.terms(text)
    words = {word for group in wanted for word in group}
    assert all(word.isalnum() for word in words)
    assert len(wanted) <= rules.MOST_WORDS


@given(TEXT, TEXT)
def test_a_snippet_is_short(text: str, query: str) -> None:
    assert len(_joined(rules.snippet(text, rules.terms(query)))) <= 290


def test_an_inflected_word_is_marked() -> None:
    pieces = rules.marked("Nos apiculteurs ont formé", rules.terms("Apiculteur"))
    assert _matches(pieces) == ["apiculteurs"]


def test_an_arabic_word_is_marked_with_its_marks() -> None:
    pieces = rules.marked("إنَّ الهِجْرَةَ سفر", rules.terms("الهجره"))
    assert _matches(pieces) == ["الهِجْرَةَ"]


def test_a_snippet_shows_the_place_that_was_found() -> None:
    text = "Rien ici. " * 60 + "Une ruche suffit. " + "Rien ici. " * 60
    pieces = rules.snippet(text, rules.terms("ruches"))
    assert _matches(pieces) == ["ruche"]
    assert _joined(pieces).startswith("… ")
    assert _joined(pieces).endswith(" …")


def test_without_a_match_the_snippet_is_the_beginning() -> None:
    assert _joined(rules.snippet("Bonjour à tous", rules.terms("xyz"))) == "Bonjour à tous"


def test_every_word_must_be_found_in_any_of_its_forms() -> None:
    wanted = [["abeill", "abeille"], ["miel"]]
    assert rules.fts5_query(wanted) == '("abeill" OR "abeille") AND ("miel")'
    assert rules.tsquery(wanted) == "('abeill' | 'abeille') & ('miel')"
