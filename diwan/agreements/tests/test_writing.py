from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from diwan.agreements import actions
from diwan.agreements.models import (
    Agreement,
    ExitPlan,
    HandOver,
    Measure,
    Milestone,
    Organ,
    Party,
    Resource,
    Seat,
)
from diwan.audit.models import Entry
from diwan.core import clock
from diwan.core.errors import Conflict, Refusal
from diwan.people.tests.factories import make_organisation, make_person

from .factories import give_mandate, make_twinning

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return make_organisation("Ville des Oliviers")


@pytest.fixture
def there():
    return make_organisation("Borgo Alto")


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
def steward():
    person = make_person("steward@example.org")
    person.is_steward = True
    person.save()
    return person


@pytest.fixture
def twinning(leila, here, there):
    return make_twinning(leila, here, there)


@pytest.fixture
def running(twinning, leila, marco):
    actions.propose(twinning, by=leila)
    for side, person in (("origin", leila), ("destination", marco)):
        party = twinning.parties.get(side=side)
        actions.sign(party, by=person, digest=twinning.terms.last().digest, capacity="Mayor")
    twinning.refresh_from_db()
    actions.enter_into_force(twinning, clock.now().date(), by=leila)
    twinning.refresh_from_db()
    return twinning


def test_a_draft_is_begun_with_both_shores(leila, here, there):
    begun = actions.begin(
        "twinning", {"en": "Ours"}, body=here, side="destination", partner=there, by=leila
    )
    assert [(str(row), row.side) for row in begun.parties.all()] == [
        ("Ville des Oliviers", "destination"),
        ("Borgo Alto", "origin"),
    ]


def test_nobody_drafts_in_the_name_of_a_body_of_others(leila, there):
    with pytest.raises(PermissionDenied):
        actions.begin("twinning", {"en": "X"}, body=there, side="origin", partner=None, by=leila)
    with pytest.raises(PermissionDenied):
        actions.record("twinning", {"en": "X"}, by=leila)


def test_a_body_is_no_partner_of_itself(leila, here):
    with pytest.raises(Refusal, match="two bodies"):
        actions.begin("twinning", {"en": "X"}, body=here, side="origin", partner=here, by=leila)
    assert not Agreement.objects.exists()


def test_parts_are_added_in_order_changed_and_removed(twinning, leila, marco):
    for title in ("One", "Two"):
        actions.add(twinning, Measure, {"title": {"en": title}}, by=leila)
    first, second = twinning.measures.all()
    assert [first.position, second.position] == [0, 1]
    actions.change(first, {"title": {"en": "First"}}, by=marco)
    actions.remove(second, by=marco)
    assert [str(row) for row in twinning.measures.all()] == ["First"]
    assert Entry.objects.filter(verb="agreement.written").count() == 4


def test_rows_are_put_in_another_order(twinning, leila, marco):
    for title in ("One", "Two", "Three"):
        actions.add(twinning, Measure, {"title": {"en": title}}, by=leila)
    one, two, three = (row.pk for row in twinning.measures.all())
    actions.put_in_order(twinning, Measure, [three, one, two], by=marco)
    assert [str(row) for row in twinning.measures.all()] == ["Three", "One", "Two"]
    for keys in ([one, two], [one, two, three, 0], [one, one, two]):
        with pytest.raises(Conflict, match="meanwhile"):
            actions.put_in_order(twinning, Measure, keys, by=marco)
    actions.remove(Measure.objects.get(pk=one), by=leila)
    added = actions.add(twinning, Measure, {"title": {"en": "Four"}}, by=leila)
    assert [row.pk for row in twinning.measures.all()] == [three, two, added.pk]
    actions.propose(twinning, by=leila)
    with pytest.raises(PermissionDenied):
        actions.put_in_order(twinning, Measure, [two, three, added.pk], by=leila)


def test_terms_stand_still_while_they_lie_before_the_parties(twinning, leila):
    actions.propose(twinning, by=leila)
    with pytest.raises(PermissionDenied):
        actions.add(twinning, Measure, {"title": {"en": "Late"}}, by=leila)
    with pytest.raises(PermissionDenied):
        actions.describe(twinning, title={"en": "x"}, summary={}, themes=[], by=leila)


def test_after_a_change_everybody_signs_again(twinning, leila, marco):
    actions.propose(twinning, by=leila)
    origin = twinning.parties.get(side="origin")
    old = twinning.terms.last()
    actions.sign(origin, by=leila, digest=old.digest, capacity="Mayor")
    actions.call_back(twinning, by=marco)
    actions.add(twinning, Measure, {"title": {"en": "A clinic"}}, by=marco)
    actions.propose(twinning, by=marco)
    new = twinning.terms.last()
    assert (old.digest != new.digest, new.number, new.sign_offs.count()) == (True, 2, 0)
    with pytest.raises(Conflict, match="changed since"):
        actions.sign(origin, by=leila, digest=old.digest, capacity="Mayor")


def test_dates_that_contradict_are_refused_when_they_are_written(twinning, leila):
    actions.add(twinning, Milestone, {"kind": "expires", "on": date(2025, 1, 1)}, by=leila)
    with pytest.raises(Refusal, match="contradict"):
        actions.add(twinning, Milestone, {"kind": "in_force", "on": date(2026, 1, 1)}, by=leila)
    with pytest.raises(Refusal, match="has its date already"):
        actions.add(twinning, Milestone, {"kind": "expires", "on": date(2027, 1, 1)}, by=leila)
    assert twinning.milestones.count() == 1


