from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.mailroom.baits import _BAITS, baits

_WHOLE = re.compile("|".join(_BAITS[piece] or re.escape(piece) for piece in _BAITS))
_PIECES = [*_BAITS, "you", "’ve", "now", "your", "us dollars", "rapide", "5", "invest", "funds"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("you have won the lottery", {"you have won", "lottery"}),
        ("claim your prize, 5 million dollars", {"claim your", "prize", "million dollars"}),
        ("héritage de 5 euros, gros lot", {"héritage de 5", "gros lot"}),
        ("لقد ربحت جائزة", {"لقد ربحت", "جائزة"}),
        ("we won a prized millionth casinos claim", set[str]()),
        ("", set[str]()),
    ],
)
def test_baits_are_found(text: str, found: set[str]) -> None:
    assert baits(text) == found


@given(st.lists(st.sampled_from(_PIECES), max_size=6), st.sampled_from(["", " ", "\n", "x"]))
def test_looking_only_for_what_begins_finds_all(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    assert baits(text) == {match.group() for match in _WHOLE.finditer(text)}
