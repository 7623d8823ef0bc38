"""Letters about mandates and reviews: who gets one, once, and what it never says."""

from __future__ import annotations

from datetime import timedelta

import pytest

from diwan.core import clock
from diwan.mailroom.models import OutgoingLetter
from diwan.people.actions import organisations as actions
from diwan.people.models import Mandate, Reminder
from diwan.people.words.organisations import Conclusion, MandateRole

from .factories import make_mandate, make_organisation, make_person

pytestmark = pytest.mark.django_db
SECRET = "Zebraword"


@pytest.fixture
def jossour():
    return make_organisation("Jossour")


@pytest.fixture
def manager(jossour):
    person = make_person("manager@example.org", language="fr")
    make_mandate(person, jossour, role="manager")
    return person


@pytest.fixture
def steward():
    return make_person("steward@example.org", is_steward=True, language="ar")


def sent():
    return [(row.kind, row.to_address) for row in OutgoingLetter.objects.order_by("pk")]


def asked(person, organisation, **more):
    today = clock.now().date()
    return actions.ask_mandate(
        organisation, role=MandateRole.OFFICER, starts_on=today, by=person, **more
    )


def test_managers_are_asked_to_confirm_and_stewards_where_nobody_manages(
    amina, jossour, manager, steward
):
    asked(amina, jossour)
    assert sent() == [("people/mandate_asked", "manager@example.org")]
    asked(amina, make_organisation("Empty"))
    assert sent()[1:] == [("people/mandate_asked", "steward@example.org")]


def test_letters_name_no_person_and_no_role(amina, jossour, manager):
    amina.name = SECRET
    amina.save()
    made = asked(amina, jossour, remit="zebraremit")
    actions.confirm_mandate(made, by=manager)
    for letter in OutgoingLetter.objects.all():
        words = f"{letter.subject} {letter.text}".lower()
        assert not any(secret in words for secret in ("zebraword", "zebraremit", "officer"))
        assert "jossour" not in letter.subject.lower()


def test_who_asked_hears_what_became_of_it(amina, chloe, jossour, manager):
    actions.confirm_mandate(asked(amina, jossour), by=manager)
    actions.decline_mandate(asked(chloe, jossour), by=manager)
    told = [row for row in sent() if row[0] != "people/mandate_asked"]
    assert told == [
        ("people/mandate_confirmed", amina.email),
        ("people/mandate_refused", chloe.email),
    ]


def test_a_successor_is_told(amina, jossour, manager):
    mine = make_mandate(amina, jossour, role="focal_point")
    theirs = make_mandate(make_person("next@example.org"), jossour, role="member")
    actions.hand_over(mine, to=theirs, note="keys", by=amina)
    letter = OutgoingLetter.objects.get()
    assert (letter.kind, letter.to_address) == ("people/mandate_handed_over", "next@example.org")
    assert "keys" not in letter.text


def test_the_end_of_a_mandate_is_told_once_to_its_holder_and_the_deputy(amina, jossour):
    now = clock.now()
    ends = now.date() + timedelta(days=20)
    mine = make_mandate(amina, jossour, role="focal_point")
    Mandate.objects.filter(pk=mine.pk).update(ends_on=ends)
    deputy = make_mandate(make_person("deputy@example.org"), jossour, role="deputy")
    Mandate.objects.filter(pk=deputy.pk).update(deputy_of=mine)
    assert (actions.remind(now), actions.remind(now)) == (1, 0)
    assert sent() == [
        ("people/deputy_alone", "deputy@example.org"),
        ("people/mandate_ending", amina.email),
    ]
    Mandate.objects.filter(pk=mine.pk).update(ends_on=ends - timedelta(days=5))
    assert actions.remind(now) == 1


def test_managers_hear_that_their_word_is_a_year_old(jossour, manager):
    now = clock.now()
    jossour.self_verified_at = now - timedelta(days=366)
    jossour.save()
    assert actions.remind(now) == 1
    assert sent() == [("people/own_word_old", "manager@example.org")]


def test_stewards_get_one_letter_and_none_of_their_own(amina, jossour, manager, steward):
    now = clock.now()
    other = make_organisation("Other")
    for each in (jossour, other):
        each.verified_at, each.review_due = now, now.date() + timedelta(days=10)
        each.save()
    tied = make_person("tied@example.org", is_steward=True)
    make_mandate(tied, other, role="member")
    assert actions.remind(now) == 2
    told = [row for row in sent() if row[0] == "people/reviews_due"]
    assert sorted(told) == [
        ("people/reviews_due", "steward@example.org"),
        ("people/reviews_due", "tied@example.org"),
    ]
    letters = {row.to_address: row.text for row in OutgoingLetter.objects.all()}
    assert "Other" in letters["steward@example.org"]
    assert "Other" not in letters["tied@example.org"]
    assert ("people/verification_ends", "manager@example.org") in sent()


def test_of_reviews_of_partners_a_letter_says_only_how_many(jossour, steward):
    now = clock.now()
    review = actions.Review(SECRET, SECRET, SECRET, Conclusion.NOT_YET, now.date() + timedelta(5))
    actions.vet(jossour, review=review, by=steward)
    assert actions.remind(now) == 1
    letter = OutgoingLetter.objects.get()
    assert SECRET not in letter.text
    assert "Jossour" not in letter.text
    assert Reminder.objects.count() == 1


def test_quiet_hours_are_kept(amina, jossour, manager):
    now = clock.now()
    manager.quiet_from, manager.quiet_until = (
        (now - timedelta(hours=1)).time().replace(tzinfo=None),
        (now + timedelta(hours=2)).time().replace(tzinfo=None),
    )
    manager.time_zone = "UTC"
    manager.save()
    asked(amina, jossour)
    assert OutgoingLetter.objects.get().due_at > now + timedelta(hours=1)
