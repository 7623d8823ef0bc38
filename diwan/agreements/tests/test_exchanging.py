"""The gate on the database: what opens it, and each thing that closes it."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, connections, transaction

from diwan.agreements.actions import exchanging
from diwan.agreements.actions import sharing as actions
from diwan.agreements.models import DataSharing, Transfer
from diwan.agreements.rules.sharing import ENFORCEMENT_PURPOSES
from diwan.audit.models import Entry
from diwan.core import clock, gates, slots
from diwan.core.errors import Conflict
from diwan.mailroom.models import OutgoingLetter
from diwan.people.actions import directory, erase
from diwan.people.actions.consenting import give_consent, withdraw_consent
from diwan.people.actions.organisations import describe, mark_enforcement, merge
from diwan.people.models import Organisation
from diwan.people.rules.organisations import Description
from diwan.people.tests.factories import make_mandate, make_organisation, make_person
from diwan.people.words.organisations import Enforcement
from diwan.vocabularies.models import Place

from .factories import make_twinning
from .factories_sharing import World, make_service, make_terms, make_world, sign_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def why(world: World, **changes: Any) -> str:
    """The word with which the gate stays shut; empty when something went through."""
    asked = world.asked(**changes)
    count = Transfer.objects.count()
    may = gates.may_exchange(**asked)
    try:
        gates.exchange(**asked, by=world.leila)
    except gates.GateClosed as closed:
        assert not may
        assert Transfer.objects.count() == count
        return closed.word
    assert may
    assert Transfer.objects.count() == count + 1
    return ""


def test_with_everything_there_it_opens_and_is_written_down(world):
    transfer = gates.exchange(**world.asked(), by=world.leila)
    assert (transfer.person, transfer.sender, transfer.recipient) == (
        world.amina,
        world.here,
        world.there,
    )
    assert (transfer.purpose, transfer.categories) == ("work", ["name", "wishes"])
    assert (transfer.sharing, transfer.sent_by) == (world.sharing, world.leila)
    assert transfer.consent == world.amina.consents.get(purpose="exchange_work")
    assert transfer.erase_by == clock.now().date() + timedelta(days=90)
    line = Entry.objects.get(verb="exchange.sent")
    assert line.details == {"exchange_for": "work"}


def test_asking_alone_writes_nothing(world):
    assert gates.may_exchange(**world.asked())
    assert not Transfer.objects.exists()


@pytest.mark.parametrize("purpose", sorted(ENFORCEMENT_PURPOSES))
def test_enforcement_is_refused_whatever_an_agreement_says(world, purpose):
    DataSharing.objects.update(purposes=["work", purpose])
    assert why(world, purpose=purpose) == "enforcement_purpose"


def test_a_body_with_a_part_in_enforcement_gets_nothing(world):
    steward = make_person("steward@example.org", is_steward=True)
    mark_enforcement(world.there, Enforcement.YES, by=steward, why="Its border police.")
    assert why(world) == "enforcement_body"


def test_a_body_at_which_nobody_has_looked_gets_nothing(world):
    Organisation.objects.update(enforcement="")
    assert why(world, recipient=fresh(world.there)) == "unexamined_body"


def test_a_body_that_becomes_another_one_is_looked_at_anew(world):
    said = Description(name="Polizia di frontiera", kind="employment_service", country="IT")
    make_mandate(world.amina, world.there)
    describe(world.there, said=said, by=world.amina)
    assert why(world, recipient=fresh(world.there)) == "unexamined_body"


@pytest.mark.parametrize("relation", ["parent", "grandparent", "branch", "merged"])
def test_enforcement_behind_the_recipient_closes_it(world, relation):
    guard = make_organisation("Guardia", enforcement="yes")
    relate(world.there, guard, relation)
    assert why(world, recipient=fresh(world.there)) == "enforcement_body"


@pytest.mark.parametrize("deep", [1, 2])
def test_enforcement_beside_the_recipient_under_one_roof_closes_it(world, deep):
    ministry = make_organisation("Ministry", kind="national_government")
    make_organisation("Border police", kind="national_government", parent=ministry)
    roof = make_organisation("Department", parent=ministry) if deep == 2 else ministry
    Organisation.objects.filter(pk=world.there.pk).update(parent=roof)
    assert why(world) == ""
    Organisation.objects.filter(name="Border police").update(enforcement="yes")
    assert why(world) == "enforcement_body"


def test_a_steward_who_looked_at_the_roof_lets_what_lies_beside_count_no_more(world):
    steward = make_person("steward@example.org", is_steward=True)
    ministry = make_organisation("Ministry", kind="national_government")
    make_organisation("Border police", parent=ministry, enforcement="yes")
    Organisation.objects.filter(pk=world.there.pk).update(parent=ministry)
    assert why(world) == "enforcement_body"
    mark_enforcement(ministry, Enforcement.NO, by=steward, why="Two houses, two laws.")
    assert why(world) == ""
    mark_enforcement(ministry, Enforcement.YES, by=steward, why="One head orders both.")
    assert why(world) == "enforcement_body"


def test_what_holds_itself_in_a_circle_ends(world):
    other = make_organisation("Between", parent=world.there, enforcement="yes")
    Organisation.objects.filter(pk=world.there.pk).update(parent=other)
    assert why(world) == "enforcement_body"


def relate(body: Organisation, other: Organisation, relation: str) -> None:
    if relation in {"branch", "merged"}:
        Organisation.objects.filter(pk=other.pk).update(
            **{"parent" if relation == "branch" else "merged_into": body}
        )
        return
    between = make_organisation("Between", parent=other) if relation == "grandparent" else other
    Organisation.objects.filter(pk=body.pk).update(parent=between)


def fresh(body: Organisation) -> Organisation:
    return Organisation.objects.get(pk=body.pk)


# --- how many -------------------------------------------------------------------------------
def agreed(number: int) -> Any:
    person = make_person(f"person{number}@example.org")
    give_consent(person, "exchange_work", by=person, language="en")
    return person


def test_many_single_transfers_are_no_list(world, settings):
    settings.DIWAN_EXCHANGES_A_DAY = 2
    assert why(world) == ""
    assert why(world) == "", "the rest of what concerns one person is no list"
    assert why(world, person=agreed(1)) == "too_many"
    yesterday = clock.now() - timedelta(days=1, minutes=1)
    Transfer.objects.order_by("pk")[:1].get().delete()
    assert why(world, person=agreed(2)) == ""
    assert why(world, person=agreed(3)) == "too_many"
    Transfer.objects.update(sent_at=yesterday)
    assert why(world, person=agreed(4)) == ""


def test_branches_do_not_multiply_how_many(world, settings):
    settings.DIWAN_EXCHANGES_A_DAY = 1
    branch = make_organisation("Desk", parent=world.there)
    assert why(world) == ""
    Transfer.objects.update(recipient=branch)
    assert why(world, person=agreed(1)) == "too_many"


# --- what is handed in is old -------------------------------------------------------------
@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"enforcement": "yes"}, "enforcement_body"),
        ({"enforcement": ""}, "unexamined_body"),
    ],
)
def test_the_word_of_the_database_counts_not_the_object_handed_in(world, change, word):
    Organisation.objects.filter(pk=world.there.pk).update(**change)
    assert world.there.enforcement == "no"
    assert why(world) == word


@pytest.mark.parametrize("relation", ["parent", "grandparent", "merged_into"])
def test_where_the_body_stands_now_counts(world, relation):
    guard = make_organisation("Guardia", enforcement="yes")
    assert world.there.parent is None
    if relation == "merged_into":
        Organisation.objects.filter(pk=world.there.pk).update(merged_into=guard)
    else:
        relate(world.there, guard, relation)
    assert why(world) == "enforcement_body"


def test_an_authority_of_an_excluded_country_is_one_whatever_was_handed_in(world):
    never_to(world, "IT")
    Organisation.objects.filter(pk=world.there.pk).update(kind="local_authority")
    world.there.kind = "association"
    assert why(world) == "own_exclusion"


def test_nothing_goes_of_a_suspended_account(world):
    type(world.amina).objects.filter(pk=world.amina.pk).update(is_active=False)
    assert world.amina.is_active
    assert why(world) == "person_suspended"


# --- the person's own word ---------------------------------------------------------------
def never_to(world: World, *codes: str) -> None:
    shown = directory.Shown(never_to=list(codes))
    directory.show(world.amina, shown=shown, by=world.amina)


def test_without_a_consent_nothing_goes(world):
    assert why(world, person=world.marco) == "no_consent"


def test_consent_to_something_else_is_none(world):
    bilal = make_person("bilal@example.org")
    for purpose in ("contact", "directory", "exchange_training"):
        give_consent(bilal, purpose, by=bilal, language="en")
    assert why(world, person=bilal) == "no_consent"


def test_consent_to_an_earlier_text_is_none(world, monkeypatch):
    old = slots.consent_purposes.get("exchange_work")
    monkeypatch.setitem(
        slots.consent_purposes._entries, "exchange_work", (40, 99, replace(old, edition=2))
    )
    assert why(world) == "no_consent"


def test_a_consent_taken_back_while_it_is_under_way_closes_it(world):
    """Asked, and open; then the person takes it back; then it is sent: it is not."""
    assert gates.may_exchange(**world.asked())
    withdraw_consent(world.amina, "exchange_work", by=world.amina)
    assert why(world) == "no_consent"


def test_authorities_of_a_country_that_the_person_excluded_get_nothing(world):
    never_to(world, "FR")
    assert why(world) == ""
    never_to(world, "FR", "IT")
    assert why(world) == "own_exclusion"


@pytest.mark.parametrize("relation", ["parent", "grandparent", "branch", "merged"])
def test_an_excluded_authority_behind_the_recipient_closes_it_too(world, relation):
    ministry = make_service("Ministry of elsewhere", "FR", kind="national_government")
    relate(world.there, ministry, relation)
    assert why(world, recipient=fresh(world.there)) == ""
    never_to(world, "FR")
    assert why(world, recipient=fresh(world.there)) == "own_exclusion"


def test_an_authority_whose_country_nobody_knows_could_be_the_excluded_one(world):
    Organisation.objects.filter(pk=world.there.pk).update(country=None)
    never_to(world, "FR")
    assert why(world, recipient=fresh(world.there)) == "own_exclusion"


def test_the_seat_counts_as_well_as_the_country(world):
    Organisation.objects.filter(pk=world.there.pk).update(seat=Place.objects.get(code="FR-PAC"))
    never_to(world, "FR")
    assert why(world, recipient=fresh(world.there)) == "own_exclusion"


# --- the agreement -----------------------------------------------------------------------
def set_sharing(**fields: Any) -> None:
    """As the terms were signed: only the gate's own look at them is meant."""
    DataSharing.objects.update(**fields)


