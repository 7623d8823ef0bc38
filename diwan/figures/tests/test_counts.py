from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.figures.counts import Published, publishable, shares

COUNTS = st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.integers(0, 12), max_size=8)
LEAST = st.integers(1, 10)


@given(COUNTS, LEAST)
def test_no_small_number_is_shown_or_can_be_worked_out(counts: dict[str, int], least: int) -> None:
    shown = publishable(counts, least=least)
    numbers = [count for _, count in shown.rows]
    if shown.total is None:
        assert (shown.rows, shown.other) == ((), None)
        assert sum(counts.values()) < least
        return
    hidden = shown.total - sum(numbers)
    assert all(number >= least for number in numbers)
    assert hidden not in range(1, least)
    assert (shown.other or 0) == hidden


@given(COUNTS, LEAST)
def test_what_is_shown_is_true_and_adds_up(counts: dict[str, int], least: int) -> None:
    shown = publishable(counts, least=least)
    assert all(counts[key] == count for key, count in shown.rows)
    if shown.total is not None:
        assert shown.total == sum(counts.values())


@given(COUNTS, LEAST)
def test_the_order_of_the_counts_does_not_matter(counts: dict[str, int], least: int) -> None:
    turned = dict(reversed(counts.items()))
    assert publishable(counts, least=least) == publishable(turned, least=least)


def test_a_single_small_cell_takes_the_next_smallest_with_it() -> None:
    assert publishable({"tn": 9, "ma": 4, "dz": 1}) == Published((("tn", 9),), 5, 14)


def test_several_small_cells_that_hide_each_other_cost_no_row() -> None:
    shown = publishable({"tn": 9, "ma": 4, "dz": 1, "ly": 2})
    assert shown == Published((("tn", 9), ("ma", 4)), 3, 16)


def test_empty_cells_are_dropped() -> None:
    assert publishable({"tn": 3, "ma": 0}) == Published((("tn", 3),), None, 3)


@pytest.mark.parametrize("counts", [{}, {"tn": 0}, {"tn": 2}, {"tn": 1, "ma": 1}])
def test_too_few_in_all_show_nothing(counts: dict[str, int]) -> None:
    assert publishable(counts) == Published((), None, None)


@pytest.mark.parametrize(("counts", "least"), [({"tn": -1}, 3), ({"tn": 4}, 0)])
def test_what_is_no_count_is_refused(counts: dict[str, int], least: int) -> None:
    with pytest.raises(ValueError, match="Counts are 0 or more"):
        publishable(counts, least=least)


@given(COUNTS)
def test_shares_make_a_whole(counts: dict[str, int]) -> None:
    parts = shares(counts)
    assert parts.keys() == counts.keys()
    assert sum(parts.values()) == pytest.approx(1.0 if any(counts.values()) else 0.0)
