"""Everything the page of one agreement shows, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from diwan.audit import queries as audit
from diwan.core import clock

from ..ledger import Line, Total, altogether, totals
from ..words import AgreementState, Level, SafeguardAnswer, SafeguardKey, Side

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..models import (
        Agreement,
        Document,
        ExitPlan,
        Measure,
        Milestone,
        Organ,
        Party,
        Priority,
        Recognition,
        Resource,
        Safeguard,
        SignOff,
        Terms,
    )

_WIDEST_FIRST = list(Level.values)


@dataclass(frozen=True, slots=True)
class Bound:
    """A party, who signed for it, and whether the reader can."""

    party: Party
    sign_off: SignOff | None
    may_sign: bool


@dataclass(frozen=True, slots=True)
class Shore:
    """A side with its parties by level, the widest first."""

    side: str
    title: str
    levels: list[tuple[str, list[Bound]]]


@dataclass(frozen=True, slots=True)
class Ledger:
    lines: list[Resource]
    totals: list[Total]
    altogether: list[Total]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The parts of an agreement as its page shows them; a part without anything is empty."""

    shores: list[Shore]
    left: list[Party]
    terms: Terms | None
    milestones: list[tuple[Milestone, bool]]
    priorities: list[Priority]
    measures: list[Measure]
    organs: list[Organ]
    ledger: Ledger
    safeguards: list[Safeguard]
    documents: list[Document]
    exit_plan: ExitPlan | None
    recognitions: list[Recognition]
    children: list[Agreement]
    #: why it was suspended, ended, given up or sent back, when it stands so now
    why: str

    @property
    def parties(self) -> list[Bound]:
        return [row for shore in self.shores for _level, rows in shore.levels for row in rows]

    @property
    def to_sign(self) -> list[Party]:
        return [row.party for row in self.parties if row.may_sign]

    @property
    def has_signed(self) -> bool:
        return any(row.sign_off for row in self.parties)


def sheet(agreement: Agreement, *, bodies: set[int], children: list[Agreement]) -> Sheet:
    """``bodies``: keys of the organisations that the reader signs for."""
    terms = agreement.terms.prefetch_related("sign_offs__signed_by").last()
    today = clock.now().date()
    parties = list(agreement.parties.select_related("organisation", "place"))
    return Sheet(
        shores=_shores(agreement, terms, [row for row in parties if not row.left_on], bodies),
        left=[row for row in parties if row.left_on],
        terms=terms,
        milestones=[(row, row.on <= today) for row in agreement.milestones.all()],
        priorities=list(agreement.priorities.all()),
        measures=list(agreement.measures.all()),
        organs=list(agreement.organs.prefetch_related("seats__party__organisation")),
        ledger=_ledger(agreement),
        safeguards=_answered(agreement.safeguards.all()),
        documents=list(agreement.documents.select_related("late_by__organisation")),
        exit_plan=_exit_plan(agreement),
        recognitions=list(agreement.recognitions.select_related("state", "authority")),
        children=children,
        why=_why(agreement),
    )


def _shores(
    agreement: Agreement, terms: Terms | None, parties: list[Party], bodies: set[int]
) -> list[Shore]:
    signed = {row.party_id: row for row in terms.sign_offs.all()} if terms else {}
    is_open = agreement.state == AgreementState.PROPOSED
    bound = [
        Bound(
            row,
            signed.get(row.pk) if agreement.state != AgreementState.DRAFT else None,
            is_open and row.pk not in signed and row.organisation_id in bodies,
        )
        for row in parties
    ]
    shores = [
        Shore(
            side.value, str(side.label), _by_level(row for row in bound if row.party.side == side)
        )
        for side in Side
    ]
    return [shore for shore in shores if shore.levels]


def _by_level(rows: Iterable[Bound]) -> list[tuple[str, list[Bound]]]:
    def level(row: Bound) -> int:
        return _WIDEST_FIRST.index(row.party.level)

    ordered = sorted(rows, key=level)
    return [(str(Level.choices[key][1]), list(found)) for key, found in groupby(ordered, level)]


def _ledger(agreement: Agreement) -> Ledger:
    lines = list(agreement.resources.select_related("party__organisation"))
    priced = [
        Line(row.pk, row.brought_in_by, row.currency, row.amount, row.state, row.follows_id)
        for row in lines
        if row.amount is not None
    ]
    each = totals(priced)
    return Ledger(lines, each, altogether(each))


def _answered(rows: Iterable[Safeguard]) -> list[Safeguard]:
    """In the order of the checklist, without those nobody has looked at."""
    found = {row.key: row for row in rows if row.answer != SafeguardAnswer.OPEN}
    return [found[key] for key in SafeguardKey.values if key in found]


def _exit_plan(agreement: Agreement) -> ExitPlan | None:
    plan: ExitPlan | None = getattr(agreement, "exit_plan", None)
    return plan


def _why(agreement: Agreement) -> str:
    last = audit.for_subject(agreement).filter(verb=f"agreement.{agreement.state}")
    entry = last.order_by("-pk").first()
    return entry.shown_reason if entry else ""