def sign_anew(world: World, **changes: Any) -> None:
    """The same bodies sign other terms instead."""
    DataSharing.objects.update(state="ended")
    sharing = actions.draft_sharing(make_terms(world.here, world.there, **changes), by=world.leila)
    actions.propose_sharing(sharing, by=world.leila)
    sign_all(sharing, world.leila, world.marco)
    world.sharing = sharing


def days(first: int, last: int) -> dict[str, date]:
    today = clock.now().date()
    return {"begins_on": today + timedelta(first), "ends_on": today + timedelta(last)}


@pytest.mark.parametrize(
    ("first", "last", "word"),
    [(-9, -1, "expired"), (1, 9, "not_begun"), (0, 0, ""), (-9, 0, ""), (0, 9, "")],
)
def test_only_on_its_days(world, first, last, word):
    sign_anew(world, **days(first, last))
    assert why(world) == word


def test_without_any_agreement_nothing_goes(world):
    assert why(world, recipient=make_service("Altrove", "IT")) == "no_agreement"


def test_an_agreement_goes_one_way_only(world):
    back = world.asked(sender=world.there, recipient=world.here)
    assert not gates.may_exchange(**back)
    assert why(world, sender=world.there, recipient=world.here) == "no_agreement"
    assert why(world, sender=None) == "no_agreement", "this site is no body of it"
    assert why(world, sender=make_service("Third", "TN")) == "no_agreement"


