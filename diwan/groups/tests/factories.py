"""Small worlds for the tests of councils and questions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from diwan.core import clock
from diwan.groups import actions
from diwan.groups.actions.asking import Asking
from diwan.groups.actions.councils import Charter
from diwan.groups.actions.opinions import Said
from diwan.groups.rules import Tally
from diwan.people.tests.factories import make_mandate, make_organisation, make_person

if TYPE_CHECKING:
    from diwan.groups.models import Council, Opinion, Question
    from diwan.people.models import Organisation, Person


@dataclass
class Cast:
    """An authority with a manager and a focal point, a secretariat, a steward, an asker."""

    authority: Organisation
    other: Organisation
    secretariat: Organisation
    manager: Person
    focal: Person
    elsewhere: Person
    keeper: Person
    steward: Person
    asker: Person


def make_cast() -> Cast:
    authority = make_organisation("Office of Returns", kind="national_government")
    other = make_organisation("Region of Hills", kind="local_authority")
    secretariat = make_organisation("Two Shores")
    people = {
        name: make_person(f"{name}@example.org", name=name.title())
        for name in ("manager", "focal", "elsewhere", "keeper", "asker")
    }
    steward = make_person("steward@example.org", name="Steward", is_steward=True)
    make_mandate(people["manager"], authority, "manager")
    make_mandate(people["focal"], authority, "focal_point")
    make_mandate(people["elsewhere"], other, "officer")
    make_mandate(people["keeper"], secretariat, "manager")
    return Cast(authority, other, secretariat, steward=steward, **people)


def make_question(cast: Cast, *, by: Person | None = None, **fields: Any) -> Question:
    """Held, as it was handed in."""
    said: dict[str, Any] = {
        "authority": cast.authority,
        "title": "When does the desk open?",
        "text": "The desk for those who return was announced last year. When does it open?",
    }
    return actions.ask(Asking(**(said | fields)), by=by or cast.asker)


def make_open_question(cast: Cast, **fields: Any) -> Question:
    question = make_question(cast, **fields)
    actions.publish(question, by=cast.steward)
    return question


def make_council(cast: Cast, *, seats: int = 3) -> Council:
    """With two colleges of ``seats`` vacant seats."""
    council = actions.found(
        Charter(name={"en": "Council"}, authority=cast.authority, secretariat=cast.secretariat),
        by=cast.steward,
    )
    for kind in ("elected", "experts"):
        actions.add_college(council, kind=kind, name={"en": kind}, seats=seats, by=cast.keeper)
    return council


def make_draft(cast: Cast, council: Council) -> Opinion:
    said = Said(
        title={"en": "Evening courses"},
        text={"en": "Open them, the council says."},
        authority=cast.authority,
    )
    return actions.draft_opinion(council, said, by=cast.keeper)


def make_opinion(cast: Cast, council: Council, **fields: Any) -> Opinion:
    """Adopted today, by two to one in the first college."""

    opinion = make_draft(cast, council)
    first = council.colleges.order_by("position")[0]
    given: dict[str, Any] = {"on": clock.now().date(), "by": cast.keeper} | fields
    return actions.adopt(opinion, {first: Tally(2, 1, 0)}, **given)
