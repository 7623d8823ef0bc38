"""How an agreement goes from one state to the next: once, and written down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from diwan.audit import actions as audit
from diwan.core import clock
from diwan.core.errors import Conflict, Refusal

from .. import rules
from ..models import Agreement, Milestone
from ..words import TOO_FAR, AgreementState, MilestoneKind, Precision
from .indexing import index

if TYPE_CHECKING:
    from datetime import date


def locked(agreement: Agreement) -> Agreement:
    """The row as it is now, held until the end of the transaction."""
    return Agreement.objects.select_for_update().get(pk=agreement.pk)


def move(agreement: Agreement, wanted: AgreementState, *, by: Any, why: str = "") -> Agreement:
    """Go to ``wanted`` from wherever it is now; in the caller's transaction.

    Raises:
        Conflict: it cannot go there from where it is.
    """
    now = locked(agreement)
    if not rules.may_move(now.state, wanted):
        raise Conflict(
            _("This agreement is now “%(state)s”. Look at it again before you go on.")
            % {"state": now.get_state_display()}
        )
    now.state = wanted
    touch(now, ["state"])
    audit.record(f"agreement.{wanted}", by=by, on=now, why=why)
    agreement.state, agreement.changed_at = now.state, now.changed_at
    return now


def touch(agreement: Agreement, fields: list[str]) -> None:
    agreement.changed_at = clock.now()
    agreement.save(update_fields=[*fields, "changed_at"])
    index([agreement])


def dated(agreement: Agreement, kind: MilestoneKind, on: date) -> None:
    """Write a confirmed day down; the one that was planned at first stays beside it.

    Raises:
        Refusal: it would lie before what must come first.
    """
    told = {"on": on, "precision": Precision.DAY, "is_confirmed": True}
    plan = Milestone.objects.filter(agreement=agreement, kind=kind).first()
    if plan is not None:
        told |= _kept(plan, on)
    Milestone.objects.update_or_create(agreement=agreement, kind=kind, defaults=told)
    refuse_contradictions(agreement)


def _kept(plan: Milestone, on: date) -> dict[str, Any]:
    """The first plan, where what came differs from it."""
    if plan.planned_on is not None or (plan.on, plan.precision) == (on, Precision.DAY):
        return {}
    return {"planned_on": plan.on, "planned_precision": plan.precision}


def happened(agreement: Agreement, kind: MilestoneKind, on: date) -> None:
    """Write down a confirmed day of what may happen many times."""
    Milestone.objects.create(agreement=agreement, kind=kind, on=on, is_confirmed=True)
    refuse_contradictions(agreement)


def refuse_contradictions(agreement: Agreement) -> None:
    """Raises:
    Refusal: two of its dates cannot both be true, or one lies too far away.
    """
    rows = list(agreement.milestones.all())
    if any(row.on > rules.LAST_DAY for row in rows):
        raise Refusal(TOO_FAR)
    spans = {row.kind: row.span for row in rows}
    for found in rules.contradictions(spans):
        names = dict(MilestoneKind.choices)
        raise Refusal(
            _("The dates contradict: “%(later)s” lies before “%(earlier)s”. Correct one of them.")
            % {"later": names[found.later], "earlier": names[found.earlier]}
        )
