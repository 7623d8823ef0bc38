from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from diwan.core import clock
from diwan.core.errors import Conflict, Refusal
from diwan.mailroom.models import OutgoingLetter
from diwan.people.tests.factories import make_mandate, make_organisation, make_person
from diwan.portal.models import SearchDocument
from diwan.services import actions, jobs
from diwan.services.models import Enquiry, Feedback, Request, Service
from diwan.services.rules import assurance
from diwan.services.said import (
    CostSaid,
    GuideSaid,
    LocationSaid,
    PhoneSaid,
    RequestSaid,
    ScheduleSaid,
)
from diwan.services.words import FeedbackKind, FeedbackState, ServiceState
from diwan.vocabularies.actions import load_vocabularies
from diwan.vocabularies.models import Place

from .factories import make_service, say

pytestmark = pytest.mark.django_db
STRANGER = AnonymousUser()


@pytest.fixture
def house():
    load_vocabularies()
    return make_organisation("Maison des langues")


@pytest.fixture
def amina(house):
    person = make_person("amina@example.org")
    make_mandate(person, house)
    return person


@pytest.fixture
def steward():
    return make_person("steward@example.org", is_steward=True)


@pytest.fixture
def outsider():
    person = make_person("outsider@example.org")
    make_mandate(person, make_organisation("Elsewhere"))
    return person


# --- who may -------------------------------------------------------------------------------
def test_only_managers_and_stewards_write_a_service_down(house, amina, steward, outsider):
    officer = make_person("officer@example.org")
    make_mandate(officer, house, "officer")
    for person in (outsider, officer, STRANGER):
        with pytest.raises(PermissionDenied):
            actions.add(say(house), by=person)
    assert {make_service(by, house).slug for by in (amina, steward)} == {
        "evening-course",
        "evening-course-2",
    }


def test_a_steward_who_wrote_a_hidden_one_down_loses_it_when_it_is_shown(house, steward):
    service = make_service(steward, house, sensitivity="relay_only", is_shown=False)
    actions.add_phone(service, PhoneSaid("+216 71 000 000"), by=steward)
    actions.move(service, ServiceState.ACTIVE, by=steward)
    with pytest.raises(PermissionDenied):
        actions.change(service, say(house), by=steward)


def test_nobody_else_changes_it(house, amina, outsider):
    service = make_service(amina, house, phone="+216 71 000 000")
    for attempt in (
        lambda: actions.change(service, say(house), by=outsider),
        lambda: actions.move(service, ServiceState.PAUSED, by=outsider),
        lambda: actions.confirm(service, by=outsider),
        lambda: actions.add_location(service, LocationSaid(place="TN"), by=outsider),
        lambda: actions.remove_part(service.phones.get(), by=outsider),
    ):
        with pytest.raises(PermissionDenied):
            attempt()


# --- what is said --------------------------------------------------------------------------
def test_what_contradicts_itself_is_refused_with_what_to_do(house, amina):
    service = make_service(amina, house)
    for said, sentence in (
        (say(house, minimum_age=18, maximum_age=12), "wrong way round"),
        (say(house, ""), None),
    ):
        if sentence:
            with pytest.raises(Refusal, match=sentence):
                actions.change(service, said, by=amina)
    for said, sentence in (
        (ScheduleSaid([], "Africa/Tunis"), "at least one day"),
        (ScheduleSaid([0], "Mars/Olympus"), "time zone"),
    ):
        with pytest.raises(Refusal, match=sentence):
            actions.add_schedule(service, said, by=amina)
    for said, sentence in (
        (LocationSaid(), "in which place"),
        (LocationSaid(place="TN", latitude=Decimal(95), longitude=Decimal(0)), "not on the earth"),
        (LocationSaid(place="TN", latitude=Decimal(5)), "both latitude"),
    ):
        with pytest.raises(Refusal, match=sentence):
            actions.add_location(service, said, by=amina)
    with pytest.raises(Refusal, match="whole telephone number"):
        actions.add_phone(service, PhoneSaid("12"), by=amina)
    with pytest.raises(Refusal, match="three letters"):
        actions.add_cost(service, CostSaid({"en": "All"}, Decimal(1), "ZZZ"), by=amina)
    with pytest.raises(Refusal, match="0 digits"):
        actions.add_cost(service, CostSaid({"en": "All"}, Decimal("1.5"), "XOF"), by=amina)


