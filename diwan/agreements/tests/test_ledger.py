from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from diwan.agreements.ledger import Line, Total, altogether, totals

LINES = st.lists(
    st.tuples(
        st.sampled_from(["town", "migrants"]),
        st.sampled_from(["EUR", "TND"]),
        st.integers(0, 10**12),
        st.sampled_from(["pledged", "received"]),
    ),
    max_size=8,
).map(lambda rows: [Line(key, *row) for key, row in enumerate(rows)])


def test_a_pledge_that_is_kept_counts_in_both_columns():
    lines = [Line(1, "town", "EUR", 1000, "pledged"), Line(2, "town", "EUR", 400, "received", 1)]
    assert totals(lines) == [Total("town", "EUR", 1000, 400)]
    assert totals(lines)[0].share == 40


def test_what_is_taken_back_lowers_what_it_follows():
    lines = [
        Line(1, "town", "EUR", 1000, "pledged"),
        Line(2, "town", "EUR", 1000, "received", 1),
        Line(3, "town", "EUR", 300, "withdrawn", 2),
        Line(4, "town", "EUR", 200, "withdrawn", 1),
    ]
    assert totals(lines) == [Total("town", "EUR", 800, 700)]


def test_currencies_are_never_added_up():
    lines = [Line(1, "town", "EUR", 1, "pledged"), Line(2, "town", "TND", 2, "pledged")]
    assert [row.currency for row in altogether(totals(lines))] == ["EUR", "TND"]


@given(LINES)
def test_taking_everything_back_leaves_nothing(lines):
    back = [
        Line(100 + line.key, line.who, line.currency, line.amount, "withdrawn", line.key)
        for line in lines
    ]
    assert all(row.pledged == row.received == 0 for row in totals([*lines, *back]))


@given(LINES)
def test_the_whole_is_the_sum_of_its_parts_in_any_order(lines):
    def by_currency(rows):
        return {row.currency: (row.pledged, row.received) for row in altogether(rows)}

    found = by_currency(totals(lines))
    assert found == by_currency(totals(list(reversed(lines))))
    assert sum(pledged + received for pledged, received in found.values()) == sum(
        line.amount for line in lines
    )
