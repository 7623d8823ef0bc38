from __future__ import annotations

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from diwan.texts.paragraphs import paragraphs

WORDS = st.lists(st.text("abcdefghاب", min_size=1, max_size=12), min_size=1, max_size=80)


def told(text: str) -> list[str]:
    return [text[span.start : span.end] for span in paragraphs(text)]


@given(st.text())
def test_every_character_that_is_not_blank_lies_in_exactly_one_paragraph(text: str) -> None:
    covered = [place for span in paragraphs(text) for place in range(span.start, span.end)]
    assert covered == sorted(set(covered))
    assert [c for place, c in enumerate(text) if not c.isspace()] == [
        text[place] for place in covered if not text[place].isspace()
    ]


@given(st.text())
def test_paragraphs_begin_and_end_with_something_written(text: str) -> None:
    assert all(piece and piece == piece.strip() for piece in told(text))


@given(WORDS, st.integers(40, 78))
def test_lines_wrapped_by_a_mail_program_stay_one_paragraph(words: list[str], width: int) -> None:
    wrapped = textwrap.fill(" ".join(words), width)
    assert len(paragraphs(wrapped)) == 1


def test_blank_lines_separate() -> None:
    assert told("One.\n\nTwo.\n \n\nThree.") == ["One.", "Two.", "Three."]


def test_each_list_item_is_its_own_with_its_continuation() -> None:
    text = "We ask for\n- a fund with rules that\n  everybody can read\n- a desk\n2) a map"
    assert told(text) == [
        "We ask for",
        "- a fund with rules that\n  everybody can read",
        "- a desk",
        "2) a map",
    ]


def test_a_salutation_above_a_long_line_stands_alone() -> None:
    line = "I would like to share what our association learnt about returning nurses."
    assert told(f"Dear all,\n{line}") == ["Dear all,", line]


def test_unwrapped_lines_are_paragraphs() -> None:
    line = "word " * 40 + "end."
    assert len(told(f"{line}\n{line}\n{line}")) == 3


def test_an_empty_text_has_no_paragraph() -> None:
    assert paragraphs(" \n\n ") == []
