"""People and organisations for the tests of every room."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from allauth.account.models import EmailAddress

from diwan.core import clock
from diwan.people.models import Mandate, Organisation, Person
from diwan.people.words import ActorKind

if TYPE_CHECKING:
    from diwan.vocabularies.models import Place, Theme


def make_person(
    email: str = "amina@example.org",
    *,
    password: str | None = None,
    countries_of_origin: list[Place] | None = None,
    themes: list[Theme] | None = None,
    verified: bool = True,
    **fields: Any,
) -> Person:
    """A member with a verified address, without a password unless one is given."""
    person = Person.objects.create_user(email, password, **fields)
    person.countries_of_origin.set(countries_of_origin or [])
    person.themes.set(themes or [])
    EmailAddress.objects.create(user=person, email=email.lower(), primary=True, verified=verified)
    return person


def make_organisation(name: str = "Association des deux rives", **fields: Any) -> Organisation:
    """A diaspora association unless another kind is given."""
    return Organisation.objects.create(
        name=name, **({"kind": ActorKind.DIASPORA_ASSOCIATION} | fields)
    )


def make_mandate(
    person: Person, organisation: Organisation, role: str = "manager", **fields: Any
) -> Mandate:
    """A mandate that holds since yesterday, confirmed."""
    yesterday = clock.now() - timedelta(days=1)
    given = {"starts_on": yesterday.date(), "asked_at": yesterday, "confirmed_at": yesterday}
    return Mandate.objects.create(
        person=person, organisation=organisation, role=role, **(given | fields)
    )
