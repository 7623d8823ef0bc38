"""Pages of single kinds: who may open them, what they say, how many questions they ask."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from diwan.core import clock
from diwan.library import facts
from diwan.library.actions import kinds as actions
from diwan.library.models import Item, Message, NormText, PolicyTopic, Rumour
from diwan.people.tests.factories import make_organisation, make_person
from diwan.vocabularies.actions import load_vocabularies

from .factories import make_published
from .test_kinds import (
    PRACTICE,
    hold,
    make_campaign,
    make_norm,
    make_rumour,
    make_topic,
    message,
    reach,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def amina():
    return make_person("amina@example.org", name="Amina")


@pytest.fixture
def steward():
    return make_person("steward@example.org", is_steward=True)


def at(name, *args):
    return reverse(f"library:{name}", args=args)


def text(response):
    return response.content.decode()


# --- norms ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("on", "sentence"),
    [("2015-01-01", "Yes: on 1 January 2015"), ("2023-01-01", "No: on 1 January 2023")],
)
def test_a_norm_answers_for_a_day(client, amina, on, sentence):
    norm = make_norm(amina)
    assert sentence in text(client.get(at("life", norm.slug), {"on": on}))


def test_two_texts_stand_side_by_side_with_what_differs(client, amina):
    norm = make_norm(amina)
    for since, words in (("2010-10-18", "One leu."), ("2022-09-17", "Two lei.")):
        said = {"since": since, "text": {"en": words}, "source": ""}
        actions.add(norm, NormText, said, by=amina)
    shown = text(client.get(at("life", norm.slug)))
    assert "<del>One leu</del>" in shown
    assert "<ins>Two lei</ins>" in shown
    assert client.get(at("life", norm.slug), {"old": "x", "new": "y", "on": "z"}).status_code == 200


# --- forms of parts ------------------------------------------------------------------------
def test_whoever_submitted_a_rumour_adds_evidence_by_a_form_and_typing_is_kept(client, amina):
    item = make_rumour(amina)
    client.force_login(amina)
    address = at("add_part", item.slug, "evidence")
    typed = {"says": "against", "text_en": "They do.", "source": ""}
    refused = client.post(address, typed)
    assert refused.status_code == 422
    assert "They do." in text(refused)
    done = client.post(address, typed | {"source": "Tax office"})
    assert done.status_code == 302
    piece = item.evidence.get()
    row = at("part", item.slug, "evidence", piece.pk)
    client.post(row, typed | {"source": "Tax office, 2025"})
    piece.refresh_from_db()
    assert piece.source == "Tax office, 2025"
    client.post(at("remove_part", item.slug, "evidence", piece.pk))
    assert not item.evidence.exists()


def test_a_rumour_is_moved_on_its_page_or_the_page_says_what_is_missing(client, amina):
    item = make_rumour(amina)
    client.force_login(amina)
    client.post(at("stand", item.slug), {"state": "checking", "why": ""})
    assert Rumour.objects.get(item=item).state == "checking"
    answer = client.post(at("stand", item.slug), {"state": "answered"}, follow=True)
    assert "An answer stands on evidence." in text(answer)
    assert client.post(at("stand", item.slug), {"state": "¡"}, follow=True).status_code == 200


@pytest.mark.parametrize("section", ["texts", "nothing"])
def test_a_kind_has_no_rows_of_another(client, amina, section):
    item = make_rumour(amina)
    client.force_login(amina)
    assert client.get(at("add_part", item.slug, section)).status_code == 404


def test_a_link_to_a_norm_names_one_norm_by_its_page(client, amina):
    old, new = make_norm(amina, to_on=""), make_norm(amina, "The new decree", to_on="")
    client.force_login(amina)
    address = at("add_part", old.slug, "links")
    typed = {"relation": "replaced", "since": "2022-09", "by": "nowhere", "name": ""}
    assert "No published item" in text(client.post(address, typed))
    both = typed | {"by": new.slug, "name": "Another"}
    assert "Name one norm" in text(client.post(address, both))
    wrong = typed | {"by": new.slug, "since": "in autumn"}
    assert "Write a year, a month or a day" in text(client.post(address, wrong))
    page = f"https://example.org{new.get_absolute_url()}"
    assert client.post(address, typed | {"by": page}).status_code == 302
    assert "Repealed and replaced by" in text(client.get(old.get_absolute_url()))


# --- the share pack ------------------------------------------------------------------------
def test_a_share_pack_holds_texts_in_every_language_and_an_address_that_says_nothing(client, amina):
    item = make_campaign(amina)
    actions.add(item, Message, message(fr="Vos droits", ar="حقوقكم"), by=amina)
    assert client.get(at("pack", item.slug)).status_code == 404
    actions.move(item, "running", by=amina)
    shown = text(client.get(at("pack", item.slug)))
    for code, words in (("fr", "Vos droits"), ("ar", "حقوقكم")):
        with override(code):
            assert f"{words}\nhttp" in shown
            assert f"{item.get_absolute_url()}</textarea>" in shown
    assert "?" not in shown.split("<textarea")[1].split("</textarea>")[0]
    assert "utm" not in shown
    assert "amina@" not in shown


# --- countries side by side ----------------------------------------------------------------
def test_countries_stand_side_by_side_and_can_be_chosen(client, steward):
    load_vocabularies()
    topic = make_topic(steward)
    for code, answer in (("TN", 1), ("MA", 1), ("DZ", 3)):
        hold(topic, steward, code, answer, clock.now().date() - timedelta(days=10))
    shown = text(client.get(at("compare")))
    assert "2 of 3 countries hold the common answer" in shown
    shown = text(client.get(at("compare"), {"country": ["TN", "MA"], "topic": topic.slug}))
    assert "All the same" in shown
    assert client.get(at("compare"), {"country": "??", "topic": "none"}).status_code == 200


def test_a_steward_writes_a_topic_and_a_position_by_forms(client, steward):
    load_vocabularies()
    client.force_login(steward)
    typed = {"title_en": "Visas", "question_en": "Who pays?", "answer_1_en": "The employer"}
    assert client.post(at("new_topic"), typed).status_code == 422
    assert client.post(at("new_topic"), typed | {"answer_2_en": "The worker"}).status_code == 302
    topic = PolicyTopic.objects.get()
    address = at("positions", topic.slug)
    held = {"place": "Tunisia", "option": topic.options.get(position=2).pk, "since": "2020-01-01"}
    assert "Choose a country" in text(client.post(address, held | {"place": "Sfax (TN-61)"}))
    assert client.post(address, held | {"source": "Law 1"}).status_code == 302
    assert topic.positions.get().place.code == "TN"
    client.post(at("take_back", topic.slug, topic.positions.get().pk))
    client.post(at("remove_topic", topic.slug))
    assert not PolicyTopic.objects.exists()


def test_the_comparison_asks_as_often_for_three_topics_as_for_one(client, steward):
    load_vocabularies()
    counts = []
    for code in ("TN", "MA", "DZ"):
        topic = make_topic(steward, title={"en": f"Topic {code}"})
        hold(topic, steward, code, 1, clock.now().date())
        with CaptureQueriesContext(connection) as counted:
            client.get(at("compare"))
        counts.append(len(counted))
    assert counts[1] == counts[2]


# --- registers, facts ----------------------------------------------------------------------
def test_the_registers_count_what_the_reader_may_see(client, amina):
    make_norm(amina)
    make_organisation("Institute", kind="research")
    make_organisation("Union", kind="diaspora_association")
    shown = text(client.get(at("registers")))
    for key, count in (("experts", 0), ("associations", 1), ("norms", 1), ("centres", 1)):
        card = shown.split(f'id="r-{key}"')[1].split("</section>")[0]
        assert f'<p class="figure">{count}</p>' in card


def test_the_entries_that_come_with_the_house_are_published_once_and_name_their_sources(
    client, steward
):
    load_vocabularies()
    told = facts.read()
    assert facts.load(by=steward) == len(told) == 9
    assert facts.load(by=steward) == 0
    for said in told:
        item = Item.objects.get(slug=said["key"])
        assert item.state == "published"
        assert item.source.startswith("https://")
        assert set(item.title) == set(item.summary) == {"en", "fr", "ar"}
        assert item.goals.count() == len(said["goals"])
        assert client.get(item.get_absolute_url()).status_code == 200
    old = Item.objects.get(slug="moldova-gd-972-2010")
    assert "No longer in force" in text(client.get(old.get_absolute_url()))


@pytest.mark.parametrize("code", ["en", "fr", "ar"])
def test_every_kind_has_a_page_in_three_languages(client, amina, code):
    rows = [
        make_published(amina, "Practice", detail=PRACTICE),
        make_norm(amina),
        make_rumour(amina),
        campaign := make_campaign(amina),
    ]
    actions.add(campaign, Message, message(fr="Vos droits", ar="حقوقكم"), by=amina)
    actions.move(campaign, "running", by=amina)
    reach(campaign, amina, 100)
    client.force_login(amina)
    with override(code):
        for row in rows:
            assert client.get(row.get_absolute_url()).status_code == 200
