"""Pages of agreements: what strangers and drafters see, what is kept of a refused form."""

from __future__ import annotations

from datetime import date

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from diwan.agreements import actions
from diwan.agreements.models import (
    Agreement,
    Document,
    Measure,
    Milestone,
    Organ,
    Party,
    Priority,
    Recognition,
    Resource,
    Seat,
)
from diwan.agreements.words import SafeguardKey
from diwan.core import clock
from diwan.people.tests.factories import make_organisation, make_person
from diwan.vocabularies.models import Place

from .factories import give_mandate, make_twinning

pytestmark = pytest.mark.django_db


@pytest.fixture
def tunisia():
    return Place.objects.get(code="TN")


@pytest.fixture
def italy():
    return Place.objects.get(code="IT")


@pytest.fixture
def here(tunisia):
    return make_organisation("Ville des Oliviers", country=tunisia)


@pytest.fixture
def there(italy):
    return make_organisation("Borgo Alto", country=italy)


@pytest.fixture
def leila(here):
    person = make_person("leila@example.org")
    give_mandate(person, here)
    return person


@pytest.fixture
def marco(there):
    person = make_person("marco@example.org")
    give_mandate(person, there)
    return person


@pytest.fixture
def twinning(leila, here, there):
    return make_twinning(leila, here, there)


def url(name: str, agreement: Agreement, *args: object) -> str:
    return reverse(f"agreements:{name}", args=[agreement.slug, *args])


def fill(agreement: Agreement, times: int) -> None:
    """So many rows of each part."""
    for number in range(times):
        body = make_organisation(f"Body {times}.{number} of {agreement.pk}")
        party = Party.objects.create(
            agreement=agreement, side="common", level="national", organisation=body
        )
        said = {"en": f"Thing {number}"}
        Priority.objects.create(agreement=agreement, title=said)
        Measure.objects.create(agreement=agreement, title=said, limit=said)
        organ = Organ.objects.create(agreement=agreement, kind="committee", name=said)
        Seat.objects.create(organ=organ, party=party)
        Document.objects.create(agreement=agreement, title=said, url="https://example.org/a")
        Milestone.objects.create(agreement=agreement, kind="reviewed", on=date(2020, 1, 1))
        Resource.objects.create(
            agreement=agreement,
            party=party,
            kind="money",
            what=said,
            amount=100,
            currency="EUR",
            state="pledged",
            on=date(2020, 1, 1),
            recorded_at=clock.now(),
        )
        Recognition.objects.create(
            agreement=agreement,
            state=Place.objects.filter(kind="country")[times + number],
            recognised_on=date(2020, 1, 1),
        )


def queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("signed_in", [False, True])
def test_a_page_asks_as_often_for_three_rows_as_for_one(client, twinning, leila, signed_in):
    if signed_in:
        client.force_login(leila)
    Agreement.objects.update(state="draft" if signed_in else "in_force")
    fill(twinning, 1)
    queries(client, twinning.get_absolute_url())
    first = queries(client, twinning.get_absolute_url())
    fill(twinning, 3)
    assert queries(client, twinning.get_absolute_url()) <= first


def test_the_list_asks_as_often_for_three_as_for_one(client, leila, here, there):
    fill(make_twinning(leila, here, there), 1)
    Agreement.objects.update(state="signed")
    queries(client, reverse("agreements:index"))
    first = queries(client, reverse("agreements:index"))
    for _number in range(2):
        make_twinning(leila, here, there)
    Agreement.objects.update(state="signed")
    assert queries(client, reverse("agreements:index")) == first


def test_strangers_see_no_empty_part_and_nothing_to_change(client, twinning):
    Agreement.objects.update(state="in_force")
    page = client.get(twinning.get_absolute_url()).content.decode()
    assert "Clean water" in page
    for word in ("Measures", "Documents", "What each brings in", "Add a", "Who steers it"):
        assert word not in page


def test_who_drafts_sees_what_is_missing(client, leila, here):
    client.force_login(leila)
    draft = actions.begin(
        "territorial_accord", {"en": "Valley"}, body=here, side="origin", partner=None, by=leila
    )
    page = client.get(draft.get_absolute_url()).content.decode()
    for word in ("A party on each side", "Priorities", "missing", "before it is in force"):
        assert word in page


def test_the_list_is_narrowed(client, leila, here, there):
    one = make_twinning(leila, here, there)
    other = actions.draft("network", {"en": "Far away", "ar": "شبكة"}, by=leila)
    Agreement.objects.update(state="signed")
    index = reverse("agreements:index")
    for query, found in (
        ("kind=network", other),
        ("q=شبكة", other),
        ("q=oliviers", one),
        ("place=TN", one),
        ("place=Italy", one),
    ):
        page = client.get(f"{index}?{query}").context["page"]
        assert list(page) == [found], query
    assert len(client.get(f"{index}?kind=nonsense&place=Nowhereland").context["page"]) == 2


