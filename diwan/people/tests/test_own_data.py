"""What is held about a person is told in words that the person reads."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from diwan.core import slots
from diwan.core.slots import PersonalField
from diwan.people import own_data, queries
from diwan.people.account_fields import FIELDS
from diwan.vocabularies.models import Place
from diwan.vocabularies.words import PlaceKind

from .factories import make_person

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def test_every_field_of_an_account_has_a_name() -> None:
    assert set(queries.account_of(make_person())) == set(FIELDS)


def test_every_name_of_a_field_is_in_the_language_of_the_page() -> None:
    english = [
        (path, language)
        for source in slots.personal_data
        for path, field in source.fields.items()
        for language in ("fr", "ar")
        if not _is_said_in(language, field)
    ]
    assert english == []


#: written the same in French
_SAME = {
    *("Organisation", "Discussion", "Contribution", "Position", "Question", "Version"),
    *("Questions", "Messages", "Conversations", "Forum"),
}


def _is_said_in(language: str, field: PersonalField) -> bool:
    with translation.override("en"):
        english = str(field.label)
    with translation.override(language):
        return str(field.label) != english or (language == "fr" and english in _SAME)


@pytest.fixture
def tunisia() -> Place:
    names = {"en": "Tunisia", "ar": "تونس"}
    return Place.objects.get_or_create(
        code="TN", defaults={"kind": PlaceKind.COUNTRY, "names": names}
    )[0]


def test_the_page_speaks_arabic_and_shows_no_code_word(client: Client, tunisia: Place) -> None:
    person = make_person(
        name="Amina",
        kind="private_sector",
        attribution="anonymous",
        language="ar",
        country_of_residence=tunisia,
        countries_of_origin=[tunisia],
    )
    client.force_login(person)
    with translation.override("ar"):
        page = client.get(reverse("people:my_data")).content.decode()
        assert str(tunisia) in page
    for word in ("private_sector", "anonymous", "is_steward", "<bdi>TN</bdi>", "<bdi>True</bdi>"):
        assert word not in page
    assert "القطاع الخاص" in page


def test_what_is_empty_is_left_out_but_a_no_is_said() -> None:
    fields = {"a": PersonalField("A"), "b": PersonalField("B")}
    told = own_data.told({"a": "", "b": False, "c": [], "d": None, "e": {}}, fields)
    assert [(fact.label, [v.text for v in fact.values]) for fact in told.facts] == [("B", ["No"])]
    assert told.groups == []


def test_days_are_written_in_the_language_of_the_reader() -> None:
    fields = {"at": PersonalField("At", datetime.fromisoformat)}
    data = {"at": datetime(2026, 3, 2, 9, 30, tzinfo=UTC).isoformat()}
    with translation.override("fr"):
        assert own_data.told(data, fields).facts[0].values[0].text == "2 mars 2026 à 09:30"


def test_a_name_that_comes_often_is_looked_up_once() -> None:
    asked: list[str] = []

    def name(code: str) -> str:
        asked.append(code)
        return "Tunisia"

    fields = {"x.place": PersonalField("Place", name)}
    told = own_data.told({"x": [{"place": "TN"}, {"place": "TN"}]}, fields)
    assert [part.facts[0].values[0].text for part in told.groups[0].records] == ["Tunisia"] * 2
    assert asked == ["TN"]


def test_many_alike_are_told_together_with_counts_and_folded() -> None:
    fields = {
        "said": PersonalField("Said", together=("of", "round"), counted="choice"),
        "said.of": PersonalField("Of"),
        "said.round": PersonalField("Round"),
        "said.choice": PersonalField("Choice", {"y": "Endorse", "n": "Object"}.get),
        "said.signed": PersonalField("Named as"),
        "said.text": PersonalField("Text"),
    }
    held = [
        {"of": "A", "round": 1, "choice": "y", "signed": "Amina", "text": f"statement {n}"}
        for n in range(30)
    ]
    held.append({**held[0], "choice": "n", "text": "statement 30"})
    held.append({"of": "B", "round": 1, "choice": "y", "signed": "Amina", "text": "another"})
    (group,) = own_data.told({"said": held}, fields).groups
    assert len(group.records) == 32
    assert [bundle.counts for bundle in group.bundles] == [
        [("Endorse", 30), ("Object", 1)],
        [("Endorse", 1)],
    ]
    page = render_to_string("people/record.html", {"record": own_data.told({"said": held}, fields)})
    assert page.count("Named as") == 2
    assert page.count("<details>") == 2  # closed
    assert all(f"statement {n}<" in page for n in range(31))


def test_records_however_deep_are_sections_and_nothing_of_them_is_markup() -> None:
    held = {
        "unheard_of": 7,
        "themes": ["one", "two"],
        "letters": [{"text": "<b>first</b>", "notes": [{"text": "x" * 200}]}, {"text": "second"}],
    }
    page = render_to_string(
        "people/record.html", {"record": own_data.told(held, {"themes": PersonalField("Thèmes")})}
    )
    assert '<span lang="en" dir="ltr">unheard of</span>' in page
    assert "<bdi>one</bdi>, <bdi>two</bdi>" in page
    assert "&lt;b&gt;first&lt;/b&gt;" in page
    assert page.count("<details") == 2
    assert '<blockquote class="stack narrow" dir="auto">' in page
