"""What a service hides stands nowhere for anybody outside (P-13): secrets planted and looked for."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from diwan.core import clock, slots
from diwan.people.models import Person
from diwan.people.tests.factories import make_mandate, make_organisation, make_person
from diwan.portal import actions as portal
from diwan.services import actions
from diwan.services.models import Service
from diwan.services.said import LocationSaid, PhoneSaid, ScheduleSaid
from diwan.services.words import ServiceState
from diwan.vocabularies.actions import add_municipality, load_vocabularies
from diwan.vocabularies.models import Place

from .factories import make_service, say

pytestmark = pytest.mark.django_db
ALLAUTH = "allauth.account.auth_backends.AuthenticationBackend"
#: what each of them looks like is told to nobody outside
PLACE = {
    "address": "Zanqat Qamaria 7",
    "city": "Wadi Qamaria",
    "postal_code": "QX9481",
    "latitude": "36.731337",
    "longitude": "10.217331",
    "name": "Dar Qamaria",
    "transportation": "Tram Qamaria",
    "details": "Lift Qamaria",
    "town": "Qamariastadt",
}
STAFF_PHONE = "+216 71 555 0199"
PHONE, MAIL, WEB = "+216 71 444 0188", "qamaria@example.org", "https://qamaria.example"
NOTE = "Ring twice Qamaria"
WITHIN = "Qamaria night desk"
HIDDEN = {
    "hidden_address": [*PLACE.values(), STAFF_PHONE],
    "relay_only": [*PLACE.values(), STAFF_PHONE, PHONE, MAIL, WEB, NOTE],
    "staff_only": [*PLACE.values(), STAFF_PHONE, PHONE, MAIL, WEB, NOTE, WITHIN],
}
OUTSIDERS = ("stranger", "member", "authority", "steward", "enforcer")


@pytest.fixture
def house():
    load_vocabularies()
    return make_organisation("Association Yasmin", country=Place.objects.get(code="TN"))


@pytest.fixture
def insider(house):
    person = make_person("insider@example.org")
    make_mandate(person, house)
    return person


@pytest.fixture
def town():
    steward = make_person("places@example.org", is_steward=True)
    parent = Place.objects.get(code="TN-11")
    return add_municipality(parent, {"en": PLACE["town"]}, by=steward)


def plant(insider, house, town, sensitivity):
    """A service with a secret in every field that can hold one."""
    name = WITHIN if sensitivity == "staff_only" else "House for women"
    said = say(
        house,
        name,
        sensitivity=sensitivity,
        terms=["shelter"],
        languages=["ar"],
        areas=["TN"],
        themes=["reintegration"],
        description={"en": "A bed and counsel."},
        email=MAIL,
        url=WEB,
    )
    service = actions.add(said, by=insider)
    at = actions.add_location(
        service,
        LocationSaid(
            place=town.code,
            **{key: PLACE[key] for key in ("address", "city", "postal_code")},
            **{key: PLACE[key] for key in ("latitude", "longitude")},
            name={"en": PLACE["name"]},
            transportation={"en": PLACE["transportation"]},
            accessibility_details={"en": PLACE["details"]},
        ),
        by=insider,
    )
    actions.add_phone(service, PhoneSaid(PHONE, description={"en": NOTE}), by=insider)
    actions.add_phone(service, PhoneSaid(STAFF_PHONE, is_staff=True), by=insider)
    actions.add_schedule(
        service, ScheduleSaid([0], "Africa/Tunis", description={"en": NOTE}), by=insider, at=at
    )
    return actions.move(service, ServiceState.ACTIVE, by=insider)


def reader(who):
    """Somebody outside, signed in where they are somebody."""
    client = Client()
    if who == "stranger":
        return client
    kinds = {"authority": "national_government", "enforcer": "national_government"}
    person = make_person(f"{who}@example.org", is_steward=who == "steward")
    if who in kinds:
        body = make_organisation(f"Ministry {who}", kind=kinds[who])
        make_mandate(person, body)
    client.force_login(person, backend=ALLAUTH)
    return client


def addresses(service, town):
    """Every page, feed and file in which a service could stand."""
    here = service.get_absolute_url()
    asked = ("", "?near=TN", f"?near={town.code}", "?kind=shelter", "?language=ar", "?q=house")
    words = ("Qamaria", "house", "0188", "shelter")
    return [
        *(reverse("services:index") + query for query in asked),
        here,
        f"{here}say/",
        f"{here}ask/",
        f"{here}edit/",
        *(f"{here}{part}/" for part in ("places", "hours", "phones", "costs")),
        reverse("services:hsds_json"),
        reverse("services:mine"),
        reverse("services:feedback"),
        reverse("services:enquiries"),
        *(reverse("portal:search") + f"?q={word}" for word in words),
        *(
            reverse(f"portal:{page}", args=[code])
            for page in ("place", "place_origin", "place_destination", "place_feed")
            for code in ("TN", "TN-11", town.code)
        ),
        reverse("portal:places"),
        reverse("portal:corridor", args=["TN", "FR"]),
        reverse("portal:corridor_feed", args=["TN", "FR"]),
        reverse("portal:theme", args=["reintegration"]),
        reverse("portal:theme_feed", args=["reintegration"]),
        reverse("portal:home"),
        service.organisation.get_absolute_url(),
        "/sitemap.xml",
    ]


def told(client, service, town):
    """All that is told, address by address; the town's own name on its own pages is no secret."""
    for address in addresses(service, town):
        answer = client.get(address)
        text = b"".join(answer) if answer.streaming else answer.content
        yield address, text.decode(errors="replace")
    packed = zipfile.ZipFile(io.BytesIO(client.get(reverse("services:hsds_zip")).content))
    for name in packed.namelist():
        yield name, packed.read(name).decode()


