"""What the parties of an agreement sign, as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .queries import parties_of

if TYPE_CHECKING:
    from .models import Agreement, Organ, Party


def terms_of(agreement: Agreement) -> dict[str, Any]:
    """Everything that binds: a change of any of it makes new terms.

    Dates are those the parties plan; ledger, recognitions and rounds come later and bind nobody.
    """
    return {
        "kind": agreement.kind,
        "title": agreement.title,
        "summary": agreement.summary,
        "parties": [_party(party) for party in parties_of(agreement)],
        "priorities": [row.title for row in agreement.priorities.all()],
        "measures": [
            {
                "article": row.article,
                "title": row.title,
                "beneficiary": row.beneficiary,
                "condition": row.condition,
                "limit": row.limit,
            }
            for row in agreement.measures.all()
        ],
        "safeguards": {
            row.key: {"answer": row.answer, "article": row.article, "note": row.note}
            for row in agreement.safeguards.all()
        },
        "organs": [_organ(row) for row in agreement.organs.prefetch_related("seats__party")],
        "exit_plan": _exit(agreement),
        "documents": [
            {"title": row.title, "language": row.language, "url": row.url}
            for row in agreement.documents.all()
        ],
        "dates": {row.kind: f"{row.on:%Y-%m-%d}" for row in agreement.milestones.all()},
    }


def _party(party: Party) -> dict[str, Any]:
    body = party.organisation
    return {
        "key": party.pk,
        "side": party.side,
        "level": party.level,
        "organisation": body.pk if body else None,
        "name": {"": body.name, **body.names} if body else party.name,
        "territory": party.place.code if party.place else None,
        "role": party.role,
    }


def _organ(organ: Organ) -> dict[str, Any]:
    return {
        "kind": organ.kind,
        "name": organ.name,
        "task": organ.task,
        "meets_every_months": organ.meets_every,
        "seats": [
            {"party": seat.party_id, "title": seat.title, "has_vote": seat.has_vote}
            for seat in organ.seats.all()
        ],
    }


def _exit(agreement: Agreement) -> dict[str, Any] | None:
    plan = getattr(agreement, "exit_plan", None)
    if plan is None:
        return None
    return {
        "plan": plan.plan,
        "funding_ends_on": f"{plan.funding_ends_on:%Y-%m-%d}" if plan.funding_ends_on else None,
        "taken_over_by": plan.taken_over_by_id,
        "steps": [step.what for step in plan.steps.all()],
    }
