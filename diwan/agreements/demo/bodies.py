"""The bodies that conclude agreements and who signs for them; those of the register come along."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from diwan.people.actions import make_demo_person
from diwan.people.actions import organisations as actions
from diwan.people.demo import DOMAIN, ORGANISATIONS, address
from diwan.people.models import Organisation, Person
from diwan.people.rules.organisations import Description
from diwan.people.words import ActorKind
from diwan.people.words.organisations import MandateRole
from diwan.vocabularies.actions import add_municipality
from diwan.vocabularies.models import Place

from .files import data, day, wording

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "bodies.json"
#: an agency that the people's demo opens by itself
AGENCY = "Agence Teranga Migration"
ADMINISTRATOR, STEWARD = "salma", "ingrid"
_SINCE = -1100


def cast() -> dict[str, Person]:
    """The invented people by the first part of their address."""
    ours = Person.objects.filter(is_demo=True, email__endswith=f"@{DOMAIN}")
    return {person.email.partition("@")[0]: person for person in ours}


def register() -> dict[str, Organisation]:
    """The organisations of the demo by their keys."""
    names = {name: key for key, name, *_rest in ORGANISATIONS} | {AGENCY: "agency"}
    names |= {body["name"]: body["key"] for body in data(FILE)["bodies"]}
    found = Organisation.objects.standing().filter(name__in=names)
    return {names[body.name]: body for body in found}


def load() -> None:
    said = data(FILE)
    for person in said["people"]:
        _add_person(person)
    people = cast()
    for town in said["towns"]:
        parent = Place.objects.get(code=town["in"])
        add_municipality(parent, wording(town["names"]), by=people[STEWARD])
    for body in said["bodies"]:
        _add_body(body, people)


def _add_person(said: Mapping[str, Any]) -> None:
    make_demo_person(
        address(said["key"]),
        name=said["name"],
        language=said["language"],
        time_zone=said["zone"],
        kind=ActorKind(said["kind"]),
        countries_of_origin=said["origins"],
        country_of_residence=said["residence"],
        gender=said["gender"],
    )


def _add_body(said: Mapping[str, Any], people: Mapping[str, Person]) -> None:
    manager, steward = people[said["manager"]], people[ADMINISTRATOR]
    body = actions.add(
        Description(
            said["name"],
            said["kind"],
            names=wording(said["names"]),
            description=wording(said["description"]),
            **{name: said[name] for name in ("level", "country", "seat")},
            **{name: said[name] for name in ("places", "themes", "languages")},
        ),
        by=manager,
    )
    ask = partial(actions.ask_mandate, body, role=MandateRole.MANAGER)
    actions.confirm_mandate(ask(starts_on=day(_SINCE), by=manager), by=steward)
    actions.confirm_by_itself(body, by=manager)