def test_a_party_stands_there_once(twinning, leila, here):
    said = {"organisation": here, "side": "common", "level": "local"}
    with pytest.raises(Refusal, match="already"):
        actions.add(twinning, Party, said, by=leila)


def test_a_party_that_gave_something_leaves_but_is_not_removed(twinning, leila):
    party = twinning.parties.get(side="origin")
    money = {"kind": "money", "what": {"en": "Cash"}, "amount": 5, "currency": "EUR"}
    line = {"party": party, "state": "pledged", "on": date(2026, 1, 1), **money}
    actions.add(twinning, Resource, line, by=leila)
    with pytest.raises(Refusal, match="day it left"):
        actions.remove(party, by=leila)
    actions.change(party, {"left_on": date(2026, 2, 1)}, by=leila)
    assert twinning.parties.get(pk=party.pk).left_on == date(2026, 2, 1)


def test_lines_of_the_ledger_are_added_while_it_lives_and_never_changed(running, marco):
    party = running.parties.get(side="destination")
    pledge = {
        "party": party,
        "kind": "money",
        "what": {"en": "A pump"},
        "amount": 500_00,
        "currency": "EUR",
        "state": "pledged",
        "on": clock.now().date(),
    }
    line = actions.add(running, Resource, pledge, by=marco)
    with pytest.raises(PermissionDenied):
        actions.change(line, {"amount": 1}, by=marco)
    with pytest.raises(PermissionDenied):
        actions.remove(line, by=marco)
    with pytest.raises(Refusal, match="same currency"):
        actions.add(running, Resource, pledge | {"currency": "TND", "follows": line}, by=marco)
    with pytest.raises(Refusal, match="taken back"):
        actions.add(running, Resource, pledge | {"state": "withdrawn"}, by=marco)
    later = {"state": "received", "on": date(2999, 1, 1)}
    with pytest.raises(Refusal, match="still to come"):
        actions.add(running, Resource, pledge | later, by=marco)


def test_a_seat_belongs_to_an_organ_of_the_same_agreement(twinning, leila, here, there):
    other = make_twinning(leila, here, there)
    organ = actions.add(other, Organ, {"kind": "committee", "name": {"en": "C"}}, by=leila)
    with pytest.raises(PermissionDenied):
        actions.add(twinning, Seat, {"organ": organ, "title": {"en": "Me"}}, by=leila)


def test_steps_of_the_hand_over_hang_on_the_plan_and_are_done_later(twinning, leila, marco):
    with pytest.raises(Refusal, match="exit plan first"):
        actions.add(twinning, HandOver, {"what": {"en": "The keys"}}, by=leila)
    actions.plan_exit(twinning, {"plan": {"en": "The town takes it."}}, by=leila)
    step = actions.add(twinning, HandOver, {"what": {"en": "The keys"}}, by=leila)
    actions.propose(twinning, by=leila)
    with pytest.raises(PermissionDenied):
        actions.hand_over(step, clock.now().date(), by=marco)
    Agreement.objects.filter(pk=twinning.pk).update(state="in_force")
    step = HandOver.objects.get(pk=step.pk)
    actions.hand_over(step, clock.now().date(), by=marco)
    assert ExitPlan.objects.get().steps.get().done_on == clock.now().date()


def test_renewal_runs_beyond_the_end_it_had(running, leila):
    today = clock.now().date()
    until = today.replace(year=today.year + 3)
    actions.renew(running, today, until, by=leila)
    with pytest.raises(Refusal, match="after the one it has now"):
        actions.renew(running, today, until, by=leila)
    actions.renew(running, today, until.replace(year=until.year + 1), by=leila)
    assert running.milestones.filter(kind="renewed").count() == 2
    assert running.milestones.get(kind="expires").on.year == today.year + 4


def test_only_what_is_in_force_is_renewed(running, leila):
    actions.suspend(running, by=leila, why="War.")
    with pytest.raises(Conflict):
        actions.renew(running, clock.now().date(), date(2999, 1, 1), by=leila)


def test_a_record_is_the_stewards_and_needs_a_party(steward, leila, here):
    recorded = actions.record("twinning", {"en": "Elsewhere"}, by=steward)
    with pytest.raises(Refusal, match="parties first"):
        actions.settle_record(recorded, "in_force", by=steward)
    said = {"name": {"en": "A distant town"}, "side": "origin", "level": "local"}
    actions.add(recorded, Party, said, by=steward)
    with pytest.raises(PermissionDenied):
        actions.settle_record(recorded, "in_force", by=leila)
    actions.settle_record(recorded, "in_force", by=steward)
    assert Agreement.objects.get(pk=recorded.pk).state == "in_force"


def test_stewards_settle_nothing_that_was_concluded_here(running, steward):
    with pytest.raises(PermissionDenied):
        actions.settle_record(running, "ended", by=steward)


def test_words_of_addresses_are_no_agreements(leila):
    assert actions.draft("twinning", {"en": "New"}, by=leila).slug != "new"
    assert actions.draft("network", {"en": "Dialogues"}, by=leila).slug != "dialogues"
