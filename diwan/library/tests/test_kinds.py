"""One journey a kind: written, filled, moved from state to state, refused where it must be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from diwan.core import clock
from diwan.core.errors import Conflict, Refusal
from diwan.library import actions as items
from diwan.library import details
from diwan.library.actions import kinds as actions
from diwan.library.comparing import countries_of, lines
from diwan.library.models import (
    AgentTraining,
    Message,
    MessageTest,
    NormLink,
    NormText,
    PolicyTopic,
    Reach,
    RumourEvidence,
    Uptake,
)
from diwan.people.tests.factories import make_person
from diwan.vocabularies.actions import load_vocabularies
from diwan.vocabularies.models import Place

from .factories import make_item, make_published, say

pytestmark = pytest.mark.django_db
STRANGER = AnonymousUser()


@pytest.fixture
def amina():
    return make_person("amina@example.org", name="Amina")


@pytest.fixture
def steward():
    return make_person("steward@example.org", is_steward=True)


def today():
    return clock.now().date()


def told(item, reader=STRANGER):
    fresh = type(item).objects.get(pk=item.pk)
    return details.of(fresh.kind).rows(fresh, reader)


# --- a practice ----------------------------------------------------------------------------
PRACTICE = {
    "type": "project",
    "scope": "regional",
    "starts": "2019",
    "ends": "2023-12",
    "principles": ["human_rights"],
    "results": {"en": "Forty found work."},
    "lessons": {"en": "Begin with the language."},
    "evidence": "measured",
    "evidence_source": "Report of 2024",
    "cost": Decimal("1250000.50"),
    "currency": "EUR",
}


def test_a_practice_keeps_its_record_and_its_money_in_small_coins(amina):
    item = make_published(amina, detail=PRACTICE)
    shown = told(item)
    assert (shown["practice"].cost, shown["practice"].currency) == (125000050, "EUR")
    assert shown["phase"] == "over"
    assert shown["steps"] == [True, True, True, False, False]
    assert "Forty found work." in details.of("practice").words(item, "en")


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        ({"starts": "2024"}, "end before it starts"),
        ({"evidence_source": " "}, "where the evidence can be read"),
        ({"results": {}}, "what came out"),
        ({"currency": ""}, "currency"),
        ({"cost": Decimal("1.005")}, "digits"),
    ],
)
def test_a_practice_is_refused_where_it_contradicts_itself(amina, changed, part):
    with pytest.raises(Refusal, match=part):
        make_item(amina, detail=PRACTICE | changed)


# --- a norm --------------------------------------------------------------------------------
NORM = {
    "type": "decree",
    "number": "972/2010",
    "dated": "2010",
    "from_on": "2010-10-18",
    "to_on": "2022-09-16",
    "dropped": "",
}


def make_norm(by, title="The old decree", **fields):
    return make_published(by, title, kind="norm", detail=NORM | fields)


def test_a_norm_is_repealed_by_another_and_both_pages_say_so(amina):
    old = make_norm(amina, to_on="")
    new = make_norm(amina, "The new decree", number="622/2022", from_on="2022-09-17", to_on="")
    assert told(old)["standing"] == "in_force"
    link = {"relation": "replaced", "by": new, "name": "", "since": "2022-09-17", "note": {}}
    actions.add(old, NormLink, link, by=amina)
    assert told(old)["standing"] == "ended"
    assert [str(row.by) for row in told(old)["links"]] == ["The new decree"]
    assert [str(row.item) for _label, row in told(new)["back"]] == ["The old decree"]
    assert told(old)["line"].width > 0
    with pytest.raises(Refusal, match="stands there already"):
        actions.add(old, NormLink, link, by=amina)
    with pytest.raises(Refusal, match="cannot be ended by itself"):
        actions.add(new, NormLink, link | {"by": old}, by=amina)


def test_a_later_norm_that_the_reader_may_not_see_is_not_named(amina):
    old, draft = make_norm(amina, to_on=""), make_item(amina, "Secret plan", kind="norm")
    link = {"relation": "replaced", "by": draft, "name": "", "since": "", "note": {}}
    actions.add(old, NormLink, link, by=amina)
    assert told(old)["links"] == []
    assert len(told(old, amina)["links"]) == 1


def test_every_text_makes_an_edition_and_one_day_has_one_text(amina):
    norm = make_norm(amina)
    text = {"since": "2010-10-18", "text": {"en": "Art. 1. One leu."}, "source": ""}
    row = actions.add(norm, NormText, text, by=amina)
    assert norm.editions.first().number == 2
    with pytest.raises(Refusal, match="stands there already"):
        actions.add(norm, NormText, text, by=amina)
    actions.change(row, {"text": {"en": "Art. 1. Two lei."}}, by=amina)
    actions.remove(row, by=amina)
    assert not norm.norm_texts.exists()


def test_dates_of_a_norm_that_contradict_are_refused(amina):
    with pytest.raises(Refusal, match="end before it comes into force"):
        make_norm(amina, from_on="2023", to_on="2022")
    with pytest.raises(Refusal, match="before it was adopted"):
        make_norm(amina, dated="2012", from_on="2011", to_on="")


# --- a rumour ------------------------------------------------------------------------------
def rumour_said(**fields):
    given = {
        "heard_on": today() - timedelta(days=20),
        "heard_in": "work",
        "finding": "",
        "answer": {},
        "campaign": None,
        "evaluation": {},
    }
    return given | fields


def make_rumour(by, **fields):
    item = make_published(by, "They pay no taxes", kind="rumour", detail=rumour_said(**fields))
    item.title = {"en": "They pay no taxes", "fr": "Ils ne paient pas d'impôts"}
    item.save()
    return item


def rewrite(item, by, **fields):
    said = replace(say(kind="rumour", detail=rumour_said(**fields)), title=item.title)
    return items.change(item, said, by=by, note="The answer.")


def test_a_rumour_goes_from_the_ear_to_an_answer_that_is_looked_at_again(amina, monkeypatch):
    load_vocabularies()
    item = make_rumour(amina)
    assert told(item)["is_late"]
    actions.move(item, "checking", by=amina)
    with pytest.raises(Refusal, match="stands on evidence"):
        actions.move(item, "answered", by=amina)
    fact = {"says": "against", "text": {"en": "They do."}, "source": "Tax office", "year": 2025}
    piece = actions.add(item, RumourEvidence, fact, by=amina)
    rewrite(item, amina, finding="false", answer={"en": "They pay as you do."})
    with pytest.raises(Refusal, match="every language"):
        actions.move(item, "answered", by=amina)
    answer = {"en": "They pay as you do.", "fr": "Ils paient comme vous."}
    rewrite(item, amina, finding="false", answer=answer)
    actions.move(item, "answered", by=amina)
    shown = told(item)
    assert (shown["rumour"].state, shown["rumour"].answered_on) == ("answered", today())
    assert shown["due_on"] == today() + timedelta(days=180)
    with pytest.raises(Refusal, match="stands on evidence"):
        actions.remove(piece, by=amina)
    with pytest.raises(Refusal, match="what was found"):
        rewrite(item, amina, finding="", answer=answer)
    with pytest.raises(Refusal, match="came of it"):
        actions.move(item, "evaluated", by=amina)
    rewrite(item, amina, finding="false", answer=answer, evaluation={"en": "Heard less."})
    actions.move(item, "evaluated", by=amina)
    with pytest.raises(Conflict, match="now “Answer evaluated”"):
        actions.move(item, "answered", by=amina)


def test_a_rumour_is_set_aside_with_a_reason_and_may_come_back(amina):
    item = make_rumour(amina)
    with pytest.raises(Refusal, match="one sentence why"):
        actions.move(item, "dropped", by=amina)
    actions.move(item, "dropped", by=amina, why="Nobody tells it any more.")
    actions.move(item, "checking", by=amina)
    assert told(item)["rumour"].state == "checking"


def test_of_trained_people_only_numbers_are_told_and_small_ones_together(amina):
    load_vocabularies()
    item = make_rumour(amina)
    for code, agents in (("TN", 12), ("MA", 2), ("ES", 8)):
        place = Place.objects.get(code=code)
        said = {"held_on": today(), "place": place, "agents": agents}
        actions.add(item, AgentTraining, said, by=amina)
    trained = told(item)["trained"]
    assert trained.rows == (("Tunisia", 12),)
    assert (trained.other, trained.total) == (10, 22)


def test_nobody_else_moves_a_rumour_or_writes_into_its_file(amina):
    item, dele = make_rumour(amina), make_person("dele@example.org")
    with pytest.raises(PermissionDenied):
        actions.move(item, "checking", by=dele)
    fact = {"says": "for", "text": {"en": "So they say."}, "source": "A neighbour", "year": None}
    with pytest.raises(PermissionDenied):
        actions.add(item, RumourEvidence, fact, by=dele)


# --- a campaign ----------------------------------------------------------------------------
def make_campaign(by, **fields):
    given = {
        "audience": {"en": "Young people"},
        "starts_on": today() - timedelta(days=5),
        "ends_on": today() + timedelta(days=30),
        "is_shared": True,
        "evaluation": {},
    }
    return make_published(by, kind="campaign", languages=["fr", "ar"], detail=given | fields)


def message(**text):
    return {"channel": "radio", "text": text, "audience": {}, "picture_says": {}}


def test_a_campaign_speaks_every_language_it_promised_before_it_runs(amina):
    item = make_campaign(amina)
    with pytest.raises(Refusal, match="has not begun"):
        reach(item, amina, 100)
    actions.add(item, Message, message(fr="Vos droits voyagent avec vous."), by=amina)
    with pytest.raises(Refusal, match="each language"):
        actions.move(item, "running", by=amina)
    arabic = actions.add(item, Message, message(ar="حقوقكم ترافقكم."), by=amina)
    actions.move(item, "running", by=amina)
    assert told(item)["has_pack"]
    assert told(item)["table"] == {"languages": ["fr", "ar"], "lines": [("Radio", [1, 1])]}
    with pytest.raises(Refusal, match="each language"):
        actions.remove(arabic, by=amina)
    actions.move(item, "ended", by=amina)
    assert not told(item)["has_pack"]
    with pytest.raises(Refusal, match="what was reached"):
        actions.move(item, "evaluated", by=amina)
    reach(item, amina, 900, days=3)
    reach(item, amina, 1200)
    assert told(item)["reached"] == [("Radio", 1200)]
    with pytest.raises(Refusal, match="came of it"):
        actions.move(item, "evaluated", by=amina)


def reach(item, by, reached, days=0):
    said = {
        "channel": "radio",
        "measured_on": today() - timedelta(days=days),
        "reached": reached,
        "source": "Told by the station",
    }
    return actions.add(item, Reach, said, by=by)


def test_a_message_is_tried_and_the_tests_say_whether_it_works(amina):
    bank = make_published(amina, kind="communication")
    kept = actions.add(bank, Message, message(en="Two of three neighbours help."), by=amina)
    numbers = {"asked": 10, "understood": 9, "believed": 6}
    more = {"message_id": kept.pk, "tested_on": today(), "method": "group", "finding": {}}
    with pytest.raises(Refusal, match="cannot be"):
        actions.add(bank, MessageTest, more | numbers | {"believed": 10}, by=amina)
    actions.add(bank, MessageTest, more | numbers, by=amina)
    assert told(bank)["tried"][0].verdict == "works"


def test_a_picture_of_a_message_is_one_of_the_item_and_is_told_in_words(amina):
    bank, other = (make_published(amina, kind="communication") for _ in range(2))
    picture = other.files.create(
        name="a.png", content_type="image/png", size=1, file="x", added_at=clock.now()
    )
    with pytest.raises(Refusal, match="among the files"):
        actions.add(bank, Message, message(en="Look") | {"picture_id": picture.pk}, by=amina)
    with pytest.raises(Refusal, match="what the picture shows"):
        actions.add(other, Message, message(en="Look") | {"picture_id": picture.pk}, by=amina)


# --- a study -------------------------------------------------------------------------------
def study_said(**fields):
    given = {key: {} for key in ("instrument", "population", "finding", "limits")}
    given |= {"methods": [], "sample": None, "field_from": "", "field_to": ""}
    return given | {"records": "none", "risk": None} | fields


def test_a_study_is_reported_with_its_sample_and_what_became_of_it_is_kept(amina):
    item = make_published(amina, kind="study", detail=study_said())
    with pytest.raises(Refusal, match="which methods"):
        actions.move(item, "in_field", by=amina)
    surveyed = study_said(methods=["survey"], finding={"en": "Most came back with savings."})
    items.change(item, say(kind="study", detail=surveyed), by=amina, note="Methods")
    for state in ("in_field", "analysed"):
        actions.move(item, state, by=amina)
    with pytest.raises(Refusal, match="how many were asked"):
        actions.move(item, "reported", by=amina)
    items.change(item, say(kind="study", detail=surveyed | {"sample": 240}), by=amina, note="Size")
    actions.move(item, "reported", by=amina)
    norm = make_norm(amina)
    use = {"use": "decided", "used_on": "2026", "body": "A ministry", "text": {}, "norm": norm}
    actions.add(item, Uptake, use | {"source": "Preamble"}, by=amina)
    assert [(row.body, into.slug) for row, into in told(item)["uptake"]] == [
        ("A ministry", norm.slug)
    ]


def test_open_records_need_a_measured_low_risk(amina):
    with pytest.raises(Refusal, match="under 3 per cent"):
        make_item(amina, kind="dataset", detail=study_said(records="open"))
    make_item(amina, kind="dataset", detail=study_said(records="open", risk=Decimal("1.2")))


# --- positions of countries ----------------------------------------------------------------
ANSWERS = [{"en": "Yes, by treaty"}, {"en": "Partly"}, {"en": "No"}]


def make_topic(by, **fields):
    given = {
        "title": {"en": "Portable pensions"},
        "question": {"en": "Can a pension be taken along?"},
        "theme": None,
        "common": 1,
        "common_source": "Meeting of 2020",
    }
    return actions.add_topic(given | fields, ANSWERS, by=by)


def hold(topic, by, code, answer, since):
    said = {
        "place": Place.objects.get(code=code),
        "option": topic.options.get(position=answer),
        "since": since,
        "note": {},
        "norm": None,
        "source": "Official journal",
    }
    return actions.tell(topic, said, by=by)


def test_countries_draw_nearer_and_the_page_says_why(amina, steward):
    load_vocabularies()
    topic, long_ago = make_topic(steward), today() - timedelta(days=3000)
    for code, answer in (("TN", 1), ("MA", 2), ("DZ", 3)):
        hold(topic, steward, code, answer, long_ago)
    hold(topic, steward, "MA", 1, today() - timedelta(days=30))
    topics = list(PolicyTopic.objects.for_comparison())
    countries = countries_of(topics)
    line = lines(topics, countries, today(), {})[0]
    assert [str(place) for place in countries] == ["Algeria", "Morocco", "Tunisia"]
    assert line.state == "converging"
    assert line.why == (
        "2 of 3 countries hold the common answer, “Yes, by treaty”."
        " 3 years before, it was 1 of the 3 that had said it then."
    )
    assert [cell.is_common for cell in line.cells] == [False, True, True]
    assert [count for _option, count in line.counts] == [2, 0, 1]


def test_only_stewards_write_positions_and_each_says_where_it_is_written(amina, steward):
    load_vocabularies()
    topic = make_topic(steward)
    with pytest.raises(PermissionDenied):
        make_topic(amina)
    with pytest.raises(PermissionDenied):
        hold(topic, amina, "TN", 1, today())
    said = {"place": Place.objects.get(code="TN"), "option": topic.options.first(), "note": {}}
    with pytest.raises(Refusal, match="where that is written"):
        actions.tell(topic, {**said, "since": today(), "norm": None, "source": " "}, by=steward)
    with pytest.raises(Refusal, match="not come yet"):
        hold(topic, steward, "TN", 1, today() + timedelta(days=1))


def test_an_answer_that_a_country_holds_stays(steward):
    load_vocabularies()
    topic = make_topic(steward)
    row = hold(topic, steward, "TN", 3, date(2020, 1, 1))
    said = {"title": topic.title, "question": topic.question, "theme": None, "common_source": ""}
    with pytest.raises(Refusal, match="answer that you took away"):
        actions.change_topic(topic, {**said, "common": 0}, ANSWERS[:2], by=steward)
    with pytest.raises(Refusal, match="have positions on it"):
        actions.remove_topic(topic, by=steward)
    with pytest.raises(Refusal, match="at least two"):
        actions.change_topic(topic, {**said, "common": 0}, ANSWERS[:1], by=steward)
    actions.take_back(row, by=steward)
    actions.remove_topic(topic, by=steward)
    assert not PolicyTopic.objects.exists()