def test_a_service_that_nobody_can_reach_is_not_shown(house, amina):
    service = make_service(amina, house, is_shown=False, email="")
    actions.add_phone(service, PhoneSaid("+216 71 000 000", is_staff=True), by=amina)
    with pytest.raises(Refusal, match="how one reaches it"):
        actions.move(service, ServiceState.ACTIVE, by=amina)


def test_a_place_of_another_organisation_is_not_used(house, amina, outsider, steward):
    other = make_service(steward, make_organisation("Other"), place="TN")
    service = make_service(amina, house)
    with pytest.raises(Refusal, match="another organisation"):
        actions.use_location(service, other.at.get().location, by=amina)


def test_what_was_given_up_stays_so(house, amina):
    service = make_service(amina, house)
    actions.move(service, ServiceState.DEFUNCT, by=amina)
    with pytest.raises(Conflict, match="Given up"):
        actions.move(service, ServiceState.ACTIVE, by=amina)
    assert not SearchDocument.objects.filter(source="services").exists()


# --- near ----------------------------------------------------------------------------------
def test_the_nearest_come_first_and_those_for_the_whole_country_with_them(house, amina):
    make_service(amina, house, "In Tunis", place="TN-11")
    make_service(amina, house, "In Sfax", place="TN-61")
    make_service(amina, house, "In Milan", place="IT-25")
    make_service(amina, house, "For all", areas=["TN"])
    near = Service.objects.all().listed().near(Place.objects.get(code="TN-11"))
    found = {str(row): row.nearness for row in near}
    assert found == {"In Tunis": 0, "For all": 1, "In Sfax": 2}


def test_a_list_is_narrowed_by_kind_language_land_and_name(house, amina):
    make_service(amina, house, "Arabic", terms=["language_course"], languages=["ar", "fr"])
    make_service(amina, house, "Law", terms=["legal_advice"], languages=["fr"], side="origin")
    rows = Service.objects.all().listed()
    assert [str(row) for row in rows.of_kind("legal_advice")] == ["Law"]
    assert {str(row) for row in rows.speaking("fr")} == {"Arabic", "Law"}
    assert [str(row) for row in rows.speaking("ar")] == ["Arabic"]
    assert [str(row) for row in rows.of_use("destination")] == ["Arabic"]
    assert [str(row) for row in rows.named("langues LAW")] == ["Law"]


# --- assured until -------------------------------------------------------------------------
def test_managers_are_asked_once_and_what_nobody_vouches_for_is_taken_down(house, amina):
    service = make_service(amina, house)
    now = clock.now()
    assert actions.ask_for_word(now) == 0, "just confirmed"
    later = now + assurance.HOLDS
    assert actions.ask_for_word(later) == 1
    assert actions.ask_for_word(later) == 0, "told already"
    letter = OutgoingLetter.objects.get(kind="services/confirm_services")
    assert letter.to_address == amina.email
    assert "Evening course" in letter.text
    assert actions.take_down(later) == 0
    assert actions.take_down(now + assurance.TAKEN_DOWN_AFTER + timedelta(days=1)) == 1
    service.refresh_from_db()
    assert service.state == ServiceState.INACTIVE
    assert OutgoingLetter.objects.filter(kind="services/taken_down").count() == 1


def test_a_confirmation_begins_the_cycle_anew(house, amina):
    service = make_service(amina, house)
    Service.objects.update(assured_on=clock.now().date() - assurance.HOLDS)
    actions.ask_for_word(clock.now())
    actions.confirm(service, by=amina)
    service.refresh_from_db()
    assert (service.assured_on, service.asked_on, service.assurer) == (
        clock.now().date(),
        None,
        amina,
    )


# --- what people say -----------------------------------------------------------------------
def test_anybody_says_what_is_otherwise_and_no_number_is_kept(house, amina, steward, outsider):
    service = make_service(amina, house)
    said = actions.say(service, FeedbackKind.NUMBER, "Call me: +216 71 123 456", by=STRANGER)
    assert said.said_by is None
    assert "123" not in said.note
    with pytest.raises(Refusal, match="few words"):
        actions.say(service, FeedbackKind.OTHER, " ", by=STRANGER)
    seen = {
        who: Feedback.objects.all().to_settle(who).count() for who in (amina, steward, outsider)
    }
    assert list(seen.values()) == [1, 1, 0]
    with pytest.raises(PermissionDenied):
        actions.settle(said, FeedbackState.DONE, by=outsider)
    actions.settle(said, FeedbackState.DONE, by=amina)
    with pytest.raises(Conflict):
        actions.settle(said, FeedbackState.LEFT, by=steward)


