from __future__ import annotations

import pytest

from diwan.mailroom.reading.charsets import clean


def test_characters_that_are_none_are_left_out():
    assert clean("\x00Towns\ufffe and\uffff \x1bports\ud800") == "Towns and ports\ufffd"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a \u2066b\u2069 c \u202bd\u202c", "a \u2066b\u2069 c \u202bd\u202c"),
        ("a \u202eb c\nd", "a b c\nd"),
        ("a \u202eb\u202c \u202bc\u202c", "a b \u202bc\u202c"),
        ("a \u2067b\nc\u2069 d", "a b\nc d"),
        ("a\u202c\u2069 b", "a b"),
        ("\u2067a \u202bb\u202c c\u2069", "\u2067a \u202bb\u202c c\u2069"),
        ("\u2067a \u202bb c\u2069", "a b c"),
    ],
)
def test_marks_of_direction_stay_in_pairs(text, kept):
    assert clean(text) == kept
