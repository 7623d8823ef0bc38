"""What can be asked of agreements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Q, QuerySet

from diwan.core import clock
from diwan.people.models import Organisation

from .words import AgreementState, SafeguardAnswer, SafeguardKey, Side

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .models import Agreement, Party

#: States that everybody may read.
PUBLIC_STATES = (
    AgreementState.SIGNED,
    AgreementState.IN_FORCE,
    AgreementState.SUSPENDED,
    AgreementState.ENDED,
)


class AgreementQuerySet(QuerySet["Agreement"]):
    def visible_to(self, person: Any) -> AgreementQuerySet:
        """What was signed, to all; the rest to who drafts it, signs for a party, or stewards."""
        public = Q(state__in=PUBLIC_STATES)
        if not (person.is_authenticated and person.is_active):
            return self.filter(public)
        if person.is_steward or person.is_administrator:
            return self.all()
        return self.filter(public | Q(created_by=person) | Q(pk__in=_bound(person)))

    def run_by(self, person: Any) -> AgreementQuerySet:
        """Those with a party that ``person`` signs for."""
        return self.filter(pk__in=_bound(person))

    def for_listing(self) -> AgreementQuerySet:
        """Everything one row of the list shows: one query more for the parties."""
        return self.prefetch_related(
            "parties__organisation", "parties__place", "milestones"
        ).order_by("-changed_at", "-pk")


def _bound(person: Any) -> QuerySet[Any, Any]:
    """Keys of the agreements with a party that ``person`` signs for today."""
    parties: QuerySet[Party, Party] = apps.get_model("agreements", "Party").objects.filter(
        left_on__isnull=True, organisation__in=signs_for(person)
    )
    return parties.values("agreement_id")


def signs_for(person: Any) -> QuerySet[Organisation, Organisation]:
    """The organisations that ``person`` signs for today."""
    return Organisation.objects.may_act_for(person, clock.now().date())


def parties_of(agreement: Agreement) -> list[Party]:
    """Those that have not left, with what their names need; one query."""
    rows = agreement.parties.filter(left_on__isnull=True)
    return list(rows.select_related("organisation", "place"))


def present_parts(agreement: Agreement) -> set[str]:
    """Which parts of ``words.Part`` the agreement has, whatever its kind."""
    parties = parties_of(agreement)
    sides = {party.side for party in parties}
    there = {
        "parties": len(parties) > 1,
        "two_sides": {Side.ORIGIN.value, Side.DESTINATION.value} <= sides,
        "roles": bool(parties) and all(any(party.role.values()) for party in parties),
        "priorities": agreement.priorities.exists(),
        "measures": agreement.measures.exists(),
        "governance": agreement.organs.filter(seats__isnull=False).exists(),
        "recognition": agreement.recognitions.exists(),
        "safeguards": _are_safeguards_answered(agreement),
        "resources": agreement.resources.exists(),
        "exit_plan": hasattr(agreement, "exit_plan"),
        "dialogue": agreement.dialogues.exists(),
        "branches": _has_branches(parties),
        "data_sharing": _shares_data(agreement),
    }
    return {part for part, is_there in there.items() if is_there}


def _are_safeguards_answered(agreement: Agreement) -> bool:
    answered = agreement.safeguards.exclude(answer=SafeguardAnswer.OPEN)
    return answered.count() == len(SafeguardKey)


def _has_branches(parties: Iterable[Party]) -> bool:
    keys = [party.organisation_id for party in parties if party.organisation_id]
    return Organisation.objects.standing().filter(parent__in=keys).exists()


def _shares_data(agreement: Agreement) -> bool:
    """Whether it says which data may be shared (D6)."""
    rows = getattr(agreement, "data_sharings", None)
    return bool(rows is not None and rows.exists())
