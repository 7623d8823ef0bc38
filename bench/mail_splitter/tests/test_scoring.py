from __future__ import annotations

import json
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.mail_splitter.reading import Letter, LetterError, Pair, read_half
from bench.mail_splitter.scoring import common, placed, score, words

if TYPE_CHECKING:
    from pathlib import Path

    from diwan.mailroom.reading import Reading


def letter(own: str, *optional: str, inline: tuple[Pair, ...] = ()) -> Letter:
    return Letter("x", "open", "en", "Gmail web", "top", own, optional, inline, b"")


def test_words_do_not_depend_on_layout_or_direction() -> None:
    assert words("\u200fنعم\u00a0لا\n> - yes") == ["نعم", "لا", "yes"]
    assert words("No ____") != words("no")


def test_clean_lost_and_left_over() -> None:
    asked = letter("A fund helps.", "Best,\nAmina")
    assert score(asked, "A fund\nhelps.\n\nBest,\nAmina").is_clean
    assert score(asked, "A fund helps.").is_clean
    assert score(asked, "A helps.").lost == 1
    assert score(asked, "A fund helps. On Monday").left == ("On", "Monday")
    assert score(asked, "helps fund A").lost == 2


def test_the_numbers_of_an_html_list_are_layout() -> None:
    assert score(letter("first second"), "1. first\n2. second").is_clean
    assert score(letter("first second"), "first\n2 second").left == ("2",)


def test_an_optional_piece_may_stand_several_times() -> None:
    asked = letter("yes no", "[AB]")
    assert score(asked, "[AB] yes [AB] no").is_clean


def longest(one: list[str], other: list[str]) -> int:
    table = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i, a in enumerate(one):
        for j, b in enumerate(other):
            table[i + 1][j + 1] = (
                table[i][j] + 1 if a == b else max(table[i][j + 1], table[i + 1][j])
            )
    return table[-1][-1]


def is_within(part: list[str], whole: list[str]) -> bool:
    rest = iter(whole)
    return all(any(word == other for other in rest) for word in part)


@given(st.lists(st.sampled_from("abcd"), max_size=20), st.lists(st.sampled_from("abcd")))
def test_the_longest_common_list_is_found(one: list[str], other: list[str]) -> None:
    found = common(one, other)
    assert len(found) == longest(one, other)
    assert is_within(found, one)
    assert is_within(found, other)


def test_an_answer_counts_only_beside_its_own_line() -> None:
    asked = letter("", inline=(Pair("Who returns?", "The young."),))
    text = "Hello, all of you\n[Amina] The young.\nMore."
    right = SimpleNamespace(text=text, answered=((18, "> Who returns?"),))
    wrong = SimpleNamespace(text=text, answered=((18, "What helps?"),))
    elsewhere = SimpleNamespace(text=text, answered=((0, "Who returns?"),))
    whole = SimpleNamespace(text=text, answered=((18, "Who returns? " + "Dear all " * 5),))
    found = [placed(asked, cast("Reading", each)) for each in (right, wrong, elsewhere, whole)]
    assert found == [1, 0, 0, 0]


def test_a_letter_without_its_answers_is_refused_by_name(tmp_path: Path) -> None:
    folder = tmp_path / "open" / "en"
    folder.mkdir(parents=True)
    (folder / "01-x-top.eml").write_bytes(b"Subject: x\n\nHello")
    with pytest.raises(LetterError, match=r"open/en/01-x-top\.json"):
        read_half("open", tmp_path)
    told = {"client": "x", "style": "sideways", "own": "Hello"}
    (folder / "01-x-top.json").write_text(json.dumps(told))
    with pytest.raises(LetterError, match="style"):
        read_half("open", tmp_path)
