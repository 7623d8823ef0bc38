from __future__ import annotations

import time
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.utils import translation

from diwan.audit.models import Entry
from diwan.core.errors import Refusal
from diwan.vocabularies import queries
from diwan.vocabularies.actions import add_municipality, load_vocabularies, set_footnote
from diwan.vocabularies.models import Goal, Place, Theme
from diwan.vocabularies.source import CORRIDOR_COUNTRIES
from diwan.vocabularies.words import Framework, PlaceKind

pytestmark = pytest.mark.django_db


def person(email: str, **fields: bool) -> Any:
    return get_user_model().objects.create_user(email, None, **fields)


@pytest.fixture
def steward() -> Any:
    return person("amina@example.org", is_steward=True)


@pytest.fixture
def tunisia() -> Place:
    return Place.objects.create(code="TN", kind=PlaceKind.COUNTRY, names={"fr": "Tunisie"})


def test_loading_fills_every_list_in_three_languages() -> None:
    load_vocabularies()
    countries = Place.objects.countries()
    assert countries.count() == 250
    for row in [*Place.objects.of_the_world(), *Theme.objects.all(), *Goal.objects.all()]:
        assert set(row.names) == {"en", "fr", "ar"}
        assert all(row.names.values())
    assert Theme.objects.count() == 10
    assert Goal.objects.filter(framework=Framework.GCM).count() == 23
    assert Goal.objects.filter(framework=Framework.SDG, code="10.7").exists()


def test_every_country_lies_in_a_region_of_a_continent_of_the_world() -> None:
    load_vocabularies()
    for country in Place.objects.countries().with_parents():
        assert country.line[0].code == "001"
        assert all(above.kind == PlaceKind.REGION for above in country.line)
    tunisia = Place.objects.with_parents().get(code="TN")
    assert [above.code for above in tunisia.line] == ["001", "002", "015"]


@pytest.mark.parametrize("code", CORRIDOR_COUNTRIES)
def test_corridor_countries_have_their_parts(code: str) -> None:
    load_vocabularies()
    parts = Place.objects.inside(Place.objects.get(code=code))
    assert len(parts) >= 13
    assert all(part.kind == PlaceKind.SUBDIVISION and part.label() for part in parts)


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("TN-61", "ar", "صفاقس"),
        ("EG-C", "en", "Cairo"),
        ("DZ-16", "fr", "Alger"),
        ("MA-02", "ar", "الشرق"),
        ("ES-MC", "es", "Región de Murcia"),
        ("BE-VAN", "nl", "Antwerpen"),
        ("IT-82", "it", "Sicilia"),
        ("015", "fr", "Afrique septentrionale"),
    ],
)
def test_a_place_has_its_name(code: str, language: str, name: str) -> None:
    load_vocabularies()
    assert Place.objects.get(code=code).names[language] == name


def test_french_departments_lie_in_regions_and_overseas_ones_are_countries() -> None:
    load_vocabularies()
    assert Place.objects.get(code="FR-75C").parent.code == "FR-IDF"  # type: ignore[union-attr]
    assert not Place.objects.filter(code="FR-RE").exists()


def test_loading_again_writes_nothing_and_keeps_what_people_did(steward: Any) -> None:
    assert load_vocabularies() > 900
    palestine = Place.objects.get(code="PS")
    palestine.footnote = {}
    palestine.save()
    added = add_municipality(Place.objects.get(code="TN-61"), {"fr": "Sakiet Eddaïer"}, by=steward)
    assert load_vocabularies() == 0
    assert Place.objects.filter(pk=added.pk).exists()
    assert Place.objects.get(code="PS").footnote == {}


def test_loading_repairs_a_name_and_a_parent() -> None:
    load_vocabularies()
    tunisia = Place.objects.get(code="TN")
    tunisia.names, tunisia.parent = {"en": "?"}, None
    tunisia.save()
    assert load_vocabularies() == 1
    tunisia.refresh_from_db()
    assert tunisia.names["fr"] == "Tunisie"
    assert tunisia.parent is not None