def test_this_site_sends_where_it_signed_itself(world):
    DataSharing.objects.update(state="ended")
    admin = make_person("admin@example.org", is_administrator=True)
    terms = make_terms(world.here, world.there, senders=[], site_sends=True)
    sharing = actions.draft_sharing(terms, by=world.marco)
    actions.propose_sharing(sharing, by=world.marco)
    sign_all(sharing, admin, world.marco)
    assert why(world, sender=None) == ""
    assert why(world) == "ended"


def test_every_kind_of_data_must_be_in_it(world):
    assert why(world, data=["name", "contact"]) == "data_outside"
    assert why(world, data=["religion"]) == "unknown_data"
    assert why(world, data=[]) == "no_data"
    assert why(world, data="name") == ""


def test_the_purpose_must_be_in_it(world):
    give_consent(world.amina, "exchange_training", by=world.amina, language="en")
    assert why(world, purpose="training") == "purpose_outside"
    assert why(world, purpose="gossip") == "unknown_purpose"


def test_across_a_border_there_must_be_a_guarantee(world):
    world.sharing.guarantee = ""
    world.sharing.digest = ""
    set_sharing(guarantee="")
    assert why(world) == "changed", "nobody signed it without one"


def test_a_draft_and_half_a_signature_open_nothing(world):
    DataSharing.objects.update(state="ended")
    sharing = actions.draft_sharing(make_terms(world.here, world.there), by=world.leila)
    assert why(world) == "ended"
    DataSharing.objects.filter(state="ended").update(state="draft")
    assert why(world) == "unsigned"
    actions.propose_sharing(sharing, by=world.leila)
    sharing.refresh_from_db()
    body = sharing.bodies.get(organisation=world.here)
    actions.sign_sharing(body, by=world.leila, digest=sharing.digest, capacity="Director")
    assert why(world) == "unsigned"


