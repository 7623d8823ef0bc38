from __future__ import annotations

import random
import time

from hypothesis import given
from hypothesis import strategies as st

from diwan.texts.differences import Piece, words

TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(["a", "b ", " ", "ج", ", "])).map("".join))


@given(TEXTS, TEXTS)
def test_nothing_is_lost(old: str, new: str) -> None:
    pieces = words(old, new)
    assert "".join(piece.text for piece in pieces if piece.op != "added") == old
    assert "".join(piece.text for piece in pieces if piece.op != "removed") == new


@given(TEXTS)
def test_a_text_compared_with_itself_is_all_the_same(text: str) -> None:
    assert words(text, text) == ([Piece("same", text)] if text else [])


def test_one_replaced_word_is_removed_and_added() -> None:
    assert words("a small fund, for youth", "a large fund, for youth") == [
        Piece("same", "a "),
        Piece("removed", "small"),
        Piece("added", "large"),
        Piece("same", " fund, for youth"),
    ]


def test_neighbouring_changes_read_as_one() -> None:
    assert [piece.op for piece in words("keep one two end", "keep three four end")] == [
        "same",
        "removed",
        "added",
        "same",
    ]


def test_five_thousand_words_take_less_than_a_second() -> None:
    chance = random.Random(7)  # noqa: S311
    vocabulary = [f"word{n}" for n in range(900)] + ["the"] * 300
    old = " ".join(chance.choices(vocabulary, k=5000))
    new = " ".join(chance.choices(vocabulary, k=5000))
    started = time.process_time()
    words(old, new)
    assert time.process_time() - started < 1


def test_texts_made_to_take_for_ever_take_seconds() -> None:
    chance = random.Random(4)  # noqa: S311 - not a secret
    few = [f"w{number}" for number in range(130)]
    for gap in (" ", "\n"):
        old, new = (gap.join(chance.choices(few, k=30_000)) for _ in range(2))
        began = time.process_time()
        pieces = words(old, new)
        assert time.process_time() - began < 5
        assert "".join(piece.text for piece in pieces if piece.op != "added") == old
        assert "".join(piece.text for piece in pieces if piece.op != "removed") == new


def test_in_a_long_text_a_word_added_to_each_paragraph_is_still_told_word_by_word() -> None:
    old = [f"Paragraph {number} says what others said before." for number in range(900)]
    new = [f"{line} Really" for line in old]
    added = {piece.text for piece in words("\n".join(old), "\n".join(new)) if piece.op == "added"}
    assert {piece.strip() for piece in added} == {"Really"}
