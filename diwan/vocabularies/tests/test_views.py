from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from diwan.vocabularies.actions import load_vocabularies
from diwan.vocabularies.models import Place
from diwan.vocabularies.words import PlaceKind

pytestmark = pytest.mark.django_db


def person(email: str, **fields: bool) -> Any:
    return get_user_model().objects.create_user(email, None, **fields)


@pytest.fixture
def tunisia() -> Place:
    world = Place.objects.create(code="001", kind=PlaceKind.REGION, names={"en": "World"})
    return Place.objects.create(
        code="TN", kind=PlaceKind.COUNTRY, names={"en": "Tunisia", "ar": "تونس"}, parent=world
    )


def add_parts(country: Place, how_many: int) -> None:
    for number in range(how_many):
        Place.objects.create(
            code=f"{country.code}-{number}",
            kind=PlaceKind.SUBDIVISION,
            names={"fr": f"Partie {number}"},
            parent=country,
        )


def test_everybody_browses_the_places_of_the_world(client: Any) -> None:
    load_vocabularies()
    page = client.get(reverse("vocabularies:places"))
    assert page.status_code == 200
    for words in ["Northern Africa", "Tunisia", "Palestine", "Tuvalu"]:
        assert words in page.content.decode()


def test_places_without_a_list_say_what_belongs_there(client: Any) -> None:
    assert "No places yet" in client.get(reverse("vocabularies:places")).content.decode()


def test_the_list_of_places_costs_the_same_with_one_and_three_countries(
    client: Any, tunisia: Place, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        client.get(reverse("vocabularies:places"))
    for code in ["MA", "DZ"]:
        Place.objects.create(
            code=code, kind=PlaceKind.COUNTRY, names={"en": code}, parent=tunisia.parent
        )
    with django_assert_num_queries(1):
        client.get(reverse("vocabularies:places"))


@pytest.mark.parametrize("how_many", [1, 3])
def test_a_countrys_page_costs_two_queries(
    client: Any, tunisia: Place, how_many: int, django_assert_num_queries: Any
) -> None:
    add_parts(tunisia, how_many)
    with django_assert_num_queries(2):
        page = client.get(tunisia.get_absolute_url()).content.decode()
    assert page.count("Partie") == how_many
    assert 'lang="fr"' in page


def test_a_country_shows_its_parts_municipalities_and_note(client: Any, tunisia: Place) -> None:
    add_parts(tunisia, 1)
    part = Place.objects.get(code="TN-0")
    Place.objects.create(
        code="TN-0/sfax", kind=PlaceKind.MUNICIPALITY, names={"fr": "Sfax"}, parent=part
    )
    tunisia.footnote = {"en": "A note on the name."}
    tunisia.save()
    page = client.get("/vocabularies/places/tn/").content.decode()
    assert "Sfax" in page
    assert "A note on the name." in page
    assert "Add a municipality" not in page
    assert client.get(reverse("vocabularies:place", args=["TN-0/sfax"])).status_code == 200


def test_an_unknown_place_is_not_found(client: Any) -> None:
    assert client.get("/vocabularies/places/nowhere/").status_code == 404


@pytest.mark.parametrize(("prefix", "direction"), [("", "ltr"), ("/fr", "ltr"), ("/ar", "rtl")])
def test_the_pages_speak_three_languages(
    client: Any, tunisia: Place, prefix: str, direction: str
) -> None:
    for path in ["places/", "places/TN/", "themes/"]:
        page = client.get(f"{prefix}/vocabularies/{path}")
        assert page.status_code == 200
        assert f'dir="{direction}"' in page.content.decode()
    assert "تونس" in client.get("/ar/vocabularies/places/TN/").content.decode()


def test_themes_and_goals_cost_two_queries(client: Any, django_assert_num_queries: Any) -> None:
    load_vocabularies()
    with django_assert_num_queries(2):
        page = client.get(reverse("vocabularies:themes")).content.decode()
    assert "Reintegration" in page
    assert "10.7" in page


def test_a_steward_adds_a_municipality_and_sees_it(client: Any, tunisia: Place) -> None:
    client.force_login(person("amina@example.org", is_steward=True))
    assert "Add a municipality" in client.get(tunisia.get_absolute_url()).content.decode()
    address = reverse("vocabularies:add_municipality", args=["TN"])
    assert client.get(address).status_code == 200
    page = client.post(address, {"name_fr": "Sfax"}, follow=True).content.decode()
    assert "Sfax is now in the list." in page
    again = client.post(address, {"name_fr": "sfax", "name_ar": "صفاقس"})
    assert again.status_code == 422
    assert "already in the list" in again.content.decode()
    assert "صفاقس" in again.content.decode()
    assert client.post(address, {}).status_code == 422


def test_strangers_are_sent_to_sign_in_and_members_are_refused(client: Any, tunisia: Place) -> None:
    address = reverse("vocabularies:add_municipality", args=["TN"])
    assert client.post(address, {"name_fr": "Sfax"}).status_code == 302
    client.force_login(person("dele@example.org"))
    assert client.post(address, {"name_fr": "Sfax"}).status_code == 403
    assert not Place.objects.filter(kind=PlaceKind.MUNICIPALITY).exists()


def test_a_steward_writes_and_clears_the_note_on_a_designation(client: Any, tunisia: Place) -> None:
    client.force_login(person("amina@example.org", is_steward=True))
    address = reverse("vocabularies:set_footnote", args=["TN"])
    assert address in client.get(tunisia.get_absolute_url()).content.decode()
    written = {"note_en": "A note.", "note_ar": "ملاحظة."}
    page = client.post(address, written, follow=True).content.decode()
    assert "A note." in page
    assert "Tunisia*" in page
    assert "تونس*" in client.get("/ar/vocabularies/places/").content.decode()
    form = client.get(address).content.decode()
    assert "ملاحظة." in form
    assert 'lang="ar" dir="rtl"' in form
    too_long = client.post(address, {"note_en": "A" * 1001})
    assert too_long.status_code == 422
    cleared = client.post(address, {}, follow=True).content.decode()
    assert "The note and its star are gone." in cleared
    assert "Tunisia*" not in cleared


def test_members_write_no_notes(client: Any, tunisia: Place) -> None:
    address = reverse("vocabularies:set_footnote", args=["TN"])
    assert client.get(address).status_code == 302
    client.force_login(person("salma@example.org"))
    assert client.post(address, {"note_en": "A note."}).status_code == 403
    assert address not in client.get(tunisia.get_absolute_url()).content.decode()
    tunisia.refresh_from_db()
    assert not tunisia.footnote
