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


@pytest.mark.parametrize("prefix", ["", "/fr", "/ar"])
def test_the_old_addresses_of_places_lead_to_their_pages(
    client: Any, tunisia: Place, prefix: str
) -> None:
    for old, new in [("places/", "places/"), ("places/TN/", "places/TN/")]:
        answer = client.get(f"{prefix}/vocabularies/{old}")
        assert (answer.status_code, answer["Location"]) == (301, f"{prefix}/{new}")
    assert client.get(f"{prefix}/vocabularies/places/TN/", follow=True).status_code == 200


def test_a_theme_leads_to_what_is_new_on_it(client: Any) -> None:
    load_vocabularies()
    page = client.get(reverse("vocabularies:themes")).content.decode()
    assert f'href="{reverse("portal:theme", args=["reintegration"])}"' in page


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
    assert "تونس*" in client.get("/ar/places/TN/").content.decode()
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
