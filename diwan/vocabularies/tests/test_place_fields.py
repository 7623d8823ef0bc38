"""Places by name in a form: what is plain is taken, what is not comes back to be ticked."""

from __future__ import annotations

import pytest
from django import forms
from django.http import QueryDict

from diwan.vocabularies.actions import load_vocabularies
from diwan.vocabularies.place_fields import PlacesField

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _places():
    load_vocabularies()


class Form(forms.Form):
    places = PlacesField(required=False)
    seat = PlacesField(required=False, is_single=True)


def posted(query):
    return Form(QueryDict(query))


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("Tunisia; Maroc", ["TN", "MA"]),
        ("إيطاليا", ["IT"]),
        ("tn", ["TN"]),
        ("Sfax", ["TN-61"]),
        ("Tunis (TN-11)", ["TN-11"]),
        ("", []),
    ],
)
def test_names_in_any_language_and_codes_are_taken(written, codes):
    form = posted(f"places_more={written}")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["places"] == codes


def test_what_was_chosen_stays_until_its_tick_is_taken_off():
    form = posted("places=TN&places=IT&places=NOWHERE&places_more=France")
    assert form.is_valid()
    assert form.cleaned_data["places"] == ["TN", "IT", "FR"]


def test_an_unplain_name_comes_back_with_places_to_tick_and_is_then_settled():
    form = posted("places=IT&places_more=Sidi")
    assert not form.is_valid()
    page = str(form["places"])
    assert 'value="IT"' in page
    assert 'value="TN-43"' in page
    assert 'value="Sidi"' in page
    again = posted("places=IT&places=TN-43&places_more=Sidi")
    assert again.is_valid()
    assert again.cleaned_data["places"] == ["IT", "TN-43"]


def test_an_unknown_name_is_said_and_kept():
    form = posted("places_more=Xqzwv")
    assert "No place is called “Xqzwv”" in str(form.errors)
    assert 'value="Xqzwv"' in str(form["places"])


def test_of_a_single_place_there_is_one():
    assert "one place only" in str(posted("seat=TN&seat=IT").errors)
    assert Form(initial={"seat": ["TN"]})["seat"].as_widget().count("checked") == 1