def test_either_side_closes_it_at_once_and_only_that_side_opens_it(world):
    actions.suspend_sharing(world.sharing, by=world.marco, why="We look into a complaint.")
    assert why(world) == "suspended"
    with pytest.raises(PermissionDenied):
        actions.resume_sharing(world.sharing, by=world.leila)
    actions.resume_sharing(world.sharing, by=world.marco)
    assert why(world) == ""
    actions.end_sharing(world.sharing, by=world.leila, why="The project is over.")
    assert why(world) == "ended"


@pytest.mark.parametrize(
    "change",
    [
        {"categories": ["name", "wishes", "contact"]},
        {"retention_days": 900},
        {"ends_on": date(2029, 1, 1)},
        {"may_pass_on": True},
    ],
)
def test_terms_changed_behind_the_signatures_open_nothing(world, change):
    set_sharing(**change)
    assert why(world) == "changed"


def test_it_rests_on_the_agreement_above_it(world):
    above = make_twinning(world.leila, world.here, world.there)
    sign_anew(world, agreement=above)
    for state in ("draft", "proposed", "signed", "suspended", "ended"):
        type(above).objects.update(state=state)
        assert why(world) == "parent_not_in_force"
    type(above).objects.update(state="in_force")
    assert why(world) == ""


def test_a_body_merged_since_signs_anew(world):
    """What was signed for one entry is not silently valid for another one."""
    steward = make_person("steward@example.org", is_steward=True)
    twin = make_service("Centro per l’impiego di Valle", "IT")
    merge(world.there, into=twin, by=steward)
    assert why(world, recipient=fresh(world.there)) == "changed"
    assert why(world, recipient=fresh(twin)) == "changed"


