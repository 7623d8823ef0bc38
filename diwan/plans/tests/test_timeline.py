from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from diwan.plans import timeline

TODAY = date(2026, 6, 1)
days = st.dates(date(1980, 1, 1), date(2090, 12, 31))


@st.composite
def spans(draw):
    starts = draw(st.none() | days)
    ends = draw(st.none() | days)
    return (starts, max(ends, starts) if starts and ends else ends)


def test_without_a_day_there_is_no_line():
    assert timeline.line([], TODAY, is_mirrored=False) is None
    assert timeline.line([(None, None), (None, TODAY)], TODAY, is_mirrored=False) is None


@given(st.lists(spans(), min_size=1, max_size=8), st.booleans())
def test_every_bar_lies_on_the_line(all_spans, is_mirrored):
    line = timeline.line(all_spans, TODAY, is_mirrored=is_mirrored)
    bars = [line.bar(span) for span in all_spans] if line else []
    for span, bar in zip(all_spans, bars, strict=False):
        assert (bar is None) == (span[0] is None)
        if bar is not None:
            assert bar.x >= 0
            assert bar.width > 0
            assert bar.x + bar.width <= 100.02
    if line:
        assert 1 <= len(line.ticks) <= 8


@given(st.lists(spans(), min_size=1, max_size=5))
def test_from_the_right_everything_is_a_mirror_image(all_spans):
    plain = timeline.line(all_spans, TODAY, is_mirrored=False)
    turned = timeline.line(all_spans, TODAY, is_mirrored=True)
    if plain is None or turned is None:
        assert plain == turned
        return
    for span in all_spans:
        one, other = plain.bar(span), turned.bar(span)
        if one is not None and other is not None and one.width > 1:
            assert abs(one.x + one.width - (100 - other.x)) < 0.05


def test_an_open_end_runs_to_the_edge_and_today_is_on_the_line():
    line = timeline.line([(date(2020, 1, 1), None)], TODAY, is_mirrored=False)
    assert line is not None
    assert (line.first, line.last) == (2020, 2026)
    bar = line.bar((date(2020, 1, 1), None))
    assert bar is not None
    assert (bar.x, bar.is_open) == (0, True)
    assert bar.width > 99
