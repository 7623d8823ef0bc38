"""What one side does once both have signed: it replaces nothing, and the other side is told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from diwan.agreements import actions
from diwan.agreements.models import Agreement, Document, Milestone
from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.mailroom.models import OutgoingLetter
from diwan.people.tests.factories import make_organisation, make_person

from .factories import give_mandate, make_twinning

pytestmark = pytest.mark.django_db
TODAY = clock.now().date()
TEXT = {"title": {"en": "The text"}, "language": "en", "url": "https://example.org/text"}


@pytest.fixture
def leila():
    return make_person("leila@example.org", language="fr")


@pytest.fixture
def marco():
    return make_person("marco@example.org")


@pytest.fixture
def draft(leila, marco):
    here, there = make_organisation("Ville des Oliviers"), make_organisation("Borgo Alto")
    give_mandate(leila, here)
    give_mandate(marco, there, "officer")
    agreement = make_twinning(leila, here, there)
    actions.add(agreement, Document, TEXT, by=leila)
    return agreement


def propose(draft, leila):
    return actions.propose(draft, by=leila)


@pytest.fixture
def signed(draft, leila, marco):
    terms = propose(draft, leila)
    for side, person in (("origin", leila), ("destination", marco)):
        party = draft.parties.get(side=side)
        actions.sign(party, by=person, digest=terms.digest, capacity="Mayor")
    OutgoingLetter.objects.all().delete()
    return Agreement.objects.get(pk=draft.pk)


@pytest.fixture
def in_force(signed, leila):
    actions.enter_into_force(signed, TODAY, by=leila)
    OutgoingLetter.objects.all().delete()
    return Agreement.objects.get(pk=signed.pk)


def told() -> list[tuple[str, str]]:
    return list(OutgoingLetter.objects.order_by("pk").values_list("to_address", "subject"))


# --- documents -----------------------------------------------------------------------------
def test_the_documents_are_part_of_what_is_signed(draft, leila):
    terms = propose(draft, leila)
    assert terms.content["documents"] == [TEXT]
    actions.call_back(draft, by=leila)
    document = draft.documents.get()
    actions.change(document, {"url": "https://example.org/other"}, by=leila)
    assert propose(draft, leila).digest != terms.digest


def test_what_lies_before_the_parties_or_is_signed_is_not_swapped(draft, leila, marco):
    terms = propose(draft, leila)
    party = draft.parties.get(side="destination")
    actions.sign(party, by=marco, digest=terms.digest, capacity="Mayor")
    refuse_to_swap(draft, leila)


def test_neither_side_swaps_what_both_signed(signed, leila, marco):
    refuse_to_swap(signed, leila)
    refuse_to_swap(signed, marco)


def refuse_to_swap(agreement, person):
    document = agreement.documents.get()
    with pytest.raises(PermissionDenied):
        actions.change(document, {"url": "https://example.org/other"}, by=person)
    with pytest.raises(PermissionDenied):
        actions.remove(document, by=person)
    assert agreement.documents.get().url == TEXT["url"]


def test_a_document_added_later_says_so_and_the_other_side_is_told(client, signed, leila, marco):
    late = TEXT | {"title": {"en": "Annex of winter"}}
    row = actions.add(signed, Document, late, by=leila)
    assert (row.late_on, str(row.late_by)) == (TODAY, "Ville des Oliviers")
    assert told() == [(marco.email, "“Two towns” has a new document")]
    assert "Annex of winter" in OutgoingLetter.objects.get().text
    page = client.get(signed.get_absolute_url()).content.decode()
    assert page.count("added after the signatures") == 1
    assert "by <bdi>Ville des Oliviers</bdi>" in page
    with pytest.raises(PermissionDenied):
        actions.remove(row, by=leila)


@pytest.mark.parametrize("title", ["The text", " the  TEXT "])
def test_a_document_added_later_does_not_pass_for_a_signed_one(signed, leila, title):
    with pytest.raises(Refusal):
        actions.add(signed, Document, TEXT | {"title": {"en": title}}, by=leila)
    assert signed.documents.count() == 1


def test_a_form_offers_to_add_documents_and_not_to_change_them(client, signed, leila):
    client.force_login(leila)
    base = signed.get_absolute_url()
    page = client.get(base).content.decode()
    assert "Add a document" in page
    assert f"{base}documents/{signed.documents.get().pk}/" not in page


# --- letters ---------------------------------------------------------------------------------
def test_the_other_side_reads_that_it_is_in_force(signed, leila, marco):
    actions.enter_into_force(signed, TODAY, by=leila)
    assert told() == [(marco.email, "“Two towns” is in force")]
    letter = OutgoingLetter.objects.get()
    assert "Ville des Oliviers wrote this down." in letter.text
    assert signed.get_absolute_url() in letter.text


def test_the_other_side_reads_of_each_step_and_why(in_force, leila, marco):
    actions.suspend(in_force, by=leila, why="The river rose.")
    actions.resume(Agreement.objects.get(pk=in_force.pk), by=marco)
    actions.renew(Agreement.objects.get(pk=in_force.pk), TODAY, date(2090, 1, 31), by=leila)
    actions.end(Agreement.objects.get(pk=in_force.pk), TODAY, by=marco, why="All is done.")
    assert told() == [
        (marco.email, "“Two towns” is suspended"),
        (leila.email, "« Two towns » reprend"),
        (marco.email, "“Two towns” is renewed"),
        (leila.email, "« Two towns » a pris fin"),
    ]
    texts = list(OutgoingLetter.objects.order_by("pk").values_list("text", flat=True))
    assert "The river rose." in texts[0]
    assert "Jan. 31, 2090" in texts[2] or "31 January 2090" in texts[2]
    assert "All is done." in texts[3]


def test_the_other_side_reads_that_a_draft_is_given_up(draft, leila, marco):
    actions.abandon(draft, by=leila, why="No money.")
    assert told() == [(marco.email, "“Two towns” was given up")]
    assert "No money." in OutgoingLetter.objects.get().text


def test_no_letter_goes_out_when_the_step_is_refused(in_force, leila):
    with pytest.raises(Refusal):
        actions.end(in_force, TODAY + timedelta(days=3), by=leila, why="Soon.")
    with pytest.raises(Refusal):
        actions.end(in_force, date(2000, 1, 1), by=leila, why="Long ago.")
    assert told() == []
    assert Agreement.objects.get(pk=in_force.pk).state == "in_force"


# --- days ------------------------------------------------------------------------------------
def test_a_day_in_nine_thousand_years_is_refused(client, draft, leila):
    client.force_login(leila)
    typed = {"kind": "expires", "on": "9999-12-31", "precision": "day"}
    answer = client.post(f"{draft.get_absolute_url()}dates/new/", typed)
    assert answer.status_code == 422
    assert not draft.milestones.exists()
    with pytest.raises(Refusal):
        actions.add(draft, Milestone, {"kind": "expires", "on": date(2101, 1, 1)}, by=leila)


def test_the_planned_day_stays_beside_the_one_that_came(client, draft, leila, marco):
    plan = TODAY + timedelta(days=400)
    said = {"kind": "in_force", "on": plan, "precision": "month"}
    actions.add(draft, Milestone, said, by=leila)
    terms = propose(draft, leila)
    for side, person in (("origin", leila), ("destination", marco)):
        party = draft.parties.get(side=side)
        actions.sign(party, by=person, digest=terms.digest, capacity="Mayor")
    actions.enter_into_force(Agreement.objects.get(pk=draft.pk), TODAY, by=leila)
    row = draft.milestones.get(kind="in_force")
    assert (row.on, row.is_confirmed) == (TODAY, True)
    assert (row.planned_on, row.planned_precision) == (plan, "month")
    page = client.get(draft.get_absolute_url()).content.decode()
    assert f"planned for {plan:%B %Y}" in page
