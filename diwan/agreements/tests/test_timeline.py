"""Where the rounds of a dialogue lie on the line."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from diwan.agreements.timeline import GAP, LANES, MARGIN, line

_days = st.dates(date(1951, 1, 1), date(2090, 12, 31))
_spans = st.lists(
    st.tuples(_days, st.integers(0, 365)).map(lambda one: (one[0], one[0] + timedelta(one[1]))),
    min_size=1,
    max_size=30,
)


def test_without_rounds_there_is_nothing_to_draw():
    empty = line([], date(2026, 1, 1))
    assert (empty.dots, empty.years, empty.today) == ([], [], None)


def test_the_year_goes_from_margin_to_margin():
    spans = [(date(2020, 1, 1), date(2020, 1, 1)), (date(2020, 12, 31), date(2020, 12, 31))]
    found = line(spans, date(2021, 1, 1))
    assert [dot.at for dot in found.dots] == [MARGIN, 100 - MARGIN]
    assert found.years == [(MARGIN, 2020)]
    assert found.today is None


def test_two_rounds_of_one_week_lie_one_above_the_other():
    first, second = date(2014, 11, 27), date(2014, 11, 28)
    found = line([(first, first), (second, second)], first)
    assert [dot.lane for dot in found.dots] == [0, 1]


@given(_spans, _days)
def test_everything_lies_on_the_line_in_the_order_of_time(spans, today):
    found = line(spans, today)
    for dot in found.dots:
        assert MARGIN <= dot.start <= dot.at <= dot.start + dot.width + 0.02
        assert dot.start + dot.width <= 100 - MARGIN + 0.02
        assert 0 <= dot.lane < LANES
    firsts = sorted(found.dots, key=lambda dot: spans[dot.number])
    assert [dot.start for dot in firsts] == sorted(dot.start for dot in found.dots)
    assert 1 <= len(found.years) <= 5 or found.years[-1][1] - found.years[0][1] > 250


@given(_spans, _days)
def test_dots_of_one_lane_do_not_touch_unless_all_lanes_are_full(spans, today):
    found = line(spans, today)
    for lane in range(LANES - 1):
        places = sorted(dot.at for dot in found.dots if dot.lane == lane)
        assert all(b - a >= GAP - 0.001 for a, b in pairwise(places))


@given(_spans, _days)
def test_mirrored_twice_is_as_before(spans, today):
    found, mirrored = line(spans, today), line(spans, today, is_mirrored=True)
    for dot, other in zip(found.dots, mirrored.dots, strict=True):
        assert abs(dot.at + other.at - 100) < 0.02
        assert abs(dot.start + dot.width + other.start - 100) < 0.02
        assert (dot.lane, dot.width) == (other.lane, other.width)
