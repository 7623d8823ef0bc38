"""What can be asked of agreements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from diwan.core import clock
from diwan.core.wording import HOUSE_LANGUAGES
from diwan.people.models import Organisation
from diwan.vocabularies.models import Place

from ..words import AgreementState, MilestoneKind, SafeguardAnswer, SafeguardKey, Side

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..models import Agreement, Party

#: States that everybody may read.
PUBLIC_STATES = (
    AgreementState.SIGNED,
    AgreementState.IN_FORCE,
    AgreementState.SUSPENDED,
    AgreementState.ENDED,
)
_BEGINNINGS = (MilestoneKind.SIGNED, MilestoneKind.IN_FORCE)


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
        """Everything one row of a list shows: one query more, for the parties (``bound``).

        ``since`` is the day it was signed, or else entered into force.
        """
        days = _model("Milestone").filter(agreement=OuterRef("pk"), kind__in=_BEGINNINGS)
        parties = _standing_parties().select_related("organisation", "place")
        return (
            self.annotate(since=Subquery(days.order_by("on").values("on")[:1]))
            .prefetch_related(Prefetch("parties", parties, to_attr="bound"))
            .order_by("-changed_at", "-pk")
        )

    def in_place(self, place: Place, sides: Iterable[str] = ()) -> AgreementQuerySet:
        """Those that bind ``place`` or a part of it; with ``sides``, only from one of them."""
        inside = Place.objects.within(place).values("pk")
        rows = _standing_parties().filter(
            Q(place__in=inside)
            | Q(organisation__seat__in=inside)
            | Q(organisation__country__in=inside)
        )
        if sides:
            rows = rows.filter(side__in=list(sides))
        return self.filter(pk__in=rows.values("agreement_id"))

    def between(self, one: Place, other: Place) -> AgreementQuerySet:
        """Those that bind both places."""
        return self.in_place(one).in_place(other)

    def of_organisation(self, organisation: Organisation) -> AgreementQuerySet:
        rows = _standing_parties().filter(organisation=organisation)
        return self.filter(pk__in=rows.values("agreement_id"))

    def on_theme(self, key: str) -> AgreementQuerySet:
        rows = self.model.themes.through.objects.filter(theme__key=key)
        return self.filter(pk__in=rows.values("agreement_id"))

    def named(self, text: str) -> AgreementQuerySet:
        """Those with every word of ``text`` in the title, or in a party's name."""
        found = self
        for word in text.split():
            bodies = _model("Party").filter(
                Q(organisation__in=Organisation.objects.standing().named(word))
                | _says("name", word)
            )
            found = found.filter(_says("title", word) | Q(pk__in=bodies.values("agreement_id")))
        return found

    def waiting_for(self, person: Any) -> AgreementQuerySet:
        """Those laid before the parties that ``person`` can sign for and nobody has yet."""
        open_ones = _standing_parties().filter(organisation__in=signs_for(person))
        open_ones = open_ones.annotate(
            terms=Subquery(
                _model("Terms")
                .filter(agreement=OuterRef("agreement"))
                .order_by("-number")
                .values("pk")[:1]
            )
        )
        unsigned = open_ones.filter(
            ~Exists(_model("SignOff").filter(party=OuterRef("pk"), terms=OuterRef("terms")))
        )
        return self.filter(state=AgreementState.PROPOSED, pk__in=unsigned.values("agreement_id"))


def _model(name: str) -> Any:
    """All rows of a model of this room."""
    return apps.get_model("agreements", name).objects.all()


def _standing_parties() -> QuerySet[Party, Party]:
    rows: QuerySet[Party, Party] = _model("Party").filter(left_on__isnull=True)
    return rows


def _says(column: str, word: str) -> Q:
    found = Q()
    for code in HOUSE_LANGUAGES:
        found |= Q(**{f"{column}__{code}__icontains": word})
    return found


def _bound(person: Any) -> QuerySet[Any, Any]:
    """Keys of the agreements with a party that ``person`` signs for today."""
    return _standing_parties().filter(organisation__in=signs_for(person)).values("agreement_id")


def signs_for(person: Any) -> QuerySet[Organisation, Organisation]:
    """The organisations that ``person`` signs for today."""
    return Organisation.objects.may_act_for(person, clock.now().date())


def parties_of(agreement: Agreement) -> list[Party]:
    """Those that have not left, with what their names need; one query."""
    rows = agreement.parties.filter(left_on__isnull=True)
    return list(rows.select_related("organisation", "place"))


def party_of(person: Any, agreement: Agreement) -> Party | None:
    """The one that ``person`` signs for today; the first where they sign for several."""
    rows = agreement.parties.filter(left_on__isnull=True, organisation__in=signs_for(person))
    found: Party | None = rows.select_related("organisation", "place").first()
    return found


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
