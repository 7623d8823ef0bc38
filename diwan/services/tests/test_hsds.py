from __future__ import annotations

import io
import json
import zipfile
from itertools import product

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from diwan.core.errors import Conflict, Refusal
from diwan.people.models import Organisation
from diwan.people.tests.factories import make_mandate, make_organisation, make_person
from diwan.services import actions
from diwan.services.hsds import planning, tables
from diwan.services.models import Phone, Service, ServiceImport
from diwan.services.rules import codes
from diwan.services.words import ServiceState
from diwan.vocabularies.actions import load_vocabularies

from .factories import make_service

ALLAUTH = "allauth.account.auth_backends.AuthenticationBackend"
TOLD = {
    "language": "en",
    "sensitivity": "public",
    "kind": "civil_society",
    "timezone": "Africa/Tunis",
}
FILES = {
    "organizations.csv": "id,name,description\no1,Red Lantern,Helps\no2,Nobody,\n",
    "services.csv": (
        "id,organization_id,name,description,status,minimum_age,assured_date,url,email\n"
        "s1,o1,Arabic for all,Evenings,active,16,2026-01-31,lantern.example,a@example.org\n"
        "s2,o9,No body,,active,,,,\n"
        "s3,o1,,,active,,,,\n"
        "s4,o1,Bad age,,active,old,2026-31-31,,nobody\n"
        "s5,o1,Women's shelter,,active,,,,b@example.org\n"
        "s1,o1,Same id,,active,,,,\n"
    ),
    "locations.csv": (
        "id,location_type,name,latitude,longitude\n"
        "l1,physical,House,36.8,10.18\nl2,physical,Nowhere,,\nl3,physical,Moon,99,0\n"
    ),
    "addresses.csv": (
        "id,location_id,address_1,city,country,address_type\n"
        "a1,l1,3 Rue Verte,Tunis,TN,physical\na2,l2,1 Way,Atlantis,ZZ,physical\n"
        "a3,l9,x,y,TN,physical\na4,l3,1 Crater,Tunis,TN,physical\n"
    ),
    "service_at_locations.csv": (
        "id,service_id,location_id\nx1,s1,l1\nx2,s1,l2\nx3,s9,l1\nx4,s1,l3\n"
    ),
    "phones.csv": (
        "id,service_id,contact_id,number,type\np1,s1,,+216 71 234 567,voice\np2,s1,,12,voice\n"
        "p3,s1,c1,+216 98 000 111,voice\np4,s2,,+216 71 234 567,voice\n"
    ),
    "schedules.csv": (
        "id,service_id,freq,byday,opens_at,closes_at,valid_from,valid_to\n"
        'h1,s1,WEEKLY,"MO,TU",18:00:00,20:00:00,,\nh2,s1,MONTHLY,MO,09:00,10:00,,\n'
        "h3,s1,WEEKLY,XX,09:00,10:00,,\nh4,s1,WEEKLY,WE,25:00,26:00,,\n"
    ),
    "languages.csv": "id,service_id,code,name\ng1,s1,ar,\ng2,s1,,French\ng3,s1,,Klingon\n",
    "cost_options.csv": "id,service_id,option,amount,currency\nc1,s1,A month,30,tnd\nc2,s1,,x,\n",
    "required_documents.csv": "id,service_id,document\nd1,s1,Passport\nd2,s1,\n",
    "service_areas.csv": "id,service_id,name\nr1,s1,Tunisia\nr2,s1,Mordor\n",
    "taxonomy_terms.csv": "id,code,name\nt1,,Language course\nt2,,Rocket science\n",
    "attributes.csv": "id,link_id,taxonomy_term_id\nb1,s1,t1\nb2,s1,t2\n",
    "contacts.csv": "id,name,email\nc1,Somebody Secret,some@example.org\n",
}


def given_files(**changes):
    files = FILES | changes
    return [(name, text.encode()) for name, text in files.items()]


def all_lines(read):
    return {(table, row["line"]) for table, rows in read.items() for row in rows}


@pytest.fixture
def steward(db):
    load_vocabularies()
    return make_person("steward@example.org", is_steward=True)


