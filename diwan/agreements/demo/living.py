"""Agreements between invented bodies: drafted, signed and moved by the room's own actions.

Only the moments are set back afterwards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from diwan.vocabularies.models import Place

from .. import actions
from ..models import Agreement, Milestone, SignOff, Terms
from ..words import AgreementState, MilestoneKind
from . import bodies, parts
from .files import data, day, moment, wording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diwan.people.models import Person

    from ..models import Party

#: an umbrella before what lies under it
SLUGS = (
    "two-shores-mobility-partnership",
    "stays-and-returns",
    "seasonal-work",
    "employment-services",
    "valley-accord",
    "springs",
    "town-twinning",
    "diplomas-consortium",
    "regions-convention",
    "teranga-agency",
    "returns-network",
    "nurses-twinning",
)
#: what its data may be used for must be said first: see ``conclude``
_WAITS = "employment-services"


def said_of(slug: str) -> Mapping[str, Any]:
    said: Mapping[str, Any] = data(f"living/{slug}.json")
    return said


def tell(slug: str) -> None:
    """Draft it with its parts; go as far as its file says."""
    said, people = said_of(slug), bodies.cast()
    by = people[said["by"]]
    agreement = actions.draft(said["kind"], wording(said["title"]), by=by)
    agreement.slug = slug
    agreement.summary = wording(said["summary"])
    agreement.parent = Agreement.objects.filter(slug=said.get("parent", "")).first()
    agreement.save()
    parties = parts.write(agreement, said)
    parts.contribute(agreement, said, parties, by=by)
    if slug != _WAITS:
        conclude(slug)
    made = moment(said["drafted"])
    Agreement.objects.filter(pk=agreement.pk).update(created_at=made, changed_at=_changed(said))


def conclude(slug: str) -> Agreement:
    """Lay it before its parties, sign for each, and go on to the state that its file says.

    Raises:
        Refusal: a part that its kind asks for is missing.
    """
    said, people = said_of(slug), bodies.cast()
    agreement = Agreement.objects.get(slug=slug)
    parties = list(agreement.parties.select_related("organisation"))
    terms = actions.propose(agreement, by=people[said["by"]])
    for party, row in zip(parties, said["parties"], strict=True):
        if "by" in row:
            _sign(party, terms, row, people)
    _set_back(agreement, terms, said)
    _go_on(agreement, said, by=people[said["parties"][0]["by"]])
    Agreement.objects.filter(pk=agreement.pk).update(changed_at=_changed(said))
    agreement.refresh_from_db()
    return agreement


def _sign(party: Party, terms: Terms, row: Mapping[str, Any], people: Mapping[str, Person]) -> None:
    actions.sign(party, by=people[row["by"]], digest=terms.digest, capacity=row["capacity"])


def _set_back(agreement: Agreement, terms: Terms, said: Mapping[str, Any]) -> None:
    """What was laid before them and signed, when it was."""
    signed = said.get("signed", said.get("proposed"))
    Terms.objects.filter(pk=terms.pk).update(proposed_at=moment(signed - 3))
    sign_offs = SignOff.objects.filter(terms=terms).order_by("pk")
    last = sign_offs.count() - 1
    for number, sign_off in enumerate(sign_offs):
        sign_off.signed_at = moment(signed - (last - number) % 3)
        sign_off.save(update_fields=["signed_at"])
    day_of_it = Milestone.objects.filter(agreement=agreement, kind=MilestoneKind.SIGNED)
    day_of_it.update(on=day(signed))


def _go_on(agreement: Agreement, said: Mapping[str, Any], *, by: Person) -> None:
    agreement.refresh_from_db()
    for row in said.get("recognitions", ()):
        state = Place.objects.get(code=row["state"])
        actions.recognise(agreement, state, day(row["on"]), by=by, source=row["source"])
    if "in_force" in said:
        actions.enter_into_force(agreement, day(said["in_force"]), by=by)
    if "reviewed" in said:
        Milestone.objects.create(
            agreement=agreement,
            kind=MilestoneKind.REVIEWED,
            on=day(said["reviewed"]),
            is_confirmed=True,
        )
    if said["state"] == AgreementState.SUSPENDED:
        actions.suspend(agreement, by=by, why=said["suspended"]["why"])


def _changed(said: Mapping[str, Any]) -> Any:
    """The last day on which something about it moved."""
    days = [said["drafted"], said.get("signed"), said.get("proposed"), said.get("in_force")]
    days += [row["on"] for row in said.get("resources", ())]
    days += [said.get("reviewed"), said.get("suspended", {}).get("on")]
    return moment(max(number for number in days if number is not None))
