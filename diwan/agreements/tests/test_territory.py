"""A party joins for the towns and regions its organisation gave, not for its whole country."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from diwan.agreements.forms.parts import PartyForm
from diwan.agreements.models import Agreement
from diwan.agreements.territory import territories
from diwan.people.tests.factories import make_organisation
from diwan.vocabularies.actions import load_vocabularies
from diwan.vocabularies.models import Place

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _places(db):
    load_vocabularies()


def codes(places):
    return [place.code for place in places]


def place(code):
    return Place.objects.get(code=code)


def test_the_narrowest_places_come_before_seat_and_country():
    body = make_organisation("Provincia", country=place("IT"), seat=place("IT-MI"))
    assert codes(territories(body)) == ["IT-MI"]
    body.places.set([place("IT"), place("IT-45"), place("IT-PR")])
    assert codes(territories(body)) == ["IT-PR"]
    body.seat = None
    body.places.set([place("IT"), place("FR")])
    assert codes(territories(body)) == ["IT"]


def typed(body, where=""):
    said = {"organisation": body.slug, "side": "origin", "level": "local", "place": where}
    return PartyForm(QueryDict(urlencode(said)), agreement=Agreement())


def test_a_party_joins_for_the_one_place_and_chooses_between_several():
    body = make_organisation("Provincia", country=place("IT"))
    body.places.set([place("IT-PR")])
    form = typed(body)
    assert form.is_valid(), form.errors
    assert form.said()["place"].code == "IT-PR"
    body.places.set([place("IT-PR"), place("IT-MO")])
    form = typed(body)
    assert not form.is_valid()
    assert "IT-MO" in str(form.errors["place"])
    again = typed(body, form["place"].value())
    assert again.is_valid(), again.errors
    assert again.said()["place"] == territories(body)[0]
    assert typed(body, "Parme").fields["place"].clean("Parme").code == "IT-PR"
