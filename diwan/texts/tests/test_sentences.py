from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.texts.sentences import sentences


def cut(text):
    return [text[span.start : span.end] for span in sentences(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One desk helps. Two do not.", ["One desk helps.", "Two do not."]),
        ("Dr. Okemba came at 3.5 km/h. He left.", ["Dr. Okemba came at 3.5 km/h.", "He left."]),
        ("Banks, funds, etc. They all wait.", ["Banks, funds, etc.", "They all wait."]),
        ("Written by J. K. Moreau in 2010. Read it.", ["Written by J. K. Moreau in 2010.", "Read it."]),
        ("Il faut agir (cf. p. 12). Vite !", ["Il faut agir (cf. p. 12).", "Vite !"]),
        ("« Rien ne change. » Elle partit.", ["« Rien ne change. »", "Elle partit."]),
        ("نجحت التجربة. ثم توقفت؟ لا ندري.", ["نجحت التجربة.", "ثم توقفت؟", "لا ندري."]),
        ("1. The town pays. It pays late.", ["1. The town pays.", "It pays late."]),
        ("- one thing\n- another thing", ["- one thing", "- another thing"]),
        ("A heading\n\nIts words stand here.", ["A heading", "Its words stand here."]),
        ("We saw www.port.example. It works.", ["We saw www.port.example.", "It works."]),
        ("The fund (2,5 M. d'euros) is small.", ["The fund (2,5 M. d'euros) is small."]),
        ("It is slow... and dear. Why?", ["It is slow... and dear.", "Why?"]),
        ("", []),
    ],
)  # fmt: skip
def test_sentences_end_where_a_reader_would_pause(text, found):
    assert cut(text) == found


def test_french_blanks_before_marks_do_not_cut_twice():
    assert cut("Pourquoi partir ? Pour revenir !") == ["Pourquoi partir ?", "Pour revenir !"]


def test_a_stretch_is_counted_in_characters_of_the_whole():
    text = "Not this. But this. Not that."
    spans = sentences(text, 10, 19)
    assert [text[span.start : span.end] for span in spans] == ["But this."]


pieces = st.sampled_from(["a", "B", ".", "?", " ", "\n", "\n\n", "- ", "1. ", "Dr.", "ي", "»", "…", "؟"])  # fmt: skip


@given(st.lists(pieces, max_size=40).map("".join))
def test_every_written_character_lies_in_exactly_one_sentence(text):
    covered = [0] * len(text)
    last = 0
    for span in sentences(text):
        assert last <= span.start < span.end
        last = span.end
        for place in range(span.start, span.end):
            covered[place] += 1
    assert all(covered[i] == 1 for i, letter in enumerate(text) if not letter.isspace())
    assert max(covered, default=0) <= 1
