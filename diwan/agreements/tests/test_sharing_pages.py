"""Pages of data sharing: drafted, signed, stopped; who received my data."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from diwan.agreements.actions import sharing as actions
from diwan.agreements.models import DataSharing, Transfer
from diwan.core import clock, gates, slots
from diwan.mailroom.models import OutgoingLetter
from diwan.people.actions import directory
from diwan.people.models import Organisation, Person
from diwan.people.tests.factories import make_mandate, make_organisation, make_person

from .factories import make_twinning
from .factories_sharing import World, make_service, make_terms, make_world, sign_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def browser(person: Any) -> Client:
    client = Client()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def typed(world: World, **changes: Any) -> dict[str, Any]:
    """What somebody types into the form of a draft."""
    today = clock.now().date()
    return {
        "title_en": "Schools on both shores",
        "senders": "Agence de l’emploi",
        "recipients": f"https://site.example{world.there.get_absolute_url()}",
        "purposes": ["training"],
        "categories": ["name", "qualifications"],
        "basis": "law",
        "basis_text_en": "Article 3.",
        "begins_on": f"{today}",
        "ends_on": f"{today.replace(year=today.year + 1)}",
        "retention_days": "30",
        "guarantee": "clauses",
        "rights_contact": "data@office.example",
    } | changes


def test_everybody_reads_what_is_signed_and_nobody_else_a_draft(world, client):
    address = world.sharing.get_absolute_url()
    page = client.get(address).content.decode()
    for words in ("Finding work", "Skills and experience", "Article 4", "data@office.example"):
        assert words in page
    assert "no part in readmission" in page
    draft = actions.draft_sharing(make_terms(world.here, world.there), by=world.leila)
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert browser(world.amina).get(draft.get_absolute_url()).status_code == 404
    assert browser(world.marco).get(draft.get_absolute_url()).status_code == 200
    listed = client.get(reverse("sharing:index")).context["page"].object_list
    assert [row.pk for row in listed] == [world.sharing.pk]


def test_one_and_three_rows_ask_the_database_as_often(world, client):
    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            client.get(reverse("sharing:index"))
        return len(captured)

    client.get(reverse("sharing:index"))
    one = count()
    for _number in range(2):
        row = actions.draft_sharing(make_terms(world.here, world.there), by=world.leila)
        DataSharing.objects.filter(pk=row.pk).update(state="ended")
    assert count() == one


def test_drafted_laid_before_the_bodies_and_signed_by_both(world):
    leila, marco = browser(world.leila), browser(world.marco)
    answer = leila.post(reverse("sharing:draft"), typed(world))
    assert answer.status_code == 302
    sharing = DataSharing.objects.get(purposes=["training"])
    assert answer["Location"] == sharing.get_absolute_url()
    OutgoingLetter.objects.all().delete()
    leila.post(reverse("sharing:propose", args=[sharing.slug]))
    assert [letter.to_address for letter in OutgoingLetter.objects.all()] == [world.marco.email]
    for client, body in ((leila, world.here), (marco, world.there)):
        pk = sharing.bodies.get(organisation=body).pk
        address = reverse("sharing:sign", args=[sharing.slug, pk])
        digest = client.get(address).context["form"].initial["digest"]
        assert client.post(address, {"digest": digest, "capacity": "Head"}).status_code == 302
    sharing.refresh_from_db()
    assert (sharing.state, sharing.standing) == ("signed", "in_force")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"recipients": "Nobody knows"}, "is not in the register"),
        ({"purposes": ["readmission"]}, "readmission"),
        ({"categories": ["religion"]}, "religion"),
        ({"ends_on": "2020-01-01"}, "before it begins"),
        ({"ends_on": "2099-01-01"}, "within five years"),
        ({"guarantee": ""}, "cross a border"),
        ({"senders": ""}, "sends data"),
        ({"senders": "Centro per l’impiego"}, "two bodies"),
        ({"retention_days": "0"}, "1"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence_and_nothing_typed_is_lost(world, change, sentence):
    answer = browser(world.leila).post(reverse("sharing:draft"), typed(world, **change))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    assert "Schools on both shores" in page
    assert DataSharing.objects.count() == 1


def test_terms_changed_while_somebody_reads_are_not_signed(world):
    sharing = actions.draft_sharing(make_terms(world.here, world.there), by=world.leila)
    actions.propose_sharing(sharing, by=world.leila)
    sharing.refresh_from_db()
    read = sharing.digest
    actions.call_back_sharing(sharing, by=world.leila, why="One more purpose.")
    terms = make_terms(world.here, world.there, purposes=["work", "training"])
    actions.describe_sharing(sharing, terms, by=world.leila)
    actions.propose_sharing(sharing, by=world.leila)
    body = sharing.bodies.get(organisation=world.there)
    address = reverse("sharing:sign", args=[sharing.slug, body.pk])
    answer = browser(world.marco).post(address, {"digest": read, "capacity": "Head"})
    assert answer.status_code == 422
    assert "changed since you opened them" in answer.content.decode()


def test_nobody_signs_for_two_bodies(world):
    sharing = actions.draft_sharing(make_terms(world.here, world.there), by=world.leila)
    make_mandate(world.leila, world.there)
    actions.propose_sharing(sharing, by=world.leila)
    sharing.refresh_from_db()
    here, there = sharing.bodies.order_by("pk")
    actions.sign_sharing(here, by=world.leila, digest=sharing.digest, capacity="Head")
    address = reverse("sharing:sign", args=[sharing.slug, there.pk])
    answer = browser(world.leila).post(address, {"digest": sharing.digest, "capacity": "Head"})
    assert "another body already" in answer.content.decode()


def test_a_reason_is_needed_to_stop_and_stands_on_the_page(world, client):
    marco = browser(world.marco)
    address = reverse("sharing:stop", args=[world.sharing.slug, "suspend"])
    assert marco.post(address, {"why": " "}).status_code == 422
    assert marco.post(address, {"why": "We look into a complaint."}).status_code == 302
    page = client.get(world.sharing.get_absolute_url()).content.decode()
    assert "We look into a complaint." in page
    assert "Suspended" in page
    assert not gates.may_exchange(**world.asked())
    marco.post(reverse("sharing:resume", args=[world.sharing.slug]))
    assert gates.may_exchange(**world.asked())


def test_a_steward_says_whether_a_body_has_a_part_in_enforcement(world):
    steward = make_person("steward@example.org", is_steward=True)
    body = world.sharing.bodies.get(organisation=world.there)
    address = reverse("sharing:mark", args=[world.sharing.slug, body.pk])
    answer = browser(steward).post(address, {"answer": "yes", "why": "Its border unit."})
    assert answer.status_code == 302
    world.there.refresh_from_db()
    assert world.there.enforcement == "yes"
    assert browser(world.leila).get(address).status_code == 403


def test_a_steward_looks_from_there_at_what_it_is_part_of(world):
    steward = browser(make_person("steward@example.org", is_steward=True))
    ministry = make_organisation("Ministry", kind="national_government")
    police = make_organisation("Police", kind="national_government", parent=ministry)
    Organisation.objects.filter(pk=world.there.pk).update(parent=ministry)
    body = world.sharing.bodies.get(organisation=world.there)
    address = reverse("sharing:mark", args=[world.sharing.slug, body.pk])
    page = steward.get(address).content.decode()
    for near in (ministry, police):
        assert f'href="?of={near.slug}"' in page
    steward.post(f"{address}?of={ministry.slug}", {"answer": "no", "why": "It keeps them apart."})
    ministry.refresh_from_db()
    assert ministry.enforcement == "no"
    other = make_organisation("Far away")
    assert steward.get(f"{address}?of={other.slug}").status_code == 404


def test_a_steward_does_not_judge_their_own_body(world):
    steward = make_person("steward@example.org", is_steward=True)
    make_mandate(steward, world.there)
    body = world.sharing.bodies.get(organisation=world.there)
    address = reverse("sharing:mark", args=[world.sharing.slug, body.pk])
    answer = browser(steward).post(address, {"answer": "no", "why": "I know it."})
    assert answer.status_code == 422
    assert "Ask another steward" in answer.content.decode()


def test_the_person_sees_each_transfer_and_nobody_else_does(world):
    transfer = gates.exchange(**world.asked(), by=world.leila)
    directory.show(world.amina, shown=directory.Shown(never_to=["FR"]), by=world.amina)
    page = browser(world.amina).get(reverse("received:received")).content.decode()
    for words in (
        transfer.reference,
        "Centro per l’impiego",
        "Finding work",
        "Work, training or project sought",
        "Work on both shores",
        "data@office.example",
        "France",
    ):
        assert words in page, words
    other = browser(world.marco).get(reverse("received:received")).content.decode()
    assert transfer.reference not in other
    assert "Nothing was sent" in other


def test_each_page_of_the_account_leads_there(world):
    client = browser(world.amina)
    for name in ("people:consents", "people:my_data", "people:directory"):
        assert reverse("received:received") in client.get(reverse(name)).content.decode()


def test_objecting_takes_one_button(world):
    transfer = gates.exchange(**world.asked(), by=world.leila)
    client = browser(world.amina)
    address = reverse("received:object", args=[transfer.reference])
    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 302
    transfer.refresh_from_db()
    assert transfer.objected_at is not None
    assert "You objected on" in client.get(reverse("received:received")).content.decode()
    assert client.post(address).status_code == 422, "once is enough"
    assert browser(world.marco).get(address).status_code == 404


def test_many_transfers_ask_the_database_as_often_as_one(world):
    client = browser(world.amina)

    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("received:received"))
        return len(captured)

    gates.exchange(**world.asked(), by=world.leila)
    count()
    one = count()
    for _number in range(2):
        gates.exchange(**world.asked(), by=world.leila)
    assert Transfer.objects.count() == 3
    assert count() == one


def test_the_pages_of_bodies_and_agreements_show_it(world, client):
    page = client.get(world.there.get_absolute_url()).content.decode()
    assert "Work on both shores" in page
    third = make_service("Third", "TN")
    assert "Data sharing" not in client.get(third.get_absolute_url()).content.decode()


@pytest.mark.parametrize("slot", [slots.organisation_panels, slots.agreement_panels])
@pytest.mark.parametrize("who", ["leila", "amina"])
def test_a_panel_asks_at_most_twice_whatever_it_finds(world, rf, slot, who):
    above = make_twinning(world.leila, world.here, world.there)
    for _number in range(3):
        terms = make_terms(world.here, world.there, agreement=above)
        actions.draft_sharing(terms, by=world.leila)
    panel = slot.get("agreements-sharing")
    subject = above if slot is slots.agreement_panels else world.here
    request = rf.get("/")
    for rows in (4, 0):
        request.user = Person.objects.get(pk=getattr(world, who).pk)
        with CaptureQueriesContext(connection) as captured:
            context = panel.context(request, subject)
            shown = [
                str(b) for row in (context or {}).get("sharings", []) for b in row.bodies.all()
            ]
        assert len(captured) <= 2, rows
        assert bool(shown) == (rows == 4 and (who == "leila" or subject == world.here))
        DataSharing.objects.all().delete()


def test_who_signs_for_a_party_is_shown_where_to_draft_one(world):
    above = make_twinning(world.leila, world.here, world.there)
    page = browser(world.leila).get(above.get_absolute_url()).content.decode()
    address = f"{reverse('sharing:draft')}?agreement={above.slug}"
    assert address in page
    form = browser(world.leila).get(address).context["form"]
    assert form.initial["agreement"] == above.pk


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_pages_speak_the_reader_s_language(world, language):
    client = browser(world.amina)
    gates.exchange(**world.asked(), by=world.leila)
    for address in (
        world.sharing.get_absolute_url(),
        reverse("received:received"),
        reverse("sharing:index"),
    ):
        page = client.get(f"/{language}{address}")
        assert page.status_code == 200
        assert "Data-sharing" not in page.content.decode()


def test_signatures_are_gone_when_the_terms_are_taken_back(world):
    sharing = actions.draft_sharing(make_terms(world.here, world.there), by=world.leila)
    actions.propose_sharing(sharing, by=world.leila)
    sharing.refresh_from_db()
    first = sharing.bodies.get(organisation=world.here)
    actions.sign_sharing(first, by=world.leila, digest=sharing.digest, capacity="Head")
    actions.call_back_sharing(sharing, by=world.marco, why="Not so.")
    first.refresh_from_db()
    assert (first.signed_digest, first.signed_by, first.capacity) == ("", None, "")
    actions.propose_sharing(sharing, by=world.leila)
    sign_all(sharing, world.leila, world.marco)
    assert sharing.state == "signed"
