"""A small world in which the gate is open; each test closes it in its own way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from diwan.agreements.actions import sharing as actions
from diwan.agreements.actions.sharing import Terms
from diwan.core import clock
from diwan.people.actions.consenting import give_consent
from diwan.people.tests.factories import make_organisation, make_person
from diwan.vocabularies.models import Place

from .factories import give_mandate

if TYPE_CHECKING:
    from diwan.agreements.models import DataSharing
    from diwan.people.models import Organisation, Person


@dataclass
class World:
    """Amina agreed; two employment services share what she seeks, for work."""

    amina: Person
    here: Organisation
    there: Organisation
    leila: Person
    marco: Person
    sharing: DataSharing

    def asked(self, **changes: Any) -> dict[str, Any]:
        """What goes through the gate, but for ``changes``."""
        return {
            "person": self.amina,
            "sender": self.here,
            "recipient": self.there,
            "purpose": "work",
            "data": ["name", "wishes"],
        } | changes


def make_service(name: str, country: str, **fields: Any) -> Organisation:
    """An employment service at which a steward has looked."""
    given = {"kind": "employment_service", "enforcement": "no"} | fields
    return make_organisation(name, country=Place.objects.get(code=country), **given)


def make_terms(here: Organisation, there: Organisation, **changes: Any) -> Terms:
    today = clock.now().date()
    terms = Terms(
        title={"en": "Work on both shores", "ar": "عمل على الضفتين"},
        purposes=["work"],
        categories=["name", "wishes", "skills"],
        basis="treaty",
        basis_text={"en": "Article 4 of the accord."},
        begins_on=today - timedelta(days=10),
        ends_on=today + timedelta(days=100),
        retention_days=90,
        rights_contact="data@office.example",
        senders=[here],
        recipients=[there],
        guarantee="instrument",
    )
    return replace(terms, **changes)


def sign_all(sharing: DataSharing, *people: Person) -> None:
    """Each for the body they sign for, in the order of the bodies."""
    sharing.refresh_from_db()
    for body, person in zip(sharing.bodies.order_by("pk"), people, strict=True):
        actions.sign_sharing(body, by=person, digest=sharing.digest, capacity="Director")
    sharing.refresh_from_db()


def make_world(domain: str = "example.org") -> World:
    here = make_service("Agence de l’emploi", "TN")
    there = make_service("Centro per l’impiego", "IT")
    leila, marco = make_person(f"leila@{domain}"), make_person(f"marco@{domain}")
    give_mandate(leila, here)
    give_mandate(marco, there, "officer")
    amina = make_person(f"amina@{domain}", name="Amina")
    give_consent(amina, "exchange_work", by=amina, language="en")
    sharing = actions.draft_sharing(make_terms(here, there), by=leila)
    actions.propose_sharing(sharing, by=leila)
    sign_all(sharing, leila, marco)
    return World(amina, here, there, leila, marco, sharing)
