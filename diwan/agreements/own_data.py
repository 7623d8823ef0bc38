"""What agreements hold about a person: what they drafted, laid before others, signed, recorded."""

from __future__ import annotations

from typing import Any

from diwan.core.wording import choose

from .models import Agreement, Recognition, Resource, SignOff, Terms


def of_person(person: Any) -> dict[str, Any]:
    signed = SignOff.objects.filter(signed_by=person).select_related(
        "terms__agreement", "party__organisation"
    )
    return {
        "drafted": [
            {"title": choose(row.title).text, "drafted_at": row.created_at}
            for row in Agreement.objects.filter(created_by=person).order_by("pk")
        ],
        "proposed": [
            {"title": choose(row.agreement.title).text, "proposed_at": row.proposed_at}
            for row in Terms.objects.filter(proposed_by=person).select_related("agreement")
        ],
        "signed": [
            {
                "title": choose(row.terms.agreement.title).text,
                "party": str(row.party),
                "capacity": row.capacity,
                "signed_at": row.signed_at,
            }
            for row in signed
        ],
        "recognitions": [
            {"title": choose(row.agreement.title).text, "country": str(row.state)}
            for row in Recognition.objects.filter(recorded_by=person).select_related(
                "agreement", "state"
            )
        ],
        "ledger": [
            {"title": choose(row.agreement.title).text, "recorded_at": row.recorded_at}
            for row in Resource.objects.filter(recorded_by=person).select_related("agreement")
        ],
    }


def erase(person: Any) -> None:
    """The name goes; that a party signed, in which capacity and when, stays: others rely on it."""
    Agreement.objects.filter(created_by=person).update(created_by=None)
    Terms.objects.filter(proposed_by=person).update(proposed_by=None)
    SignOff.objects.filter(signed_by=person).update(signed_by=None)
    Recognition.objects.filter(recorded_by=person).update(recorded_by=None)
    Resource.objects.filter(recorded_by=person).update(recorded_by=None)
