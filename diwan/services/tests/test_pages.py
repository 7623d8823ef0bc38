from __future__ import annotations

from datetime import time, timedelta
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from diwan.core import clock
from diwan.people.tests.factories import make_mandate, make_organisation, make_person
from diwan.services import actions, naming
from diwan.services.models import CostOption, Feedback, Request, Schedule, Service
from diwan.services.said import GuideSaid, LocationSaid, ScheduleSaid
from diwan.services.templatetags.services import dialled
from diwan.vocabularies.actions import load_vocabularies

from .factories import make_service

pytestmark = pytest.mark.django_db
ALLAUTH = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def house():
    cache.clear()
    load_vocabularies()
    return make_organisation("Maison des langues")


@pytest.fixture
def amina(house):
    person = make_person("amina@example.org")
    make_mandate(person, house)
    return person


def asked(client, path):
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    assert answer.status_code == 200, path
    return len(captured), answer


def fill(amina, house, number):
    service = make_service(
        amina, house, f"Course {number}", place="TN-11", phone="+216 71 000 000", languages=["ar"]
    )
    actions.add_schedule(service, ScheduleSaid([0, 1], "Africa/Tunis", time(9), time(12)), by=amina)
    actions.add_location(
        service,
        LocationSaid(place="TN-61", latitude=Decimal("34.7"), longitude=Decimal("10.7")),
        by=amina,
    )
    return service


@pytest.mark.parametrize("path", ["/services/", "/services/?near=Sfax", "/services/hsds.json"])
def test_a_list_asks_the_same_for_one_and_for_three(client, house, amina, path):
    fill(amina, house, 1)
    asked(client, path)  # what is kept for all pages is asked once
    first, _answer = asked(client, path)
    for number in (2, 3):
        fill(amina, house, number)
    third, answer = asked(client, path)
    assert first == third
    assert b"Course 3" in answer.content


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("near=Tunis", True),
        ("near=tounes", True),
        ("near=Lyon", False),
        ("near=nowhere at all", True),
        ("language=ar", True),
        ("language=fr", False),
        ("language=zzz", True),
        ("kind=shelter", False),
        ("q=maison course", True),
        ("free=on", False),
        ("page=999", True),
    ],
)
def test_the_list_is_narrowed_and_nonsense_narrows_nothing(client, house, amina, query, is_found):
    fill(amina, house, 1)
    assert ("Course 1" in client.get(f"/services/?{query}").content.decode()) is is_found


def test_a_migrant_on_a_slow_phone_gets_a_small_page(client, house, amina):
    for number in range(20):
        fill(amina, house, number)
    for path in ("/services/?near=Tunis", "/fr/services/", "/ar/services/"):
        answer = client.get(path, headers={"accept-encoding": "gzip"})
        assert len(answer.content) < 60 * 1024, path


def test_a_manager_writes_a_service_down_and_shows_it(client, house, amina):
    client.force_login(amina, backend=ALLAUTH)
    typed = {
        "name_0": "Evening course",
        "name_2": "درس مسائي",
        "organisation": house.name,
        "terms": ["language_course"],
        "sensitivity": "public",
        "languages": ["ar", "fr"],
        "is_free": "True",
        "areas_more": "Tunisie",
    }
    names = client.get("/services/new/").content.decode()
    if 'name="name_en"' in names:
        typed = {**typed, "name_en": typed.pop("name_0"), "name_ar": typed.pop("name_2")}
    answer = client.post("/services/new/", typed)
    assert answer.status_code == 302, answer.context["form"].errors
    service = Service.objects.get()
    assert (service.name["ar"], service.is_free) == ("درس مسائي", True)
    here = service.get_absolute_url()
    refused = client.post(f"{here}state/", {"state": "active"}, follow=True).content.decode()
    assert "how one reaches it" in refused
    assert client.post(f"{here}places/", {"location_type": "physical"}).status_code == 422
    place = {"location_type": "physical", "place_more": "Tunis (TN-11)", "address": "3 Rue Verte"}
    assert client.post(f"{here}places/", place).status_code == 302
    hours = {
        "days": ["0", "2"],
        "opens_at": "18:00",
        "closes_at": "20:00",
        "timezone": "Africa/Tunis",
    }
    wrong = client.post(f"{here}hours/", hours | {"closes_at": ""})
    assert wrong.status_code == 422
    assert 'value="18:00"' in wrong.content.decode(), "what was typed is kept"
    assert client.post(f"{here}hours/", hours).status_code == 302
    assert client.post(f"{here}phones/", {"number": "+216 71 1", "type": "voice"}).status_code == (
        302
    )
    assert client.post(f"{here}state/", {"state": "active"}).status_code == 302
    client.logout()
    page = client.get(here).content.decode()
    for words in ("3 Rue Verte", "Monday, Wednesday", "18:00–20:00", "Confirmed"):
        assert words in page, words


