"""Two signatures, and a merge, at the same moment."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from diwan.agreements import actions
from diwan.agreements.actions import sharing
from diwan.agreements.models import Agreement, Milestone, SignOff
from diwan.core.errors import Conflict, Refusal
from diwan.mailroom.models import OutgoingLetter
from diwan.people.actions.organisations import merge
from diwan.people.models import Mandate
from diwan.people.tests.factories import make_organisation, make_person
from diwan.people.tests.races import at_once

from .factories import give_mandate, make_twinning
from .factories_sharing import make_service, make_terms

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite",
        reason="SQLite in memory knows one connection; see PostgreSQL",
    ),
]


@pytest.fixture
def laid() -> Agreement:
    here, there = make_organisation("Ville des Oliviers"), make_organisation("Borgo Alto")
    people = {name: make_person(f"{name}@example.org") for name in ("leila", "marco", "nadia")}
    give_mandate(people["leila"], here)
    give_mandate(people["nadia"], here, "officer")
    give_mandate(people["marco"], there, "officer")
    made = make_twinning(people["leila"], here, there)
    actions.propose(made, by=people["leila"])
    return made


def signing(agreement: Agreement, side: str, name: str) -> Any:
    party = agreement.parties.select_related("agreement").get(side=side)
    person = Mandate.objects.get(person__email__startswith=name).person
    digest = agreement.terms.latest("number").digest

    def work() -> SignOff | str:
        try:
            return actions.sign(party, by=person, digest=digest, capacity="Mayor")
        except PermissionDenied:
            return "denied"

    return work


def test_both_sides_at_once_conclude_it_once(laid):
    at_once(signing(laid, "origin", "leila"), signing(laid, "destination", "marco"))
    laid.refresh_from_db()
    assert (laid.state, SignOff.objects.count()) == ("signed", 2)
    assert Milestone.objects.filter(agreement=laid, kind="signed").count() == 1
    told = OutgoingLetter.objects.filter(kind="agreements/signed").values_list("to_address")
    assert len(told) == len(set(told))


def test_two_of_one_side_at_once_sign_once(laid):
    found = at_once(signing(laid, "origin", "leila"), signing(laid, "origin", "nadia"))
    assert SignOff.objects.count() == 1
    assert sum(isinstance(each, Conflict) for each in found) == 1
    laid.refresh_from_db()
    assert laid.state == "proposed"


def test_a_signature_and_a_change_asked_for_at_once_are_one_of_the_two(laid):
    marco = Mandate.objects.get(person__email__startswith="marco").person
    other = laid.parties.select_related("agreement").get(side="destination")
    at_once(
        signing(laid, "origin", "leila"),
        lambda: actions.refuse_to_sign(other, by=marco, why="The lodging is missing."),
    )
    laid.refresh_from_db()
    assert laid.state == "draft"
    assert not Milestone.objects.filter(agreement=laid, kind="signed").exists()


def test_a_merge_during_the_signing_leaves_no_signature_without_a_mandate(laid):
    steward = make_person("steward@example.org", is_steward=True)
    body = laid.parties.get(side="origin").organisation
    target = make_organisation("Oliviers", kind=body.kind)
    signed, _merged = at_once(
        signing(laid, "origin", "leila"), lambda: merge(body, into=target, by=steward)
    )
    assert laid.parties.get(side="origin").organisation == target
    assert (signed == "denied") != SignOff.objects.exists()
    later = signing(laid, "origin", "nadia")()
    assert later == "denied", "a mandate that came over waits to be confirmed"


def test_two_bodies_that_share_data_sign_at_once():
    here, there = make_service("Agence", "TN"), make_service("Centro", "IT")
    leila, marco = make_person("leila@example.org"), make_person("marco@example.org")
    give_mandate(leila, here)
    give_mandate(marco, there)
    made = sharing.draft_sharing(make_terms(here, there), by=leila)
    sharing.propose_sharing(made, by=leila)
    made.refresh_from_db()
    first, second = made.bodies.select_related("sharing").order_by("pk")

    def signs(body: Any, person: Any) -> Any:
        return lambda: sharing.sign_sharing(
            body, by=person, digest=made.digest, capacity="Director"
        )

    found = at_once(signs(first, leila), signs(second, marco), signs(first, leila))
    made.refresh_from_db()
    assert made.state == "signed"
    assert sum(isinstance(each, Refusal) for each in found) == 1
    assert OutgoingLetter.objects.filter(kind="agreements/sharing_signed").count() == 2
