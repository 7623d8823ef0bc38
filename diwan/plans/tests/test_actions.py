from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from diwan.audit.models import Entry
from diwan.core import clock
from diwan.core.errors import Conflict, Refusal
from diwan.people.tests.factories import make_mandate, make_organisation, make_person
from diwan.plans import actions, boards
from diwan.plans.models import Indicator, Participant, Project, Value
from diwan.plans.said import ParticipantSaid
from diwan.plans.words import ProjectState
from diwan.portal.models import SearchDocument
from diwan.vocabularies.actions import load_vocabularies

from .factories import counting, make_agreement, make_indicator, make_project, record, say

pytestmark = pytest.mark.django_db
STRANGER = AnonymousUser()


@pytest.fixture
def town():
    return make_organisation("Ville des Oliviers")


@pytest.fixture
def leila(town):
    person = make_person("leila@example.org")
    make_mandate(person, town)
    return person


@pytest.fixture
def steward():
    return make_person("steward@example.org", is_steward=True)


@pytest.fixture
def outsider():
    person = make_person("outsider@example.org")
    make_mandate(person, make_organisation("Elsewhere"))
    return person


# --- who may ---------------------------------------------------------------------------
def test_only_managers_of_the_lead_and_stewards_write_a_project_down(
    town, leila, steward, outsider
):
    officer = make_person("officer@example.org")
    make_mandate(officer, town, "officer")
    for person in (outsider, officer):
        with pytest.raises(PermissionDenied):
            actions.add(say(town), by=person)
    assert {make_project(by, town).slug for by in (leila, steward)} == {
        "four-springs",
        "four-springs-2",
    }


def test_nobody_else_changes_it_in_any_way(town, leila, outsider):
    project = make_project(leila, town, state="running")
    indicator = make_indicator(project, leila)
    for attempt in (
        lambda: actions.change(project, say(town), by=outsider),
        lambda: actions.move(project, ProjectState.COMPLETED, by=outsider),
        lambda: actions.add_participant(project, ParticipantSaid("partner", name="A"), by=outsider),
        lambda: actions.add_indicator(project, counting(), by=outsider),
        lambda: actions.change_indicator(indicator, counting(), by=outsider),
        lambda: actions.remove_indicator(indicator, by=outsider),
        lambda: record(indicator, "1", date(2025, 1, 1), outsider),
    ):
        with pytest.raises(PermissionDenied):
            attempt()


def test_a_project_is_not_handed_to_a_body_one_does_not_manage(town, leila):
    project = make_project(leila, town)
    with pytest.raises(PermissionDenied):
        actions.change(project, say(make_organisation("Not hers")), by=leila)


def test_a_draft_is_seen_by_its_managers_and_stewards_alone(town, leila, steward, outsider):
    make_project(leila, town)
    seen = {
        person: Project.objects.visible_to(person).count()
        for person in (STRANGER, outsider, leila, steward)
    }
    assert list(seen.values()) == [0, 0, 1, 1]


