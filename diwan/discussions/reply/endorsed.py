"""The endorsement record of a reply: what came of the last round on it, as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..models import EndorsementRound
from ..queries import LET_GO
from . import document, rounds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..endorsing_rules import Tally
    from ..models import Reply


def endorsement(reply: Reply) -> document.Endorsement | None:
    """None when no member was asked; in a fixed number of queries."""
    if reply.state not in LET_GO:
        return None
    held = EndorsementRound.objects.filter(reply=reply).first()
    if held is None:
        return None
    return document.Endorsement(
        outcome=held.outcome,
        opens_on=held.opens_on,
        closes_on=held.closes_on,
        audience=held.audience,
        quorum=held.quorum,
        took_part=rounds.publishable_count(rounds.took_part(held)) if held.outcome else None,
        statements=tuple(_weighed(held)) if held.outcome else (),
    )


def _weighed(held: EndorsementRound) -> Iterable[document.Weighed]:
    """The statements that can still be read, in their order; counts pass through figures."""
    objections, tallies = rounds.objections(held), rounds.tallies(held)
    for row in rounds.statements(held.reply):
        if row.key in tallies:
            said = objections.get(row.key, [])
            yield _one(row.number, tallies[row.key], tuple(map(_objection, said)))


def _one(number: int, tally: Tally, objections: tuple[document.Objection, ...]) -> document.Weighed:
    return document.Weighed(
        number=number,
        endorse=rounds.publishable_count(tally.endorse),
        abstain=rounds.publishable_count(tally.abstain),
        is_carried=tally.is_carried,
        objections=objections,
    )


def _objection(said: rounds.Objection) -> document.Objection:
    return document.Objection(
        signed=said.signed,
        reason=said.reason,
        language=said.language,
        answer=said.answer,
        is_met=said.is_met,
    )
