"""Organisations in the search: each once, in three scripts, and never one that leads elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import override

from diwan.people.actions import organisations as people
from diwan.people.rules.organisations import Description
from diwan.people.tests.factories import make_person
from diwan.portal import actions, queries

from .table import kept_words

if TYPE_CHECKING:
    from django.test import Client

    from diwan.people.models import Organisation

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()


@pytest.fixture
def steward() -> Any:
    return make_person("steward@example.org", is_steward=True)


@pytest.fixture
def jossour(steward: Any) -> Organisation:
    said = Description(
        name="Jossour",
        kind="civil_society",
        names={"ar": "جمعية جسور للتنمية", "fr": "Ponts pour le développement"},
        acronym="JDS",
        description={"en": "Trains beekeepers.", "ar": "تدريب مربي النحل"},
    )
    return people.add(said, by=steward)


def found(text: str, **narrow: Any) -> list[str]:
    return [row.shown.url for row in queries.search(NOBODY, text, **narrow).found]


@pytest.mark.parametrize(
    "text", ["jossour", "JDS", "ponts", "الجسور", "beekeeper", "النحل", "developpement"]
)
def test_each_is_found_once_by_any_of_its_words(jossour: Organisation, text: str) -> None:
    assert found(text) == [jossour.get_absolute_url()]
    assert found(text, language="fr") == [jossour.get_absolute_url()]


def test_a_merged_one_is_found_no_more_but_its_name_leads_on(
    jossour: Organisation, steward: Any
) -> None:
    twin = people.add(Description(name="Zebrabody", kind="civil_society"), by=steward)
    assert found("zebrabody") == [twin.get_absolute_url()]
    merge = people.merge(twin, into=jossour, by=steward)
    assert found("zebrabody") == [jossour.get_absolute_url()]
    people.undo_merge(merge, by=steward)
    assert found("zebrabody") == [twin.get_absolute_url()]


def test_a_new_name_is_found_at_once(jossour: Organisation, steward: Any) -> None:
    people.rename(jossour, name="Rihla", names={}, by=steward)
    assert found("rihla") == found("jossour") == [jossour.get_absolute_url()]


def test_filling_the_index_anew_changes_nothing(jossour: Organisation, steward: Any) -> None:
    people.add(Description(name="Other", kind="media"), by=steward)
    before = kept_words()
    assert actions.reindex("organisations") == 2
    assert kept_words() == before


def test_a_result_is_told_in_the_language_of_its_reader(
    jossour: Organisation, client: Client
) -> None:
    with override("ar"):
        address = reverse("portal:search")
    text = client.get(address, {"q": "jossour"}).content.decode()
    assert 'lang="ar" dir="rtl"' in text
    assert "Ponts pour le développement" in text  # by this name one may have looked for it
    assert "النحل" in text
    english = client.get(reverse("portal:search"), {"q": "jossour"}).content.decode()
    assert 'dir="auto"' in english  # its own name, of which nobody says the language
    assert 'value="mul"' not in english
