from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from diwan.mailroom import pace
from diwan.mailroom.pace import Pace


def taken(made: Pace, name: str, times: list[float]) -> list[float]:
    """Those of ``times`` at which a letter of ``name`` is taken."""
    kept = []
    for now in times:
        if not made.is_too_fast(name, now):
            made.note(name, now)
            kept.append(now)
    return kept


@given(
    most=st.integers(1, 5),
    times=st.lists(st.floats(0, 20_000), max_size=60).map(sorted),
)
def test_no_hour_has_more_letters_than_the_most(most, times):
    kept = taken(Pace(most), "amina", times)
    for first, after in zip(kept, kept[most:], strict=False):
        assert after - first >= 3600
    assert kept[:most] == times[:most]


def test_names_do_not_share_and_nothing_limits_nobody():
    made = Pace(1)
    assert taken(made, "amina", [0, 1]) == [0]
    assert taken(made, "bilal", [2]) == [2]
    assert taken(made, "", [3, 4]) == [3, 4]
    assert taken(Pace(0), "amina", [0, 1, 2]) == [0, 1, 2]


def test_those_longest_silent_are_forgotten(monkeypatch):
    monkeypatch.setattr(pace, "_MOST_NAMES", 2)
    made = Pace(1)
    for now, name in enumerate(["amina", "bilal", "chloe"]):
        made.note(name, now)
    assert not made.is_too_fast("amina", 3)
    assert made.is_too_fast("bilal", 3)
