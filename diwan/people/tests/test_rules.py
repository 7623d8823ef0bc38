"""Rules of accounts."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from diwan.people.rules import hash_of, sorting_key, time_zones


@given(st.text(), st.text())
def test_two_tokens_have_two_hashes(one: str, other: str) -> None:
    assert (hash_of(one) == hash_of(other)) == (one == other)


@given(st.text())
def test_a_hash_is_64_hexadecimal_digits_and_not_the_token(token: str) -> None:
    hashed = hash_of(token)
    assert len(hashed) == 64
    assert set(hashed) <= set("0123456789abcdef")
    assert hashed != token


def test_accents_and_capitals_do_not_change_the_order() -> None:
    names = ["Égypte", "Espagne", "allemagne", "Éthiopie", "Algérie"]
    assert sorted(names, key=sorting_key) == [
        "Algérie",
        "allemagne",
        "Égypte",
        "Espagne",
        "Éthiopie",
    ]


def test_every_time_zone_can_be_used() -> None:
    zones = time_zones()
    assert zones[0] == "UTC"
    assert {"Africa/Tunis", "Europe/Rome"} <= set(zones)
    assert len(set(zones)) == len(zones)
    for zone in zones:
        assert ZoneInfo(zone).key == zone
