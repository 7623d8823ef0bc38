"""What the rows about growth are made of."""

from __future__ import annotations

import pytest

from bench.consolidate import corpus
from bench.consolidate.__main__ import fitted


@pytest.mark.parametrize("power", [0.5, 1.0, 1.5])
def test_the_exponent_of_a_power_is_found(power: float) -> None:
    assert fitted({size: 3 * size**power for size in (100, 1000, 2000)}) == pytest.approx(power)


def test_letters_have_ten_paragraphs_and_are_the_same_each_time() -> None:
    letters = corpus.letters(5)
    assert letters == corpus.letters(5)
    assert {len(each.text.split("\n\n")) for each in letters} == {corpus.PARAGRAPHS_EACH}
    assert {each.passages for each in letters} == {()}
