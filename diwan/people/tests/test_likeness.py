"""Names that may be the same body."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.people.likeness import THRESHOLD, Entry, likely_twins, sound
from diwan.people.rules.organisations import folded_names

NAMES = st.lists(
    st.text("abcdefgh جسوربن мнрт", min_size=1, max_size=12).filter(str.strip),
    min_size=1,
    max_size=2,
)


def entry(key, *names, **extra):
    return Entry(key, tuple(folded_names(names).split("\n")), **extra)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Association Joussour", "جسور"),
        ("Rihla Solar", "رحلة سولار"),
        ("Moldovenii de la Mare", "Молдовень Маре"),
        ("Caisse Teranga", "La caisse Téranga"),
        ("Regione Valchiara", "Regione Valchiarra"),
        ("جمعيّة الأمل", "جمعية الامل"),
    ],
)
def test_the_same_name_written_otherwise(one, other):
    assert [
        (pair.first, pair.second) for pair in likely_twins([entry(1, one), entry(2, other)])
    ] == [(1, 2)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ministère du Travail", "Ministère de la Santé"),
        ("Association des femmes", "Association des jeunes"),
        ("جمعية الأمل", "جمعية النور"),
        ("Regione Valchiara", "Regione Montalto"),
    ],
)
def test_two_bodies_of_one_kind_are_two(one, other):
    assert likely_twins([entry(1, one), entry(2, other)]) == []


def test_the_same_site_tells_and_another_land_tells_against():
    one = entry(1, "Pont", website="https://www.pont.example/fr")
    two = entry(2, "Bridge", website="http://pont.example")
    assert len(likely_twins([one, two])) == 1
    one, two = entry(1, "Regione Uno", country=1), entry(2, "Regioni Uno", country=2)
    assert likely_twins([one, two]) == []


@given(st.lists(NAMES, max_size=6))
def test_pairs_are_ordered_bounded_and_told_once(lists):
    entries = [entry(number, *names) for number, names in enumerate(lists)]
    found = likely_twins(entries)
    keys = [(pair.first, pair.second) for pair in found]
    assert len(keys) == len(set(keys))
    assert all(first < second for first, second in keys)
    assert all(THRESHOLD <= pair.score <= 1 for pair in found)
    assert set(found) == set(likely_twins(list(reversed(entries))))


@given(st.text(max_size=30))
def test_a_sound_is_letters(name):
    heard = sound(folded_names([name]))
    assert heard == "" or (heard.isascii() and heard.isalpha())
