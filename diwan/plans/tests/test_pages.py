from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from diwan.core import slots
from diwan.people.tests.factories import make_mandate, make_organisation, make_person
from diwan.plans import naming
from diwan.plans.models import Indicator, Project, Value
from diwan.portal.places.showing import rendered
from diwan.vocabularies.actions import load_vocabularies

from .factories import make_agreement, make_indicator, make_project, record

pytestmark = pytest.mark.django_db
ALLAUTH = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def town():
    load_vocabularies()
    return make_organisation("Ville des Oliviers")


@pytest.fixture
def leila(town):
    person = make_person("leila@example.org")
    make_mandate(person, town)
    return person


def fill(town, leila, number):
    project = make_project(
        leila,
        town,
        f"Project {number}",
        state="running",
        agreement="two-shores",
        themes=["reintegration", "health"],
        origins=["TN", "TN-11"],
        destinations=["IT", "FR"],
        starts_on=date(2024, 1, 1),
        objectives={"en": "Clean water", "ar": "ماء نظيف"},
    )
    for name in ("One", "Two"):
        indicator = make_indicator(project, leila, name={"en": name})
        record(indicator, "10", date(2025, 1, 1), leila)
    return project


def asked(client, path):
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    assert answer.status_code == 200, path
    return len(captured), answer


@pytest.mark.parametrize("path", ["/projects/", "/agreements/two-shores/scoreboard/"])
def test_a_list_asks_the_same_for_one_and_for_three(client, town, leila, path):
    make_agreement()
    fill(town, leila, 1)
    asked(client, path)  # what is kept for all pages is asked once
    first, _answer = asked(client, path)
    for number in (2, 3):
        fill(town, leila, number)
    third, answer = asked(client, path)
    assert first == third
    assert b"Project 3" in answer.content


def test_the_scoreboard_of_an_agreement_asks_twice(rf, town, leila):
    agreement = make_agreement()
    panel = slots.agreement_panels.get("plans.scoreboard")
    request = rf.get("/")
    request.user = leila
    assert rendered(panel, request, agreement) is None
    for number in (1, 2, 3):
        fill(town, leila, number)
    with CaptureQueriesContext(connection) as captured:
        html = rendered(panel, request, agreement)
    assert len(captured) <= 2
    for words in ("Project 2", "Clean water", "Tunisia", "Reintegration", "Running", "On track"):
        assert words in html, words
    assert html.count("<svg") > 3, "ways, a timeline and a map"


def test_a_project_of_another_agreement_is_not_on_the_board(client, town, leila):
    make_agreement()
    make_agreement("other")
    fill(town, leila, 1)
    make_project(leila, town, "Elsewhere", state="running", agreement="other")
    make_project(leila, town, "Not yet", agreement="two-shores")
    page = client.get("/agreements/two-shores/scoreboard/").content.decode()
    assert "Project 1" in page
    assert "Elsewhere" not in page
    assert "Not yet" not in page


def test_the_scoreboard_of_a_draft_is_nobodys_to_read(client, town):
    make_agreement("secret", "draft")
    for path in ("scoreboard/", "scoreboard/csv/"):
        assert client.get(f"/agreements/secret/{path}").status_code == 404


def test_the_page_of_a_draft_is_not_there_for_others(client, town, leila):
    project = make_project(leila, town)
    assert client.get(project.get_absolute_url()).status_code == 404
    client.force_login(leila, backend=ALLAUTH)
    assert client.get(project.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("theme=health", True),
        ("theme=investment", False),
        ("state=running", True),
        ("state=completed", False),
        ("agreement=two-shores", True),
        ("agreement=nothing", True),
        ("country=abc", True),
    ],
)
def test_the_list_is_narrowed_and_nonsense_narrows_nothing(client, town, leila, query, is_found):
    make_agreement()
    fill(town, leila, 1)
    assert ("Project 1" in client.get(f"/projects/?{query}").content.decode()) is is_found