def test_a_stranger_signs_in_before_drafting(client):
    assert client.get(reverse("agreements:begin")).status_code == 302


def test_who_signs_for_nobody_is_told_what_to_do(client):
    client.force_login(make_person("dele@example.org"))
    answer = client.get(reverse("agreements:begin"))
    assert answer.status_code == 403
    assert "Find my organisation" in answer.content.decode()


def test_an_agreement_is_begun_by_form(client, leila, here, there):
    client.force_login(leila)
    typed = {
        "kind": "twinning",
        "title_fr": "Deux villes",
        "body": here.pk,
        "side": "origin",
        "partner": "borgo alto",
    }
    answer = client.post(reverse("agreements:begin"), typed)
    begun = Agreement.objects.get()
    assert answer["Location"] == begun.get_absolute_url()
    assert begun.title == {"fr": "Deux villes"}
    assert {str(row) for row in begun.parties.all()} == {"Ville des Oliviers", "Borgo Alto"}


def test_an_unknown_partner_is_said_and_the_typing_kept(client, leila, here):
    client.force_login(leila)
    typed = {"kind": "twinning", "title_en": "Ours", "body": here.pk, "side": "origin"}
    answer = client.post(reverse("agreements:begin"), typed | {"partner": "Atlantis"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "No organisation of this name" in page
    assert 'value="Ours"' in page
    assert 'value="Atlantis"' in page


def test_contradicting_dates_are_refused_and_the_typing_kept(client, twinning, leila):
    client.force_login(leila)
    address = url("add", twinning, "dates")
    typed = {"precision": "day", "is_confirmed": "on", "source": "A minute book"}
    first = client.post(address, typed | {"kind": "in_force", "on": "2026-05-01"})
    assert first.status_code == 302
    answer = client.post(address, typed | {"kind": "expires", "on": "2025-05-01"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The dates contradict: “Runs until” lies before “Entered into force”" in page
    assert "A minute book" in page
    assert twinning.milestones.count() == 1


@pytest.mark.parametrize(
    "section",
    ["parties", "dates", "priorities", "measures", "organs", "resources", "documents"],
)
def test_every_part_has_a_form_that_refuses_nothing_typed(client, twinning, leila, section):
    client.force_login(leila)
    address = url("add", twinning, section)
    assert client.get(address).status_code == 200
    assert client.post(address, {}).status_code == 422


def test_rows_are_changed_and_removed_by_form(client, twinning, leila):
    client.force_login(leila)
    measure = actions.add(twinning, Measure, {"title": {"en": "A visa"}}, by=leila)
    address = url("change", twinning, "measures", measure.pk)
    assert "A visa" in client.get(address).content.decode()
    client.post(address, {"title_en": "A long visa", "limit_en": "Three years"})
    measure.refresh_from_db()
    assert (measure.title, measure.limit) == ({"en": "A long visa"}, {"en": "Three years"})
    client.post(url("remove", twinning, "measures", measure.pk))
    assert not twinning.measures.exists()


def test_a_party_takes_the_seat_of_its_organisation(client, twinning, leila, tunisia):
    client.force_login(leila)
    body = make_organisation("Office of Work", country=tunisia)
    typed = {"organisation": body.slug, "side": "origin", "level": "national"}
    assert client.post(url("add", twinning, "parties"), typed).status_code == 302
    party = twinning.parties.get(organisation=body)
    assert party.place == tunisia
    page = client.get(url("change", twinning, "parties", party.pk)).content.decode()
    assert f"Office of Work ({body.slug})" in page
    assert "Tunisia (TN)" in page


def test_an_amount_needs_its_currency_and_is_kept_in_minor_units(client, twinning, leila):
    client.force_login(leila)
    party = twinning.parties.get(side="origin")
    typed = {
        "party": party.pk,
        "kind": "money",
        "what_en": "For the well",
        "money_amount": "1250.500",
        "state": "pledged",
        "on": "2026-01-01",
    }
    address = url("add", twinning, "resources")
    assert "Choose the currency" in client.post(address, typed).content.decode()
    assert client.post(address, typed | {"money_currency": "TND"}).status_code == 302
    line = twinning.resources.get()
    assert (line.amount, line.currency) == (1_250_500, "TND")
    page = client.get(twinning.get_absolute_url()).content.decode()
    assert "1,250.500 TND" in page


def test_the_checklist_is_answered_in_one_form(client, twinning, leila):
    client.force_login(leila)
    address = url("safeguards", twinning)
    page = client.get(address)
    data = {f"{key}_answer": "yes" for key in _keys()} | {"housing_note_en": "Two to a room"}
    assert page.status_code == 200
    assert client.post(address, data).status_code == 302
    assert twinning.safeguards.filter(answer="yes").count() == len(_keys())
    assert twinning.safeguards.get(key="housing").note == {"en": "Two to a room"}


def _keys() -> list[str]:
    return list(SafeguardKey.values)


def test_signing_through_the_pages_until_it_is_in_force(client, twinning, leila, marco, tunisia):
    client.force_login(leila)
    client.post(url("propose", twinning))
    for person, side in ((leila, "origin"), (marco, "destination")):
        client.force_login(person)
        party = twinning.parties.get(side=side)
        assert (
            url("sign", twinning, party.pk)
            in client.get(twinning.get_absolute_url()).content.decode()
        )
        digest = twinning.terms.last().digest
        client.post(url("sign", twinning, party.pk), {"digest": digest, "capacity": "Mayor"})
    twinning.refresh_from_db()
    assert twinning.state == "signed"
    today = clock.now().date().isoformat()
    client.post(url("move", twinning, "enter"), {"on": today})
    client.post(url("move", twinning, "recognise"), {"state": tunisia.pk, "on": today})
    assert client.post(url("move", twinning, "suspend"), {}).status_code == 422
    client.post(url("move", twinning, "suspend"), {"why": "A flood."})
    client.post(url("resume", twinning))
    twinning.refresh_from_db()
    assert twinning.state == "in_force"
    assert twinning.recognitions.get().state == tunisia


def test_a_party_asks_for_a_change_with_a_reason(client, twinning, leila, marco):
    actions.propose(twinning, by=leila)
    client.force_login(marco)
    party = twinning.parties.get(side="destination")
    address = url("refuse", twinning, party.pk)
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"why": "No clinic"}).status_code == 302
    twinning.refresh_from_db()
    assert twinning.state == "draft"


def test_nobody_writes_who_is_not_bound(client, twinning):
    client.force_login(make_person("dele@example.org"))
    assert client.get(url("words", twinning)).status_code == 404
    Agreement.objects.update(state="signed")
    for name, *args in (("words",), ("add", "parties"), ("move", "end"), ("exit_plan",)):
        assert client.get(url(name, twinning, *args)).status_code == 403
    for name in ("propose", "call_back", "resume", "take_up_again"):
        assert client.post(url(name, twinning)).status_code == 403


def test_nobody_but_a_steward_names_a_body_that_is_not_in_the_register(client, twinning, leila):
    client.force_login(leila)
    page = client.get(url("add", twinning, "parties")).content.decode()
    assert "not in the register" not in page
    typed = {"name_en": "Some town", "side": "origin", "level": "local"}
    assert client.post(url("add", twinning, "parties"), typed).status_code == 422


@pytest.mark.parametrize(
    ("numbers", "order"),
    [
        ([3, 2, 3], "Two Three One"),
        ([1, 2, 1], "Three One Two"),
        ([1, 3, 2], "One Three Two"),
        ([2, 2, 3], "Two One Three"),
    ],
)
def test_rows_are_put_in_order_by_their_numbers(client, twinning, leila, numbers, order):
    twinning.priorities.all().delete()
    for title in ("One", "Two", "Three"):
        actions.add(twinning, Priority, {"title": {"en": title}}, by=leila)
    client.force_login(leila, backend=settings.AUTHENTICATION_BACKENDS[0])
    address = url("order", twinning, "priorities")
    assert address in client.get(twinning.get_absolute_url()).content.decode()
    keys = list(twinning.priorities.values_list("pk", flat=True))
    given = {f"place_{key}": number for key, number in zip(keys, numbers, strict=True)}
    assert client.post(address, given).status_code == 302
    assert " ".join(map(str, twinning.priorities.all())) == order
    assert client.post(address, given | {f"place_{keys[0]}": 9}).status_code == 422
    assert client.get(url("order", twinning, "dates")).status_code == 404


def test_the_map_leads_to_what_binds_a_country(client, twinning, leila, here, there):
    actions.propose(twinning, by=leila)
    Agreement.objects.update(state="in_force")
    page = client.get(reverse("agreements:index") + "?kind=twinning").content.decode()
    assert "/agreements/?kind=twinning&amp;place=TN" in page
    assert 'class="tile-world"' in page
    assert 'class="tile-world"' not in client.get("/agreements/?place=FR").content.decode()
