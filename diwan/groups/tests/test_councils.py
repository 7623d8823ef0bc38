"""Councils: seats and names, votes, the answer that is owed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from diwan.core import clock
from diwan.core.errors import Conflict, Refusal
from diwan.groups import actions
from diwan.groups.actions import reminding, rights
from diwan.groups.actions.councils import Charter
from diwan.groups.models import Holding, Opinion, Seat
from diwan.groups.rules import OPINION_DAYS, Tally
from diwan.groups.seating import seated
from diwan.mailroom.models import OutgoingLetter
from diwan.people.models import Profile
from diwan.people.standing import NOBODY, standing_of
from diwan.people.tests.factories import make_mandate, make_organisation, make_person
from diwan.vocabularies.models import Place

from .factories import make_cast, make_council, make_draft, make_opinion

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def council(cast):
    return make_council(cast)


def take(cast, council, person, number=1, **fields):
    seat = Seat.objects.get(college__council=council, college__kind="elected", number=number)
    day = clock.now().date() - timedelta(days=10)
    given = {"starts_on": day, "person": person, "by": cast.keeper} | fields
    return actions.fill_seat(seat, **given)


def names(council, reader, **how):
    return [
        seat.holder.name
        for college in seated(council, reader, **how)
        for seat in college.seats
        if seat.holder
    ]


def test_only_stewards_write_a_council_in_and_its_secretariat_keeps_it(cast, council):
    charter = Charter(
        name={"en": "Council of all"}, authority=cast.authority, secretariat=cast.secretariat
    )
    for person in (cast.keeper, cast.manager, cast.asker):
        with pytest.raises(PermissionDenied):
            actions.found(charter, by=person)
    actions.describe(council, charter, by=cast.keeper)
    assert str(council) == "Council of all"
    with pytest.raises(PermissionDenied):
        actions.describe(council, charter, by=cast.manager)


def test_dates_and_days_that_cannot_be_are_refused(cast):
    today = clock.now().date()
    for wrong in (
        {"term_from": today, "term_to": today - timedelta(days=1)},
        {"answer_days": 1},
        {"name": {}},
    ):
        said = {
            "name": {"en": "C"},
            "authority": cast.authority,
            "secretariat": cast.secretariat,
        } | wrong
        with pytest.raises(Refusal):
            actions.found(Charter(**said), by=cast.steward)


def test_a_name_at_a_seat_shows_as_far_as_its_person_allows(cast, council):
    holder = make_person("holder@example.org", name="Rim")
    held = take(cast, council, holder)
    member = standing_of(cast.asker)
    assert names(council, NOBODY) == [""]
    assert names(council, member) == [""]
    assert names(council, NOBODY, keeps=True) == ["Rim"]
    with pytest.raises(PermissionDenied):
        actions.choose_audience(held, "public", by=cast.keeper)
    actions.choose_audience(held, "members", by=holder)
    assert (names(council, NOBODY), names(council, member)) == ([""], ["Rim"])
    actions.choose_audience(held, "public", by=holder)
    assert names(council, NOBODY) == ["Rim"]


def test_authorities_one_never_shows_to_do_not_read_the_name(cast, council):
    holder = make_person("holder@example.org", name="Rim")
    held = take(cast, council, holder)
    actions.choose_audience(held, "members", by=holder)
    tunisia = Place.objects.get(code="TN")
    ministry = make_organisation("Ministry", kind="national_government", country=tunisia)
    official = make_person("official@example.org")
    make_mandate(official, ministry)
    assert names(council, standing_of(official)) == ["Rim"]
    profile = Profile.objects.create(person=holder, confirmed_at=clock.now())
    profile.never_to.add(tunisia)
    assert names(council, standing_of(official)) == [""]
    assert names(council, standing_of(cast.asker)) == ["Rim"]


def test_a_seat_is_taken_once_at_a_time_and_has_a_substitute(cast, council):
    take(cast, council, cast.asker)
    with pytest.raises(Refusal):
        take(cast, council, cast.elsewhere)
    take(cast, council, cast.elsewhere, role="substitute")
    with pytest.raises(Refusal):
        take(cast, council, None, number=2)
    college = seated(council, NOBODY)[0]
    assert college.vacant == 2
    assert college.seats[0].substitute is not None


def test_a_holder_may_leave_and_the_seat_is_vacant(cast, council):
    held = take(cast, council, cast.asker)
    with pytest.raises(PermissionDenied):
        actions.end_holding(held, by=cast.elsewhere)
    actions.end_holding(held, by=cast.asker)
    assert seated(council, NOBODY)[0].vacant == 3
    take(cast, council, cast.elsewhere, starts_on=clock.now().date())


def test_erased_a_person_leaves_their_seat_and_the_record_names_nobody(cast, council):
    take(cast, council, cast.asker)
    assert rights.everything_of(cast.asker)["seats"][0]["council"] == "Council"
    rights.erase(cast.asker)
    assert Holding.objects.get().person is None
    assert seated(council, NOBODY)[0].vacant == 3


def test_an_adopted_opinion_is_public_and_its_clock_runs(cast, council):
    draft = make_draft(cast, council)
    assert not Opinion.objects.visible_to(AnonymousUser()).exists()
    assert draft in Opinion.objects.visible_to(cast.keeper)
    opinion = make_opinion(cast, council)
    assert Opinion.objects.visible_to(AnonymousUser()).get() == opinion
    assert opinion.due_on == clock.now().date() + timedelta(days=OPINION_DAYS)
    letter = OutgoingLetter.objects.get(kind="groups/opinion_adopted")
    assert letter.to_address == cast.manager.email


def test_with_as_many_against_it_is_not_adopted_and_may_be_reworded(cast, council):
    draft = make_draft(cast, council)
    first, second = council.colleges.all()
    votes = {first: Tally(2, 0, 1), second: Tally(0, 2, 0)}
    done = actions.adopt(draft, votes, on=clock.now().date(), by=cast.keeper)
    assert (done.state, done.due_on) == ("rejected", None)
    assert not Opinion.objects.visible_to(AnonymousUser()).exists()


def test_votes_that_cannot_be_are_refused(cast, council):
    draft = make_draft(cast, council)
    first = council.colleges.first()
    today = clock.now().date()
    for votes, day in (
        ({first: Tally(4, 0, 0)}, today),
        ({first: Tally(0, 0, 0)}, today),
        ({}, today),
        ({first: Tally(2, 0, 0)}, today + timedelta(days=1)),
    ):
        with pytest.raises(Refusal):
            actions.adopt(draft, votes, on=day, by=cast.keeper)
    with pytest.raises(PermissionDenied):
        actions.adopt(draft, {first: Tally(2, 0, 0)}, on=today, by=cast.manager)
    actions.adopt(draft, {first: Tally(2, 0, 0)}, on=today, by=cast.keeper)
    with pytest.raises(Conflict):
        actions.adopt(draft, {first: Tally(2, 0, 0)}, on=today, by=cast.keeper)


def test_the_authority_answers_and_says_why_when_it_declines(cast, council):
    opinion = make_opinion(cast, council)
    for stranger in (cast.keeper, cast.focal, cast.steward):
        with pytest.raises(PermissionDenied):
            actions.answer_opinion(opinion, "accepted", {}, by=stranger)
    for response in ("declined", "partly"):
        with pytest.raises(Refusal):
            actions.answer_opinion(opinion, response, {"en": " "}, by=cast.manager)
    actions.answer_opinion(opinion, "declined", {"en": "No money."}, by=cast.manager)
    assert (opinion.state, opinion.clock.timing) == ("answered", "in_time")
    letter = OutgoingLetter.objects.get(kind="groups/opinion_answered")
    assert letter.to_address == cast.keeper.email


def test_an_authority_is_reminded_of_an_opinion(cast, council):
    opinion = make_opinion(cast, council)
    late = clock.now() + (opinion.due_on - clock.now().date()) + timedelta(days=1)
    assert reminding.remind(late) == 1
    assert reminding.remind(late) == 0
    assert reminding.remind(late + timedelta(days=14)) == 1


def test_minutes_come_after_the_meeting_and_a_day_has_one(cast, council):
    today = clock.now().date()
    meeting = actions.add_meeting(council, held_on=today + timedelta(days=3), by=cast.keeper)
    with pytest.raises(Refusal):
        actions.write_minutes(meeting, {"en": "All said."}, by=cast.keeper)
    with pytest.raises(Refusal):
        actions.add_meeting(council, held_on=meeting.held_on, by=cast.keeper)
    held = actions.add_meeting(council, held_on=today, by=cast.keeper)
    item = actions.add_item(held, title={"en": "Money"}, by=cast.keeper)
    actions.write_minutes(
        held, {"en": "All said."}, outcomes={item: {"en": "None."}}, by=cast.keeper
    )
    assert held.items.get().outcome == {"en": "None."}
    other = make_opinion(cast, make_council(cast))
    with pytest.raises(Refusal):
        actions.add_item(meeting, title={"en": "Theirs"}, opinion=other, by=cast.keeper)