def test_the_list_is_narrowed_to_a_country_and_what_lies_in_it(client, town, leila):
    make_project(leila, town, "In Tunis", state="running", origins=["TN-11"])
    keys = {str(name): pk for pk, name in naming_countries()}
    assert "In Tunis" in client.get(f"/projects/?country={keys['Tunisia']}").content.decode()
    assert "In Tunis" not in client.get(f"/projects/?country={keys['Italy']}").content.decode()


def naming_countries():
    from diwan.vocabularies.queries import choices  # noqa: PLC0415 - after the vocabularies

    return choices("en")


def test_a_manager_writes_a_project_down_measures_and_publishes_it(client, town, leila):
    make_agreement()
    client.force_login(leila, backend=ALLAUTH)
    typed = {
        "title_en": "Four springs",
        "title_ar": "أربع عيون",
        "lead": town.slug,
        "agreement": "two-shores",
        "origins_more": "Tunisie; Morocco",
        "destinations": "FR",
        "destinations_more": "Sfax",
        "amount": "96000",
        "currency": "eur",
        "starts_on": "2025-01-01",
    }
    answer = client.post("/projects/new/", typed)
    assert answer.status_code == 302, answer.context["form"].errors
    project = Project.objects.get()
    assert (project.title["ar"], project.amount, project.currency) == (
        "أربع عيون",
        9_600_000,
        "EUR",
    )
    assert list(project.places.values_list("place__code", "side")) == [
        ("TN", "origin"),
        ("MA", "origin"),
        ("FR", "destination"),
        ("TN-61", "destination"),
    ]
    here = project.get_absolute_url()
    told = {
        "name_en": "Clean springs",
        "measure": "count",
        "direction": "up",
        "baseline": "0",
        "baseline_year": "2025",
        "target": "4",
        "target_year": "2026",
    }
    assert client.post(f"{here}indicators/new/", told).status_code == 302
    pk = Indicator.objects.get().pk
    refused = client.post(
        f"{here}indicators/{pk}/values/",
        {"value": "1.5", "measured_on": "2025-06-01", "evidence": "Laboratory"},
    )
    assert refused.status_code == 422
    assert "whole" in refused.content.decode()
    assert 'value="1.5"' in refused.content.decode(), "what was typed is kept"
    kept = {"value": "3", "measured_on": "2025-06-01", "evidence": "Laboratory"}
    assert client.post(f"{here}indicators/{pk}/values/", kept).status_code == 302
    assert Value.objects.get().recorded_by == leila
    assert client.post(f"{here}state/", {"state": "running"}).status_code == 302
    client.logout()
    page = client.get(here).content.decode()
    assert "75%" in page
    assert "of the time had passed" in page


def test_a_form_keeps_what_was_typed_and_says_what_is_wrong(client, town, leila):
    client.force_login(leila, backend=ALLAUTH)
    answer = client.post(
        "/projects/new/",
        {"title_en": "X", "lead": "Nobody knows this", "origins_more": "Atlantis"},
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "No organisation of this name" in page
    assert "Atlantis" in page


def test_the_table_to_take_along_has_a_row_an_indicator_and_no_formula(client, town, leila):
    make_agreement()
    fill(town, leila, 1)
    make_project(leila, town, "=1+1", state="planned", agreement="two-shores")
    answer = client.get("/agreements/two-shores/scoreboard/csv/")
    rows = answer.content.decode().strip().splitlines()
    assert answer["Content-Type"].startswith("text/csv")
    assert len(rows) == 1 + 2 + 1
    assert "'=1+1" in rows[3]


def test_numbers_are_written_as_the_reader_writes_them():
    assert naming.money(185_000_000, "EUR") == "€1,850,000"
    assert naming.money(1_500_500, "TND") == "TND1,500.500"
    with override("fr"):
        assert naming.money(185_000_000, "EUR").replace("\u202f", " ") == "1 850 000\xa0€"
    indicator = Indicator(measure="count", unit={"en": "people"})
    assert naming.value(Decimal("1840.000"), indicator) == "1,840 people"
    assert naming.value(Decimal("48.500"), Indicator(measure="percent")) == "48.5%"
    assert naming.plain(Decimal("1200.000")) == "1200"