# --- afterwards --------------------------------------------------------------------------
def test_a_refusal_is_in_the_log_without_the_person(world):
    withdraw_consent(world.amina, "exchange_work", by=world.amina)
    assert why(world) == "no_consent"
    line = Entry.objects.get(verb="exchange.refused")
    assert line.details == {"exchange_for": "work", "closed_because": "no_consent"}
    assert str(world.amina.pk) not in f"{line.subject} {line.reason}".split()


def test_whoever_sends_and_is_undone_has_not_sent(world):
    with transaction.atomic():
        gates.exchange(**world.asked(), by=world.leila)
        transaction.set_rollback(True)
    assert not Transfer.objects.exists()


def test_whoever_objects_is_sent_no_more_until_they_agree_anew(world):
    transfer = gates.exchange(**world.asked(), by=world.leila)
    OutgoingLetter.objects.all().delete()
    exchanging.object_to(transfer, by=world.amina, words="Please stop.")
    letter = OutgoingLetter.objects.get()
    assert letter.to_address == world.marco.email
    assert transfer.reference in letter.text
    assert "Please stop." in letter.text
    assert "Amina" not in letter.subject + letter.text
    assert why(world) == "objected"
    with pytest.raises(Conflict):
        exchanging.object_to(transfer, by=world.amina, words="")
    withdraw_consent(world.amina, "exchange_work", by=world.amina)
    give_consent(world.amina, "exchange_work", by=world.amina, language="en")
    assert why(world) == ""


def test_nobody_objects_for_somebody_else(world):
    transfer = gates.exchange(**world.asked(), by=world.leila)
    with pytest.raises(PermissionDenied):
        exchanging.object_to(transfer, by=world.leila, words="")


def test_a_person_takes_their_transfers_along(world):
    transfer = gates.exchange(**world.asked(), by=world.leila)
    told = slots.personal_data.get("agreements-sharing").export(world.amina)
    assert told["transfers"] == [
        {
            "reference": transfer.reference,
            "sender": "Agence de l’emploi",
            "recipient": "Centro per l’impiego",
            "purpose": "work",
            "categories": ["name", "wishes"],
            "agreement": "Work on both shores",
            "consent_given_at": transfer.consent.given_at,
            "sent_at": transfer.sent_at,
            "erase_by": transfer.erase_by,
            "objected_at": None,
        }
    ]
    assert slots.personal_data.get("agreements-sharing").export(world.marco)["transfers"] == []


def test_after_the_account_is_erased_the_record_says_no_more_about_whom(world):
    transfer = gates.exchange(**world.asked(), by=world.leila)
    erase(world.amina, by=world.amina)
    transfer.refresh_from_db()
    assert (transfer.person, transfer.consent) == (None, None)
    assert transfer.recipient == world.there


def test_a_record_is_kept_three_years_longer_than_the_data_may_be(world):
    transfer = gates.exchange(**world.asked(), by=world.leila)
    rule = slots.retention.get("agreements-transfers")
    soon = clock.now() + timedelta(days=90 + 3 * 366)
    assert rule.due(soon) == 0
    assert rule.purge(soon + timedelta(days=1)) == 1
    assert not Transfer.objects.filter(pk=transfer.pk).exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_a_withdrawal_that_began_first_is_waited_for():
    """Nothing goes out between the moment a person takes it back and the end of that change."""
    world = make_world()
    begun, done = threading.Event(), threading.Event()

    def take_back() -> None:
        with transaction.atomic():
            withdraw_consent(world.amina, "exchange_work", by=world.amina)
            begun.set()
            done.wait(1)
        connections.close_all()

    thread = threading.Thread(target=take_back)
    thread.start()
    begun.wait(5)
    with pytest.raises(gates.GateClosed) as closed:
        gates.exchange(**world.asked(), by=world.leila)
    thread.join()
    assert closed.value.word == "no_consent"
    assert not Transfer.objects.exists()