# --- what is said ------------------------------------------------------------------------
def test_a_project_ends_after_it_starts(town, leila):
    said = say(town, starts_on=date(2025, 1, 2), ends_on=date(2025, 1, 1))
    with pytest.raises(Refusal, match="would end before it starts"):
        actions.add(said, by=leila)
    project = make_project(leila, town)
    project.starts_on, project.ends_on = date(2025, 1, 2), date(2025, 1, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        project.save()


def test_a_project_stands_under_no_draft_of_an_agreement(town, leila):
    make_agreement("draft", "draft")
    with pytest.raises(Refusal, match="signed"):
        actions.add(say(town, agreement="draft"), by=leila)
    agreement = make_agreement("signed", "signed")
    assert make_project(leila, town, agreement="signed").agreement == agreement


def test_money_is_kept_in_minor_units_of_its_currency(town, leila):
    project = make_project(leila, town, amount=Decimal("1500.5"), currency="TND")
    assert (project.amount, project.currency) == (1_500_500, "TND")
    for amount, currency, sentence in (
        ("1.5", "XOF", "0 digits"),
        ("1.005", "EUR", "2 digits"),
        ("1", "", "three letters"),
        ("1", "ZZZ", "three letters"),
    ):
        with pytest.raises(Refusal, match=sentence):
            actions.change(project, say(town, amount=Decimal(amount), currency=currency), by=leila)


def test_phases_make_no_circle(town, leila):
    first = make_project(leila, town, "First")
    second = make_project(leila, town, "Second", follows=first.slug)
    assert second.follows == first
    with pytest.raises(Refusal, match="cannot go on from itself"):
        actions.change(first, say(town, "First", follows=second.slug), by=leila)


def test_places_stand_on_their_side_in_their_order(town, leila):
    load_vocabularies()
    project = make_project(leila, town, origins=["TN", "MA"], destinations=["IT", "TN"])
    assert list(project.places.values_list("place__code", "side")) == [
        ("TN", "origin"),
        ("MA", "origin"),
        ("IT", "destination"),
        ("TN", "destination"),
    ]
    line = boards.line_of(Project.objects.all(), project.slug)
    assert line is not None
    assert [str(place) for place in line.origins] == ["Tunisia", "Morocco"]
    assert [place.code for place in line.destinations] == ["IT", "TN"]


def test_a_body_takes_part_once_in_each_role(town, leila):
    project = make_project(leila, town)
    bank = make_organisation("Bank")
    said = ParticipantSaid("donor", bank, amount=Decimal(10), currency="EUR")
    row = actions.add_participant(project, said, by=leila)
    assert (row.amount, row.currency, str(row)) == (1000, "EUR", "Bank")
    actions.add_participant(project, ParticipantSaid("partner", bank), by=leila)
    with pytest.raises(Refusal, match="already"):
        actions.add_participant(project, said, by=leila)
    actions.remove_participant(row, by=leila)
    assert [each.role for each in Participant.objects.all()] == ["partner"]


# --- on its way --------------------------------------------------------------------------
def test_a_project_goes_its_way_and_the_log_says_so(town, leila):
    project = make_project(leila, town, state="planned")
    assert project.published_at is not None
    actions.move(project, ProjectState.RUNNING, by=leila)
    with pytest.raises(Conflict, match="Running"):
        actions.move(project, ProjectState.PLANNED, by=leila)
    with pytest.raises(Refusal, match="why"):
        actions.move(project, ProjectState.SUSPENDED, by=leila)
    actions.move(project, ProjectState.SUSPENDED, by=leila, why="The road is closed.")
    assert [entry.verb for entry in Entry.objects.order_by("id")][-3:] == [
        "project.planned",
        "project.running",
        "project.suspended",
    ]


def test_nothing_runs_before_its_first_day(town, leila):
    tomorrow = clock.now().date() + timedelta(days=1)
    project = make_project(leila, town, starts_on=tomorrow)
    with pytest.raises(Refusal, match="later than today"):
        actions.move(project, ProjectState.RUNNING, by=leila)


# --- what is measured --------------------------------------------------------------------
@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"target": "0"}, "wrong side"),
        ({"direction": "down"}, "wrong side"),
        ({"target": "10.5"}, "whole"),
        ({"measure": "percent", "target": "101"}, "between 0 and 100"),
        ({"target_year": 2020}, "lies before"),
        ({"name": {}}, "Name the indicator"),
    ],
)
def test_an_indicator_that_contradicts_itself_is_refused(town, leila, fields, sentence):
    project = make_project(leila, town)
    with pytest.raises(Refusal, match=sentence):
        make_indicator(project, leila, **fields)
    assert not Indicator.objects.exists()


def test_a_value_outside_its_unit_or_without_evidence_is_refused(town, leila):
    indicator = make_indicator(make_project(leila, town), leila)
    day = date(2025, 1, 1)
    with pytest.raises(Refusal, match="whole"):
        record(indicator, "1.5", day, leila)
    with pytest.raises(Refusal, match="not come yet"):
        record(indicator, "1", clock.now().date() + timedelta(days=1), leila)
    with pytest.raises(Refusal, match="can be seen"):
        actions.record(indicator, Decimal(1), measured_on=day, evidence=" ", by=leila)
    assert not Value.objects.exists()


def test_of_one_day_the_last_word_counts(town, leila):
    indicator = make_indicator(make_project(leila, town), leila)
    for value in ("10", "12"):
        record(indicator, value, date(2025, 1, 1), leila)
    assert [value.value for value in Value.objects.all()] == [12]


def test_what_was_measured_must_fit_a_changed_indicator(town, leila):
    indicator = make_indicator(make_project(leila, town), leila, target="300")
    record(indicator, "200", date(2025, 1, 1), leila)
    with pytest.raises(Refusal, match="do not fit"):
        actions.change_indicator(indicator, counting(measure="percent"), by=leila)


def test_progress_follows_from_the_latest_value(town, leila):
    project = make_project(
        leila, town, state="running", starts_on=date(2025, 1, 1), ends_on=date(2026, 12, 31)
    )
    indicator = make_indicator(project, leila)
    make_indicator(project, leila, name={"en": "Not measured"})
    record(indicator, "90", date(2025, 3, 1), leila)
    record(indicator, "20", date(2026, 1, 1), leila)
    line = boards.lines(Project.objects.all().for_listing(), today=date(2026, 2, 1))[0]
    reading = line.readings[0]
    assert (reading.value, reading.done, reading.passed, reading.light) == (
        20,
        20,
        50,
        "far_behind",
    )
    assert (line.done, line.light, line.measured) == (10, "far_behind", 1)


# --- found -------------------------------------------------------------------------------
def test_only_what_is_published_can_be_found(town, leila):
    project = make_project(leila, town, objectives={"en": "Water", "fr": "De l’eau"})
    rows = SearchDocument.objects.filter(source="projects")
    assert not rows.exists()
    actions.move(project, ProjectState.PLANNED, by=leila)
    assert [row.language for row in rows] == ["en"]
