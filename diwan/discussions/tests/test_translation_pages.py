"""The translation desk, and the page of a translated contribution."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from diwan.core.tests.stand_in import standing_in
from diwan.discussions import translating
from diwan.discussions.actions import authoring, moderation
from diwan.discussions.actions import translating as actions

pytestmark = pytest.mark.django_db
WORDS = "The skills bank and 45 focal points helped."
FRENCH = "La banque de compétences et 45 points focaux ont aidé."


@pytest.fixture
def said(say, bilal, amina):
    return moderation.release(say(WORDS, by=amina, language="en"), by=bilal)


@pytest.fixture
def team(client, bilal):
    client.force_login(bilal)
    return client


def url(name, *rest, slug="small-towns"):
    return reverse(f"discussions:{name}", args=[slug, *rest])


def test_fixed_terms_are_shown_with_the_form_to_use(team, said):
    page = team.get(url("translate", "c-1", "fr")).content.decode()
    assert "banque de compétences" in page
    assert 'lang="fr"' in page


def test_keeping_goes_on_to_what_waits_next(team, said, say, bilal):
    moderation.release(say("And a loan of 200 dinars.", language="en"), by=bilal)
    answer = team.post(url("translate", "c-1", "fr"), {"text": FRENCH, "seen": 0, "next": "1"})
    assert answer.url == url("translate", "c-2", "fr")
    answer = team.post(url("translate", "c-2", "fr"), {"text": "Un prêt.", "seen": 0, "next": "1"})
    assert answer.url == f"{url('translations')}?show=contributions&todo=fr"


def test_what_two_typed_at_once_is_shown_to_the_second(team, said, admin):
    version = said.versions.get(is_released=True)
    actions.write(version, language="fr", text="La première.", by=admin)
    answer = team.post(url("translate", "c-1", "fr"), {"text": "La seconde.", "seen": 0})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "La première." in page
    assert "La seconde." in page
    seen = answer.context["form"]["seen"].value()
    assert team.post(url("translate", "c-1", "fr"), {"text": "La seconde.", "seen": seen})
    assert version.translations.get().text == "La seconde."


def test_a_refused_text_stays_in_its_box(team, said):
    answer = team.post(url("translate", "c-1", "fr"), {"text": "  ", "seen": "x"})
    assert answer.status_code == 422


@pytest.mark.parametrize(
    "place", [("c-9", "fr"), ("s-nothing", "fr"), ("c-1", "de"), ("c-99999999999", "fr")]
)
def test_what_is_not_there_is_not_found(team, said, place):
    assert team.get(f"/discussions/small-towns/translations/{'/'.join(place)}/").status_code == 404


def test_readers_find_the_translation_beside_the_original_marked(client, said, bilal):
    version = said.versions.get(is_released=True)
    assert "/in/fr/" not in client.get(url("contributions")).content.decode()
    actions.write(version, language="fr", text=FRENCH, by=bilal)
    assert url("in_language", 1, "fr") in client.get(url("contributions")).content.decode()
    page = client.get(url("in_language", 1, "fr")).content.decode()
    assert FRENCH in page
    assert WORDS in page
    assert "Translated by a person" in page
    assert client.get(url("in_language", 1, "ar")).status_code == 404


def test_an_outdated_or_withdrawn_one_is_shown_to_nobody(client, said, bilal, amina):
    version = said.versions.get(is_released=True)
    actions.write(version, language="fr", text=FRENCH, by=bilal)
    version.masked = "Something else."
    version.save()
    assert client.get(url("in_language", 1, "fr")).status_code == 404
    version.masked = WORDS
    version.save()
    authoring.withdraw(said, by=amina)
    assert client.get(url("in_language", 1, "fr")).status_code == 404


def test_the_machine_is_asked_for_all_that_is_missing(
    team, said, settings, django_capture_on_commit_callbacks
):
    with standing_in() as server:
        server.says = lambda _body: FRENCH
        settings.DIWAN_TRANSLATION_URL = server.url
        assert (
            "Ask the machine"
            in team.get(f"{url('translations')}?show=contributions").content.decode()
        )
        with django_capture_on_commit_callbacks(execute=True):
            team.post(url("translate_all"), {"show": "contributions", "language": "fr"})
    version = said.versions.get(is_released=True)
    assert version.translations.get().text == FRENCH
    page = team.get(url("translate", "c-1", "fr")).content.decode()
    assert "nobody has checked it" in page


def test_without_a_machine_nothing_offers_one(team, said):
    assert "Ask the machine" not in team.get(url("translations")).content.decode()
    team.post(url("translate_all"), {"show": "contributions", "language": "fr"})
    assert not said.versions.get(is_released=True).translations.exclude(text="").exists()


@pytest.mark.parametrize("show", ["statements", "contributions"])
def test_the_list_asks_a_fixed_number_of_queries(team, say, bilal, show):
    counts = []
    for number in range(3):
        row = moderation.release(say(f"{number} of these words here."), by=bilal)
        actions.write(row.versions.get(is_released=True), language="ar", text="نص", by=bilal)
        if number != 1:
            with CaptureQueriesContext(connection) as asked:
                assert team.get(f"{url('translations')}?show={show}&todo=fr").status_code == 200
            counts.append(len(asked))
    assert counts[0] == counts[1]


def test_states_count_what_waits(team, said):
    page = team.get(f"{url('translations')}?show=contributions")
    assert [each["todo"] for each in page.context["languages"]] == [0, 1, 1]
    assert translating.states(said.versions.get(is_released=True), [])["en"] == "original"
