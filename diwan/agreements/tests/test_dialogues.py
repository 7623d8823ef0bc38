"""Dialogues: who writes rounds down, what is refused, what pages show."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from diwan.agreements.actions import dialogues as actions
from diwan.agreements.actions.dialogues import Held
from diwan.agreements.models import Agreement, Dialogue, Round
from diwan.agreements.templatetags.dialogues import days
from diwan.agreements.tests.factories import give_mandate, make_dialogue, make_twinning
from diwan.audit.models import Entry
from diwan.core import clock, slots
from diwan.core.errors import Refusal
from diwan.people.tests.factories import make_organisation, make_person
from diwan.portal.queries import search
from diwan.vocabularies.models import Place

pytestmark = pytest.mark.django_db
IN_2014 = date(2014, 11, 27)


@pytest.fixture
def steward():
    return make_person("steward@example.org", is_steward=True)


@pytest.fixture
def mayor():
    return make_person("mayor@example.org")


@pytest.fixture
def twinning(mayor):
    town = make_organisation("Olive Town")
    give_mandate(mayor, town)
    made = make_twinning(mayor, town, make_organisation("High Borough"))
    Agreement.objects.filter(pk=made.pk).update(state="in_force")
    made.refresh_from_db()
    return made


def begin(agreement, by, **said):
    words = {"title": {"en": "Talks"}, "summary": {}, "places": []} | said
    return actions.begin_dialogue(agreement, **words, by=by)


# --- who may -------------------------------------------------------------------------
def test_whoever_signs_for_a_party_begins_its_dialogue_and_adds_rounds(twinning, mayor):
    talks = begin(twinning, mayor)
    made = actions.add_round(talks, Held(IN_2014, is_confirmed=True), by=mayor)
    assert list(twinning.dialogues.all()) == [talks]
    assert (made.on, made.is_confirmed) == (IN_2014, True)
    verbs = Entry.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs)[-2:] == ["dialogue.begun", "round.added"]


def test_a_stranger_and_a_steward_leave_the_dialogue_of_others_alone(twinning, mayor, steward):
    talks = begin(twinning, mayor)
    for person in (make_person("stranger@example.org"), steward):
        with pytest.raises(PermissionDenied):
            actions.add_round(talks, Held(IN_2014), by=person)
        with pytest.raises(PermissionDenied):
            begin(twinning, person)


def test_a_forum_of_its_own_is_the_stewards(mayor, steward):
    forum = begin(None, steward, title={"ar": "منتدى"})
    with pytest.raises(PermissionDenied):
        begin(None, mayor)
    with pytest.raises(PermissionDenied):
        actions.add_round(forum, Held(IN_2014), by=mayor)


def test_two_dialogues_of_one_title_have_two_addresses(steward):
    first, second = begin(None, steward), begin(None, steward)
    assert first.slug == "talks"
    assert second.slug != first.slug
    assert begin(None, steward, title={"en": "New"}).slug != "new"


# --- what is refused -------------------------------------------------------------------
@pytest.mark.parametrize(
    ("held", "words"),
    [
        (Held(IN_2014, ends_on=IN_2014 - timedelta(1)), "before the first"),
        (Held(IN_2014, ends_on=IN_2014, precision="month"), "first day is known"),
        (Held(IN_2014, is_confirmed=True), "known from"),
        (Held(date(2099, 1, 1), is_confirmed=True, source="x"), "still to come"),
    ],
)
def test_days_that_contradict_or_that_nothing_shows_are_refused(steward, held, words):
    forum = make_dialogue("Forum")
    with pytest.raises(Refusal, match=words):
        actions.add_round(forum, held, by=steward)
    assert forum.rounds.count() == 1


def test_a_dialogue_without_a_title_is_refused(steward):
    with pytest.raises(Refusal, match="title"):
        begin(None, steward, title={})
    assert not Dialogue.objects.exists()


def test_of_a_month_the_first_day_is_kept(steward):
    forum = make_dialogue("Forum")
    made = actions.add_round(forum, Held(IN_2014, precision="month"), by=steward)
    assert made.on == date(2014, 11, 1)
    assert made.span == (date(2014, 11, 1), date(2014, 11, 30))


def test_a_round_is_changed_and_removed_and_the_log_knows(steward):
    forum = make_dialogue("Forum")
    one = forum.rounds.get()
    actions.change_round(one, Held(date(2015, 1, 2), title={"en": "Other"}), by=steward)
    assert Round.objects.get().is_confirmed is False
    actions.remove_round(one, by=steward)
    assert not Round.objects.exists()
    assert Entry.objects.order_by("-pk")[0].verb == "round.removed"


# --- pages -----------------------------------------------------------------------------
def test_the_page_shows_rounds_in_order_with_their_sources(client, steward):
    forum = make_dialogue("Forum")
    actions.add_round(
        forum,
        Held(date(2003, 1, 1), precision="year", title={"en": "Second"}),
        by=steward,
    )
    page = client.get(forum.get_absolute_url()).content.decode()
    assert page.index("Second") < page.index("First round")
    assert 'href="https://example.org/first"' in page
    assert "date not confirmed" in page
    assert page.count("<circle data-look") == 2 + 2


def test_in_arabic_time_goes_from_right_to_left(client):
    forum = make_dialogue("Forum")
    Round.objects.create(dialogue=forum, on=date(2020, 1, 1))
    first = forum.rounds.order_by("on")[0]
    met = {}
    for language in ("en", "ar"):
        with override(language):
            page = client.get(forum.get_absolute_url())
        met[language] = next(m for m in page.context["drawn"].rounds if m.round == first)
    assert met["en"].dot.at < 50 < met["ar"].dot.at


def test_a_dialogue_of_a_draft_is_hidden_like_its_agreement(client, twinning, mayor):
    talks = begin(twinning, mayor)
    Agreement.objects.filter(pk=twinning.pk).update(state="draft")
    assert client.get(talks.get_absolute_url()).status_code == 404
    assert "Talks" not in client.get("/agreements/dialogues/").content.decode()
    client.force_login(mayor)
    assert client.get(talks.get_absolute_url()).status_code == 200


def test_a_round_is_typed_in_and_a_refusal_keeps_what_was_typed(client, twinning, mayor):
    talks = begin(twinning, mayor)
    client.force_login(mayor)
    where = f"{talks.get_absolute_url()}rounds/new/"
    typed = {"on": "2025-03-05", "precision": "day", "place": "Tunisia", "topics_en": "Water"}
    refused = client.post(where, typed | {"ends_on": "2025-03-04"})
    assert refused.status_code == 422
    assert "Water" in refused.content.decode()
    assert client.post(where, typed).status_code == 302
    made = talks.rounds.get()
    assert (made.place.code, made.topics) == ("TN", {"en": "Water"})


def test_a_forum_is_typed_in_by_a_steward(client, steward):
    client.force_login(steward)
    typed = {"title_en": "Forum", "places": ["TN", "IT"], "url": "https://example.org"}
    made = client.post("/agreements/dialogues/new/", typed, follow=True)
    assert made.status_code == 200
    forum = Dialogue.objects.get()
    assert {place.code for place in forum.places.all()} == {"TN", "IT"}


def test_the_list_asks_as_often_for_three_as_for_one(client):
    counts = []
    for number in range(3):
        make_dialogue(f"Forum {number}")
        with CaptureQueriesContext(connection) as captured:
            client.get("/agreements/dialogues/")
        counts.append(len(captured))
    assert counts[0] == counts[2]


def test_the_panel_of_an_agreement_asks_twice(rf, twinning, django_assert_num_queries):
    panel = slots.agreement_panels.get("agreements.dialogues")
    assert panel.context(rf.get("/"), twinning) is None
    for name in ("One", "Two"):
        make_dialogue(name, twinning)
    with django_assert_num_queries(2):
        shown = panel.context(rf.get("/"), twinning)
    assert len(shown["dialogues"]) == 2


def test_a_dialogue_is_found_by_what_its_rounds_were_about(steward):
    forum = begin(None, steward)
    one = actions.add_round(forum, Held(IN_2014, topics={"en": "Pensions"}), by=steward)
    found = [row.shown.url for row in search(AnonymousUser(), "pensions").found]
    assert found == [forum.get_absolute_url()]
    actions.remove_round(one, by=steward)
    assert search(AnonymousUser(), "pensions").found == []


def test_a_region_shows_the_dialogues_of_its_countries(rf):
    make_dialogue("Forum").places.set([Place.objects.get(code="TN")])
    region = Place.objects.get(code="TN").parent
    assert [str(row) for row in Dialogue.objects.in_place(region)] == ["Forum"]


# --- words -----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("on", "ends_on", "precision", "shown"),
    [
        (date(2006, 7, 10), date(2006, 7, 11), "day", "10–11 July 2006"),
        (date(2006, 7, 31), date(2006, 8, 1), "day", "31 July 2006 – 1 August 2006"),
        (date(2006, 7, 10), None, "day", "10 July 2006"),
        (date(2011, 10, 1), None, "month", "October 2011"),
        (date(2002, 1, 1), None, "year", "2002"),
    ],
)
def test_days_are_written_as_far_as_they_are_known(on, ends_on, precision, shown):
    with override("en"):
        assert days(Round(on=on, ends_on=ends_on, precision=precision)) == shown


def test_what_is_to_come_is_marked(client, twinning, mayor):
    talks = begin(twinning, mayor)
    actions.add_round(talks, Held(clock.now().date() + timedelta(40)), by=mayor)
    page = client.get(talks.get_absolute_url()).content.decode()
    assert "still to come" in page