def test_a_number_that_is_too_short_is_refused_with_what_to_do(client, house, amina):
    service = make_service(amina, house)
    client.force_login(amina, backend=ALLAUTH)
    answer = client.post(f"{service.get_absolute_url()}phones/", {"number": "12", "type": "voice"})
    assert answer.status_code == 422
    assert "as one dials it from abroad" in answer.content.decode()


def test_whoever_used_a_service_says_what_is_otherwise_without_an_account(client, house, amina):
    service = make_service(amina, house)
    here = f"{service.get_absolute_url()}say/"
    assert client.post(here, {"kind": "other"}).status_code == 422
    assert client.post(here, {"kind": "closed"}).status_code == 302
    client.force_login(amina, backend=ALLAUTH)
    assert "It is closed or has moved" in client.get("/services/feedback/").content.decode()
    assert "1 word about a service waits" in client.get("/desk/").content.decode()
    client.post(f"/services/feedback/{Feedback.objects.get().pk}/", {"state": "done"})
    assert Feedback.objects.get().state == "done"


def test_a_flood_from_one_connection_is_held_up(client, house, amina):
    service = make_service(amina, house)
    here = f"{service.get_absolute_url()}say/"
    statuses = [client.post(here, {"kind": "closed"}).status_code for _time in range(12)]
    assert statuses[0] == 302
    assert statuses[-1] == 422


def test_a_question_is_asked_and_answered_without_a_name(client, house, amina):
    service = make_service(amina, house, sensitivity="relay_only")
    page = client.get(service.get_absolute_url()).content.decode()
    assert "data-leave" in page
    assert "noindex" in page
    answer = client.post(f"{service.get_absolute_url()}ask/", {"text": "A bed tonight?"})
    address = answer["Location"]
    told = client.get(address)
    assert "A bed tonight?" in told.content.decode()
    assert told["Referrer-Policy"] == "no-referrer"
    client.force_login(amina, backend=ALLAUTH)
    assert "1 message waits" in client.get("/desk/").content.decode()
    key = client.get("/services/enquiries/").context["page"][0].pk
    assert client.post(f"/services/enquiries/{key}/", {"text": "Yes."}).status_code == 302
    client.logout()
    assert "Yes." in client.get(address).content.decode()
    assert client.post(address, {"erase": "1"}).status_code == 302
    assert client.get(address).status_code == 404


def test_a_person_keeps_track_of_a_request(client, house, amina):
    steward = make_person("steward@example.org", is_steward=True)
    until = clock.now().date() + timedelta(days=30)
    guide = actions.add_guide(
        GuideSaid({"en": "Passport"}, "TN", {"en": "Go\nPay"}, until, official_url="https://x.tn"),
        by=steward,
    )
    paper = actions.add_paper(guide, {"en": "Photograph"}, {}, by=steward)
    actions.add_paper(guide, {"en": "Old passport"}, {}, by=steward)
    actions.publish_guide(guide, by=steward, is_published=True)
    page = client.get(guide.get_absolute_url()).content.decode()
    for words in ("Photograph", "<li>Pay</li>", "https://x.tn", "print this page"):
        assert words in page, words
    client.force_login(amina, backend=ALLAUTH)
    address = client.post(reverse("services:begin", args=[guide.slug]))["Location"]
    kept = client.post(address, {"state": "gathering", "ticked": [paper.pk], "reference": "T-1"})
    assert kept.status_code == 302
    page = client.get(address).content.decode()
    assert "1 of 2 papers is still missing" in page
    assert "Passport" in client.get("/desk/").content.decode()
    client.force_login(steward, backend=ALLAUTH)
    assert client.get(address).status_code == 404
    client.force_login(amina, backend=ALLAUTH)
    client.post(f"{address}forget/")
    assert not Request.objects.exists()


def test_hours_and_money_are_written_as_the_reader_writes_them():
    row = Schedule(byday="MO,WE", opens_at=time(9), closes_at=time(12, 30))
    assert (naming.days(row), naming.span(row)) == ("Monday, Wednesday", "09:00–12:30")
    assert naming.days(Schedule(byday="MO,TU,WE,TH,FR,SA,SU")) == "every day"
    assert naming.span(Schedule(byday="MO")) == "closed"
    assert naming.money(CostOption(amount=1_500, currency="TND")) == "TND1.500"
    with override("ar"):
        assert naming.days(row) == "الاثنين، الأربعاء"
    with override("fr"):
        assert naming.money(CostOption(amount=3_000, currency="EUR")) == "30\xa0€"


def test_a_number_is_dialled_without_what_people_write_between(house, amina):
    phone = make_service(amina, house, phone="+216 (71) 00-00 00 ×12").phones.get()
    assert dialled(phone) == "+21671000000"