def test_a_flood_of_words_about_one_service_ends(house, amina):
    service = make_service(amina, house)
    for _number in range(30):
        actions.say(service, FeedbackKind.CLOSED, "", by=STRANGER)
    with pytest.raises(Refusal, match="looked at"):
        actions.say(service, FeedbackKind.CLOSED, "", by=STRANGER)


# --- enquiries -----------------------------------------------------------------------------
def test_somebody_unknown_asks_and_reads_the_answer(house, amina, steward, outsider):
    service = make_service(amina, house, sensitivity="relay_only")
    secret = actions.ask(service, "Is there a bed tonight?")
    enquiry = actions.enquiry_of(secret)
    assert enquiry is not None
    assert secret not in str(Enquiry.objects.values_list()), "the secret itself is kept nowhere"
    assert actions.enquiry_of("another") is None
    letter = OutgoingLetter.objects.get()
    assert "bed" not in letter.text + letter.subject
    for person in (steward, outsider):
        assert not Enquiry.objects.all().read_by(person).exists()
        with pytest.raises(PermissionDenied):
            actions.answer(enquiry, "Yes", by=person)
    assert Enquiry.objects.all().read_by(amina).unanswered().count() == 1
    actions.answer(enquiry, "Come at eight.", by=amina)
    assert not Enquiry.objects.all().read_by(amina).unanswered().exists()
    actions.say_more(enquiry, "Thank you")
    assert Enquiry.objects.all().read_by(amina).unanswered().count() == 1
    assert [row.is_answer for row in enquiry.messages.all()] == [False, True, False]
    actions.close(enquiry)
    assert not Enquiry.objects.exists()


def test_an_open_service_or_one_that_nobody_reads_takes_no_question(house, amina, steward):
    with pytest.raises(Refusal, match="reached by"):
        actions.ask(make_service(amina, house), "Hello?")
    lonely = make_service(steward, make_organisation("Lonely"), sensitivity="relay_only")
    with pytest.raises(Refusal, match="Nobody reads"):
        actions.ask(lonely, "Hello?")


def test_enquiries_are_gone_sixty_days_after_the_last_word(house, amina):
    actions.ask(make_service(amina, house, sensitivity="relay_only"), "Hello?")
    now = clock.now()
    assert jobs.due_enquiries(now + timedelta(days=59)) == 0
    assert jobs.due_enquiries(now + timedelta(days=61)) == 1
    assert jobs.purge_enquiries(now + timedelta(days=61)) == 1
    assert not Enquiry.objects.exists()


# --- guides and requests -------------------------------------------------------------------
def make_guide(by, **fields):
    until = clock.now().date() + timedelta(days=300)
    given = {"country": "TN", "source": "An office", "valid_until": until} | fields
    return actions.add_guide(
        GuideSaid({"en": "A passport"}, steps={"en": "Go\nPay"}, **given), by=by
    )


def test_a_guide_is_published_with_its_source_and_before_its_day(house, steward, outsider, amina):
    with pytest.raises(PermissionDenied):
        make_guide(outsider)
    with pytest.raises(PermissionDenied):
        make_guide(amina, organisation=make_organisation("Another"))
    assert make_guide(amina, organisation=house).slug == "a-passport"
    guide = make_guide(steward, source="")
    with pytest.raises(Refusal, match="where the facts are from"):
        actions.publish_guide(guide, by=steward, is_published=True)
    old = make_guide(steward, valid_until=clock.now().date() - timedelta(days=1))
    with pytest.raises(Refusal, match="day until which it holds"):
        actions.publish_guide(old, by=steward, is_published=True)


def test_a_request_is_its_persons_alone(steward, amina):
    load_vocabularies()
    guide = make_guide(steward)
    papers = [actions.add_paper(guide, {"en": name}, {}, by=steward) for name in ("Photo", "Act")]
    request = actions.begin_request(guide, by=amina)
    assert actions.begin_request(guide, by=amina) == request, "one at a time"
    said = RequestSaid("gathering", [papers[0].pk, 999_999], "TN-4711")
    with pytest.raises(PermissionDenied):
        actions.change_request(request, said, by=steward)
    actions.change_request(request, said, by=amina)
    request.refresh_from_db()
    assert (request.ticked, request.reference) == ([papers[0].pk], "TN-4711")
    tomorrow = clock.now().date() + timedelta(days=1)
    with pytest.raises(Refusal, match="not come yet"):
        actions.change_request(request, RequestSaid("sent", sent_on=tomorrow), by=amina)
    with pytest.raises(PermissionDenied):
        actions.forget_request(request, by=steward)
    actions.forget_request(request, by=amina)
    assert not Request.objects.exists()
