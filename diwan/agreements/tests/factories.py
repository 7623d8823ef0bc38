"""Small worlds for the tests of agreements."""

from __future__ import annotations

from datetime import date

from diwan.agreements import actions
from diwan.agreements.models import Agreement, Dialogue, Party, Priority, Round
from diwan.core import clock
from diwan.people.models import Mandate, Organisation, Person

LONG_AGO = date(2020, 1, 1)


def give_mandate(person: Person, body: Organisation, role: str = "manager") -> Mandate:
    return Mandate.objects.create(
        organisation=body,
        person=person,
        role=role,
        starts_on=LONG_AGO,
        asked_at=clock.now(),
        confirmed_at=clock.now(),
    )


def make_twinning(by: Person, here: Organisation, there: Organisation) -> Agreement:
    """A draft that has everything a twinning needs."""
    agreement = actions.draft("twinning", {"en": "Two towns", "ar": "مدينتان"}, by=by)
    for side, body in (("origin", here), ("destination", there)):
        Party.objects.create(agreement=agreement, side=side, level="local", organisation=body)
    Priority.objects.create(agreement=agreement, title={"en": "Clean water"})
    return agreement


def make_signed(slug: str, **bodies: Organisation) -> Agreement:
    """One in force, with a body on each side that is named: origin, destination, common."""
    now = clock.now()
    agreement = Agreement.objects.create(
        slug=slug,
        kind="convention",
        state="in_force",
        title={"en": f"Convention {slug}"},
        created_at=now,
        changed_at=now,
    )
    for side, body in bodies.items():
        Party.objects.create(agreement=agreement, side=side, level="local", organisation=body)
    return agreement


def make_dialogue(title: str, agreement: Agreement | None = None) -> Dialogue:
    """With one round, in November 2014, that a source shows."""
    slug = title.lower().replace(" ", "-")
    dialogue = Dialogue.objects.create(slug=slug, title={"en": title}, agreement=agreement)
    Round.objects.create(
        dialogue=dialogue,
        on=date(2014, 11, 27),
        is_confirmed=True,
        title={"en": "First round"},
        source="https://example.org/first",
    )
    return dialogue
