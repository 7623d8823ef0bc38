from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from bench.mail_fuzz.ugly import SNIPPETS, letter
from diwan.mailroom.tests.test_tree import same


@settings(max_examples=200, deadline=None)
@given(
    st.integers(0, 2**32),
    st.lists(st.tuples(st.integers(0, 10**6), st.sampled_from(SNIPPETS)), max_size=3),
    st.sampled_from([b"\r\n", b"\n"]),
)
def test_ugly_letters_are_read_as_the_standard_library_does(
    seed: int, insertions: list[tuple[int, bytes]], newline: bytes
) -> None:
    lines = letter(Random(seed)).splitlines()
    for place, snippet in insertions:
        lines.insert(place % (len(lines) + 1), snippet.strip())
    assert same(newline.join(lines))