def test_loading_is_fast() -> None:
    started = time.process_time()
    load_vocabularies()
    load_vocabularies()
    assert time.process_time() - started < 4


def test_disputed_designations_carry_a_note() -> None:
    load_vocabularies()
    for code in ["PS", "XK", "EH", "MA-11"]:
        assert str(Place.objects.get(code=code)).endswith("*")
    assert str(Place.objects.get(code="TN")) == "Tunisia"


def test_a_steward_adds_a_municipality(steward: Any, tunisia: Place) -> None:
    place = add_municipality(tunisia, {"fr": " Sidi  Bou Saïd ", "ar": "سيدي بوسعيد"}, by=steward)
    assert place.code == "TN/sidi-bou-said"
    assert place.names == {"fr": "Sidi Bou Saïd", "ar": "سيدي بوسعيد"}
    assert place.parent == tunisia
    entry = Entry.objects.get()
    assert (entry.verb, entry.actor) == ("add_municipality", f"person:{steward.pk}")
    assert Place.objects.by_code(["tn/sidi-bou-said", "tn"]).count() == 2


def test_a_member_adds_none(tunisia: Place) -> None:
    with pytest.raises(PermissionDenied):
        add_municipality(tunisia, {"fr": "Sfax"}, by=person("dele@example.org"))
    assert Place.objects.count() == 1


@pytest.mark.parametrize("names", [{}, {"fr": "  "}])
def test_a_municipality_needs_a_name(steward: Any, tunisia: Place, names: dict[str, str]) -> None:
    with pytest.raises(Refusal, match="at least one language"):
        add_municipality(tunisia, names, by=steward)


def test_the_same_name_is_refused_however_it_is_written(steward: Any, tunisia: Place) -> None:
    add_municipality(tunisia, {"fr": "Béja"}, by=steward)
    with pytest.raises(Refusal, match="already in the list"):
        add_municipality(tunisia, {"en": "BEJA"}, by=steward)


def test_arabic_names_alone_make_a_code(steward: Any, tunisia: Place) -> None:
    assert add_municipality(tunisia, {"ar": "سيدي بوسعيد"}, by=steward).code.startswith("TN/")


def test_a_region_holds_no_municipality(steward: Any) -> None:
    region = Place.objects.create(
        code="015", kind=PlaceKind.REGION, names={"en": "Northern Africa"}
    )
    with pytest.raises(Refusal, match="Choose a country"):
        add_municipality(region, {"fr": "Sfax"}, by=steward)


def test_stewards_and_administrators_change_a_footnote(steward: Any, tunisia: Place) -> None:
    with pytest.raises(PermissionDenied):
        set_footnote(tunisia, {"en": "A note."}, by=person("salma@example.org"))
    administrator = person("bilal@example.org", is_administrator=True)
    for by in (steward, administrator):
        set_footnote(tunisia, {"en": f" A note by {by.pk}. ", "fr": ""}, by=by)
        tunisia.refresh_from_db()
        assert tunisia.footnote == {"en": f"A note by {by.pk}."}
        assert tunisia.label("fr") == "Tunisie*"
    set_footnote(tunisia, {"en": "", "fr": " "}, by=steward)
    tunisia.refresh_from_db()
    assert tunisia.label("fr") == "Tunisie"
    assert Entry.objects.filter(verb="set_footnote").count() == 3


def test_countries_are_offered_in_the_order_of_the_readers_alphabet() -> None:
    load_vocabularies()
    french = [name for _, name in queries.choices("fr")]
    assert len(french) == 250
    assert french.index("Égypte") < french.index("Espagne") < french.index("Tunisie")
    with translation.override("ar"):
        assert "تونس" in [name for _, name in queries.choices()]


def test_the_choices_cost_one_small_query_once_sorted(django_assert_num_queries: Any) -> None:
    load_vocabularies()
    queries.choices("en")
    with django_assert_num_queries(1):
        first = queries.choices("en")
    Place.objects.create(code="ZZ", kind=PlaceKind.COUNTRY, names={"en": "Aaland"})
    assert len(queries.choices("en")) == len(first) + 1
