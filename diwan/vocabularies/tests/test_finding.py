"""A place is found by whatever it is called."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from diwan.vocabularies import finding, rules
from diwan.vocabularies.actions import load_vocabularies
from diwan.vocabularies.models import Place
from diwan.vocabularies.words import PlaceKind

NAMES = st.text(min_size=1, max_size=12).map(rules.plain_name).filter(bool)


@pytest.fixture
def places(db: None) -> None:
    load_vocabularies()


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Tunisia", "TN"),
        ("tunisie", "TN"),
        ("تونس", "TN"),
        ("مغرب", "MA"),
        ("المغرب", "MA"),
        ("Maroc", "MA"),
        ("Marruecos", "MA"),
        ("Молдова", "MD"),
        ("Τυνησία", "TN"),
        ("Cote d'Ivoire", "CI"),
        ("cote divoire", "CI"),
        ("ساحل العاج", "CI"),
        ("Ivory Coast", "CI"),
        ("Holland", "NL"),
        ("Palstine", "PS"),
        ("TUN", "TN"),
        ("tn", "TN"),
        ("sous-massa", "MA-09"),
        ("Northern Africa", "015"),
        ("الكاب فيردي", "CV"),
        ("Cabo Verde", "CV"),
        ("tuvalu", "TV"),
    ],
)
def test_a_place_is_found_by_any_of_its_names(places: None, typed: str, code: str) -> None:
    assert finding.find(typed)[0].code == code


@pytest.mark.parametrize("typed", ["", "  ", "xqzzk", "!?", "\u200f", "ال " * 30])
def test_what_no_place_is_called_finds_none(places: None, typed: str) -> None:
    assert finding.find(typed) == []


def test_a_municipality_is_found_as_soon_as_it_is_there(places: None) -> None:
    sfax = Place.objects.get(code="TN-61")
    assert "TN-61/skhira" not in [place.code for place in finding.find("Skhira")]
    Place.objects.create(
        code="TN-61/skhira",
        kind=PlaceKind.MUNICIPALITY,
        names={"fr": "La Skhira", "ar": "الصخيرة"},
        parent=sfax,
    )
    for typed in ("la skhira", "الصخيرة", "صخيرة"):
        assert finding.find(typed)[0].code == "TN-61/skhira"


def test_a_search_costs_the_same_however_much_is_found(
    places: None, django_assert_max_num_queries: Any
) -> None:
    finding.find("a")
    for typed in ("a", "Tunisia", "xqzzk", "Tunesja"):
        with django_assert_max_num_queries(2):
            finding.find(typed)


def test_every_place_is_found_by_its_own_name_in_each_language(places: None) -> None:
    lost = [
        (place.code, name)
        for place in Place.objects.countries()
        for name in place.names.values()
        if place.code not in [found.code for found in finding.find(name)]
    ]
    assert lost == []


@given(NAMES, NAMES)
def test_nothing_is_likelier_than_the_name_itself(wanted: str, name: str) -> None:
    assert rules.likeness(name, name) == 0
    assert 0 <= rules.likeness(wanted, name) <= rules.UNLIKE
    assert 0 <= rules.resemblance(wanted, name) <= rules.UNLIKE


@given(st.text(max_size=30))
def test_a_plain_name_stays_plain(text: str) -> None:
    assert rules.plain_name(text) == " ".join(rules.plain_name(text).split())


@pytest.mark.parametrize(
    ("code", "country"), [("TN", "TN"), ("TN-11", "TN"), ("TN-11/sfax", "TN"), ("015", "")]
)
def test_a_code_tells_its_country(code: str, country: str) -> None:
    assert rules.country_of(code) == country


def test_no_municipality_takes_a_word_of_the_addresses() -> None:
    assert rules.slug_of({"fr": "Origin"}, []) == "origin-2"


@pytest.mark.parametrize(
    ("said", "code"),
    [("Parme", "IT-PR"), ("Florence", "IT-FI"), ("Mailand", "IT-MI"), ("Bavière", "DE-BY")],
)
def test_a_subdivision_is_found_by_what_other_languages_call_it(
    places: None, said: str, code: str
) -> None:
    assert code in [place.code for place in finding.find(said)]


def test_a_subdivision_is_shown_in_french_where_french_has_a_name(places: None) -> None:
    with override("fr"):
        assert str(Place.objects.get(code="IT-PR")) == "Parme"
        assert str(Place.objects.get(code="MD-SN")) != "Transnistrie"