# --- reading -------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([("services.csv", b"id,name\n")], "no service in these files"),
        ([("services.csv", b'id,name\n1,"never\n')], "quote that never ends"),
        ([("services.csv", b"\x89PNG\0\0")], "no CSV file"),
        ([("all.zip", b"PK\x03\x04 broken")], "damaged"),
        ([("services.csv", b"id,name\n" + b"1,x\n" * 501)], "more than 500"),
        ([("services.csv", b"id\n1\n"), ("phones.csv", b"id\n" + b"1\n" * 20_001)], "20,000 rows"),
        ([("services.csv", b"x" * 20_000_001)], "larger than 20 MB"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(files, sentence):
    with pytest.raises(Refusal, match=sentence):
        tables.read(files)


def test_names_of_older_files_and_a_zip_are_read():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("data/service.csv", FILES["services.csv"])
        packed.writestr("data/regular_schedules.csv", FILES["schedules.csv"])
    read = tables.read([("all.zip", made.getvalue())])
    assert {table: len(rows) for table, rows in read.items()} == {"services": 6, "schedules": 4}


# --- planning ------------------------------------------------------------------------------
def known(**fields):
    places = {"tunis": ["TN-11"], "tunisia": ["TN"], "tn": ["TN"]}
    languages, terms = {"ar": "ar", "french": "fr"}, {"language course": "language_course"}
    return planning.Known(places, languages, terms, **fields)


def test_every_row_is_in_a_service_or_left_out_with_a_reason():
    read = tables.read(given_files())
    plans, left = planning.planned(read, known())
    assert [(plan.name, plan.fate.value) for plan in plans] == [
        ("Arabic for all", "add"),
        ("No body", "wrong"),
        ("", "wrong"),
        ("Bad age", "wrong"),
        ("Women's shelter", "add"),
        ("Same id", "wrong"),
    ]
    gone = {(row.table, row.line) for row in left}
    assert len(gone) == len(left), "no row is left out twice"
    assert all(row.sentences for row in left)
    kept = all_lines(read) - gone
    assert {f"{table}:{line}" for table, line in kept} == {
        *("services:2", "services:6", "organizations:2", "locations:2", "addresses:2"),
        *("service_at_locations:2", "service_at_locations:3", "service_at_locations:5"),
        *("phones:2", "phones:4", "schedules:2", "languages:2", "languages:3"),
        *("cost_options:2", "required_documents:2", "service_areas:2", "attributes:2"),
        *("taxonomy_terms:2", "taxonomy_terms:3"),
    }


def test_each_mistake_has_its_sentence():
    _plans, left = planning.planned(tables.read(given_files()), known())
    said = {f"{row.table}:{row.line}": " ".join(row.sentences) for row in left}
    for place, words in {
        "services:3": "organization_id",
        "services:4": "name is missing",
        "services:5": "no age in years.*no day|no mail",
        "services:7": "same id",
        "locations:3": "No place is known",
        "locations:4": "no point on the earth",
        "addresses:3": "left out",
        "addresses:4": "location_id",
        "service_at_locations:4": "no service of this file",
        "phones:3": "no whole telephone number",
        "phones:5": "no service of this file",
        "schedules:3": "every week",
        "schedules:4": "no day of the week",
        "schedules:5": "no time of day",
        "languages:4": "Klingon",
        "cost_options:3": "no amount",
        "required_documents:3": "empty",
        "service_areas:3": "Mordor",
        "attributes:3": "Rocket science",
        "contacts:2": "no names of persons",
        "organizations:3": "offers no service",
    }.items():
        assert any(part in said[place] for part in words.split("|")), (place, said[place])


_CELLS = ("", "1", "2", "Tunis")
_ROWS = list(product(tables.TABLES, _CELLS, _CELLS, _CELLS))


@given(st.lists(st.integers(0, len(_ROWS) - 1), max_size=12))
def test_no_row_of_any_file_is_lost(made):
    """Ids that name each other or nothing, in every table."""
    read = {"services": [{"id": "1", "organization_id": "1", "name": "A", "line": "0"}]}
    for number, (table, first, second, third) in enumerate(map(_ROWS.__getitem__, made), 1):
        cells = {"id": first, "service_id": second, "location_id": third, "link_id": second}
        row = {key: cell for key, cell in cells.items() if cell}
        more = {"name": first, "organization_id": third, "number": "+216 71 000", "amount": "1"}
        read.setdefault(table, []).append({**row, **more, "line": str(number)})
    plans, left = planning.planned(read, known())
    assert len(plans) == len(read["services"])
    gone = [(row.table, row.line) for row in left]
    assert len(set(gone)) == len(gone)
    wrong = {("services", plan.line) for plan in plans if plan.fate is planning.Fate.WRONG}
    assert wrong <= set(gone)
    if wrong == {("services", plan.line) for plan in plans}:
        loose = {"taxonomy_terms", "organizations"}
        assert {key for key in all_lines(read) if key[0] not in loose} <= set(gone)


# --- writing -------------------------------------------------------------------------------
def test_what_is_ticked_is_written_and_the_rest_is_told(steward):
    waiting = actions.read_in(given_files(), TOLD, by=steward)
    assert not Service.objects.exists(), "nothing before the steward says so"
    plans, _left = actions.plans_of(waiting)
    numbers = [plan.number for plan in plans]
    done = actions.write_chosen(waiting, numbers=numbers, by=steward)
    assert (done.added, done.changed, done.tables) == (2, 0, {})
    service = Service.objects.get(hsds_id="s1")
    assert service.state == ServiceState.ACTIVE
    assert service.organisation == Organisation.objects.get(name="Red Lantern")
    assert (service.minimum_age, service.url) == (16, "https://lantern.example")
    assert (str(service.assured_on), service.assurer) == ("2026-01-31", None)
    assert codes.parted(service.terms) == ["language_course"]
    assert service.language_codes == ["ar", "fr"]
    assert [row.location.place.code for row in service.at.all()] == ["TN-11"]
    assert {row.number: row.is_staff for row in Phone.objects.all()} == {
        "+216 71 234 567": False,
        "+216 98 000 111": True,
    }
    assert [row.byday for row in service.schedules.all()] == ["MO,TU"]
    assert [row.amount for row in service.costs.all()] == [30_000]
    assert Service.objects.get(hsds_id="s5").sensitivity == "hidden_address"
    assert "Somebody Secret" not in json.dumps(done.left)
    with pytest.raises(Conflict):
        actions.write_chosen(waiting, numbers=numbers, by=steward)


def test_reading_the_same_file_again_changes_and_adds_nothing_twice(steward):
    for _time in range(2):
        waiting = actions.read_in(given_files(), TOLD, by=steward)
        actions.write_chosen(waiting, numbers=[0], by=steward)
    assert waiting.pk
    assert ServiceImport.objects.latest("pk").changed == 1
    service = Service.objects.get()
    assert (service.phones.count(), service.at.count(), service.schedules.count()) == (2, 1, 1)
    assert Organisation.objects.filter(name="Red Lantern").count() == 1


def test_a_file_without_classes_opens_nothing_that_was_closed_meanwhile(steward):
    make_mandate(steward, make_organisation("Red Lantern"))
    for _time in range(2):
        waiting = actions.read_in(given_files(), TOLD, by=steward)
        actions.write_chosen(waiting, numbers=[0], by=steward)
        opened = Service.objects.get(hsds_id="s1").sensitivity
        Service.objects.filter(hsds_id="s1").update(sensitivity="relay_only")
    assert ServiceImport.objects.latest("pk").changed == 1
    assert opened == "relay_only"


def test_a_mistake_that_shows_only_while_writing_undoes_one_service(steward):
    files = given_files(**{"cost_options.csv": "id,service_id,amount,currency\nc1,s1,1,ZZZ\n"})
    waiting = actions.read_in(files, TOLD, by=steward)
    done = actions.write_chosen(waiting, numbers=[0, 4], by=steward)
    assert done.added == 1
    assert not Service.objects.filter(hsds_id="s1").exists()
    assert any("three letters" in " ".join(row["why"]) for row in done.left)


def test_only_the_steward_who_read_it_in_writes_it(steward):
    waiting = actions.read_in(given_files(), TOLD, by=steward)
    other = make_person("other@example.org", is_steward=True)
    for person in (other, make_person("member@example.org")):
        with pytest.raises(PermissionDenied):
            actions.write_chosen(waiting, numbers=[0], by=person)
    with pytest.raises(PermissionDenied):
        actions.read_in(given_files(), TOLD, by=make_person("m2@example.org"))


def test_a_hidden_service_of_others_is_not_overwritten_by_a_file(steward):
    house = make_organisation("Red Lantern")
    runs = make_person("runs@example.org")
    make_mandate(runs, house)
    service = make_service(runs, house, "Secret", sensitivity="relay_only")
    Service.objects.filter(pk=service.pk).update(hsds_id="s1")
    plans, _left = actions.plans_of(actions.read_in(given_files(), TOLD, by=steward))
    assert "hides something" in " ".join(plans[0].sentences)


def test_what_the_site_writes_it_reads_again(steward):
    waiting = actions.read_in(given_files(), TOLD, by=steward)
    actions.write_chosen(waiting, numbers=[0], by=steward)
    packed = Client().get(reverse("services:hsds_zip")).content
    again = actions.read_in([("all.zip", packed)], TOLD, by=steward)
    plans, left = actions.plans_of(again)
    assert [(plan.name, plan.fate.value) for plan in plans] == [("Arabic for all", "change")]
    assert [(row.table, row.sentences) for row in left] == []
    before = _facts()
    actions.write_chosen(again, numbers=[0], by=steward)
    assert _facts() == before


def _facts():
    service = Service.objects.get(hsds_id="s1")
    phones = service.phones.filter(is_staff=False).values_list("number", "type")
    return {
        "said": (service.name, service.terms, service.languages, service.minimum_age),
        "phones": list(phones),
        "hours": list(service.schedules.values_list("byday", "opens_at", "closes_at", "timezone")),
        "places": [str(row.location) for row in service.at.all()],
        "costs": list(service.costs.values_list("amount", "currency")),
        "areas": [place.code for place in service.areas.all()],
    }


def test_the_document_for_programs_has_the_shape_of_hsds(steward):
    waiting = actions.read_in(given_files(), TOLD, by=steward)
    actions.write_chosen(waiting, numbers=[0, 4], by=steward)
    told = Client().get(reverse("services:hsds_json")).json()
    assert (told["version"], told["total_items"]) == ("3.0", 2)
    by_id = {row["id"]: row for row in told["contents"]}
    open_one = by_id["s1"]
    assert open_one["organization"]["name"] == "Red Lantern"
    assert open_one["status"] == "active"
    assert [row["number"] for row in open_one["phones"]] == ["+216 71 234 567"]
    address = open_one["service_at_locations"][0]["location"]["addresses"][0]
    assert (address["address_1"], address["country"]) == ("3 Rue Verte", "TN")
    assert open_one["attributes"][0]["taxonomy_term"]["code"] == "language_course"
    assert by_id["s5"]["service_at_locations"] == []


def test_a_steward_reads_a_file_in_on_the_site(steward):
    client = Client()
    client.force_login(steward, backend=ALLAUTH)
    files = [SimpleUploadedFile(name, text.encode()) for name, text in FILES.items()]
    typed = {**TOLD, "tables": files}
    answer = client.post(reverse("services:import"), typed)
    assert answer.status_code == 302, answer.context["form"].errors
    page = client.get(answer["Location"]).content.decode()
    for words in ("Arabic for all", "Klingon", "rows left out", "seems to be a shelter"):
        assert words in page, words
    written = client.post(answer["Location"], {"row": ["0"]}, follow=True).content.decode()
    assert "left out" in written
    left = client.get(reverse("services:left", args=[ServiceImport.objects.get().pk]))
    assert "Mordor" in left.content.decode()
    assert "It was not ticked." in left.content.decode()