def echoes(address, text):
    """Without what the reader's own question, or the page's own title, says."""
    if "q=" in address:
        query = address.partition("q=")[2]
        return (
            "\n".join(line for line in text.splitlines() if f'value="{query}"' not in line)
            .replace(f"q={query}", "")
            .replace(f": {query}", "")
        )
    return text


@pytest.mark.parametrize("who", OUTSIDERS)
@pytest.mark.parametrize("sensitivity", list(HIDDEN))
def test_no_page_feed_or_file_tells_what_is_hidden(house, insider, town, sensitivity, who):
    service = plant(insider, house, town, sensitivity)
    portal.reindex("services")
    client = reader(who)
    for address, text in told(client, service, town):
        wanted = HIDDEN[sensitivity]
        is_ours = "/services/" in address or address.endswith(".csv")
        if not is_ours or town.code in address:
            wanted = [secret for secret in wanted if secret != PLACE["town"]]  # a place of its own
        assert [secret for secret in wanted if secret in echoes(address, text)] == [], address


@pytest.mark.parametrize("sensitivity", ["hidden_address", "relay_only"])
def test_a_hidden_place_moves_no_number_and_no_order(house, insider, town, sensitivity):
    """The town's page, the count of its country and the search by place are as without it."""
    client = Client()
    service = plant(insider, house, town, sensitivity)
    actions.change(
        service,
        say(house, "House for women", sensitivity=sensitivity, terms=["shelter"]),
        by=insider,
    )
    for panel in (slots.place_panels.get("services.services"),):
        for code in ("TN", "TN-11", town.code):
            place = Place.objects.get(code=code)
            assert panel.context(client.get("/").wsgi_request, place) is None
    assert slots.place_counts.get("services").counts(make_person("any@example.org")) == {}
    assert not Service.objects.all().listed().near(town).exists()


def test_a_place_that_a_hidden_service_shares_is_hidden_for_its_neighbour(house, insider, town):
    hidden = plant(insider, house, town, "hidden_address")
    open_one = make_service(insider, house, "Tea room")
    actions.use_location(open_one, hidden.at.get().location, by=insider)
    page = Client().get(open_one.get_absolute_url()).content.decode()
    assert [secret for secret in PLACE.values() if secret in page] == []


def test_those_who_run_it_see_all_of_it_and_nobody_keeps_the_page(house, insider, town):
    service = plant(insider, house, town, "staff_only")
    client = Client()
    client.force_login(insider, backend=ALLAUTH)
    answer = client.get(service.get_absolute_url())
    text = answer.content.decode()
    assert [secret for secret in (PLACE["address"], STAFF_PHONE, MAIL) if secret not in text] == []
    assert answer["Cache-Control"] == "no-store"


def test_the_service_that_is_for_its_staff_is_for_no_steward(house, insider, town):
    service = plant(insider, house, town, "staff_only")
    steward = make_person("s@example.org", is_steward=True, is_administrator=True)
    assert not Service.objects.visible_to(steward).filter(pk=service.pk).exists()
    assert Service.objects.visible_to(insider).filter(pk=service.pk).exists()


def test_nothing_of_it_is_in_the_log_or_in_letters(house, insider, town, mailoutbox):
    from diwan.audit.models import Entry  # noqa: PLC0415
    from diwan.mailroom.models import OutgoingLetter  # noqa: PLC0415

    service = plant(insider, house, town, "relay_only")
    Service.objects.filter(pk=service.pk).update(assured_on=None)
    actions.ask_for_word(clock.now())
    actions.ask(service, f"My number is {STAFF_PHONE}")
    letters = "".join(f"{row.subject}{row.text}{row.html}" for row in OutgoingLetter.objects.all())
    log = "".join(f"{row.reason}{row.details}" for row in Entry.objects.all())
    for text in (letters, log):
        assert [secret for secret in HIDDEN["staff_only"] if secret in text] == []
    assert "House for women" not in letters, "a letter may be read over a shoulder"
    assert OutgoingLetter.objects.count() == 2


def test_a_shelter_cannot_be_opened_by_mistake(house, insider):
    from django.db import IntegrityError, transaction  # noqa: PLC0415

    from diwan.core.errors import Refusal  # noqa: PLC0415

    with pytest.raises(Refusal, match="shelter is no open service"):
        actions.add(say(house, "Night bed", terms=["shelter"]), by=insider)
    service = make_service(insider, house, sensitivity="hidden_address", terms=["shelter"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Service.objects.filter(pk=service.pk).update(sensitivity="public")


def test_every_language_hides_the_same(house, insider, town):
    service = plant(insider, house, town, "relay_only")
    for code in ("fr", "ar"):
        with translation.override(code):
            page = Client().get(service.get_absolute_url()).content.decode()
        assert [secret for secret in HIDDEN["relay_only"] if secret in page] == []


def test_the_secrets_are_planted_where_they_could_be_told(house, insider, town):
    """The test above can fail: the same place of an open service stands on its page."""
    service = plant(insider, house, town, "hidden_address")
    said = say(house, "Tea room", email=MAIL)
    actions.change(service, said, by=insider)
    page = Client().get(service.get_absolute_url()).content.decode()
    whole = Client().get(reverse("services:hsds_json")).content.decode()
    assert [secret for secret in PLACE.values() if secret not in page and secret not in whole] == [
        PLACE["town"],
    ][: 0 if PLACE["town"] in page else 1]
    assert STAFF_PHONE not in page
    assert Person.objects.exists()
