"""Two members who show themselves: one to everybody, one to members."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from diwan.people.actions import confirming, consenting, directory
from diwan.people.tests.factories import make_person

if TYPE_CHECKING:
    from diwan.people.models import Person


def shown_to(audience: str) -> dict[str, Any]:
    """The address of somebody whose name these see."""
    person = make_person(f"shown-to-{audience}@example.org", name="Gita")
    consenting.give_consent(person, "directory", by=person, language="en")
    shown = directory.Shown(audiences={"name": audience})
    return {"handle": directory.show(person, shown=shown, by=person).handle}


def special(member: Person) -> dict[str, dict[str, Any]]:
    return {
        "members:member": shown_to("public"),
        "people:person_consents": {"pk": member.pk},
        "people:withdraw_for": {"pk": member.pk, "purpose": "directory"},
        "people:confirm_profile": {
            "token": confirming.confirm_url(member).rstrip("/").rpartition("/")[2]
        },
    }
