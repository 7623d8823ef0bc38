from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import given
from hypothesis import strategies as st

from diwan.vocabularies.rules import clean_names, local_name, may_steward, slug_of, sort_key


@pytest.mark.parametrize(
    ("official", "spoken"),
    [
        ("Murcia, Región de", "Región de Murcia"),
        ("wallonne, Région", "Région wallonne"),
        ("Catalunya [Cataluña]", "Catalunya"),
        ("Laâyoune (EH)", "Laâyoune"),
        ("Sfax", "Sfax"),
    ],
)
def test_an_official_name_is_told_as_it_is_spoken(official: str, spoken: str) -> None:
    assert local_name(official) == spoken


def test_only_active_stewards_and_administrators_look_after_the_lists() -> None:
    assert may_steward(SimpleNamespace(is_active=True, is_steward=True))
    assert may_steward(SimpleNamespace(is_active=True, is_administrator=True))
    assert not may_steward(SimpleNamespace(is_active=False, is_steward=True))
    assert not may_steward(SimpleNamespace(is_active=True, is_steward=False))
    assert not may_steward(AnonymousUser())


def test_accents_do_not_send_a_country_to_the_end() -> None:
    names = ["Zambie", "Égypte", "Équateur", "Espagne", "Tunisie"]
    assert sorted(names, key=sort_key) == ["Égypte", "Équateur", "Espagne", "Tunisie", "Zambie"]
    arabic = ["تونس", "إيطاليا", "ألمانيا", "بلجيكا"]
    assert sorted(arabic, key=sort_key) == ["ألمانيا", "إيطاليا", "بلجيكا", "تونس"]


NAMES = st.dictionaries(st.sampled_from(["en", "fr", "ar"]), st.text(max_size=60))


@given(NAMES, st.sets(st.text("ab-2", max_size=5), max_size=6))
def test_a_slug_is_free_and_fits_a_code(names: dict[str, str], taken: set[str]) -> None:
    slug = slug_of(clean_names(names), taken)
    assert slug not in taken
    assert 0 < len(slug) <= 48
    assert not set(slug) & set("/ ")


@given(NAMES)
def test_clean_names_are_never_empty(names: dict[str, str]) -> None:
    assert all(name and name == name.strip() for name in clean_names(names).values())
