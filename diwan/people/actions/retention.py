"""Run the retention schedule of all rooms (P-10)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from diwan.audit.actions import record
from diwan.core import slots
from diwan.people.models import RetentionRun

from .administration import demand_administrator

if TYPE_CHECKING:
    from datetime import datetime

    from diwan.people.models import Person


@dataclass(frozen=True, slots=True)
class Outcome:
    """How much one rule removes; in a dry run, would remove."""

    name: str
    rule: slots.RetentionRule
    count: int


def run_retention(now: datetime, *, dry_run: bool, by: Person | None = None) -> list[Outcome]:
    """Count what is due by each rule at ``now``, and remove it unless it is a dry run.

    Args:
        by: the administrator, or None for the clock.
    """
    if by is not None:
        demand_administrator(by)
    if dry_run:
        return [Outcome(name, rule, rule.due(now)) for name, rule in slots.retention.items()]
    outcomes = []
    for name, rule in slots.retention.items():
        with transaction.atomic():
            outcomes.append(Outcome(name, rule, rule.purge(now)))
    _write_down(outcomes, now=now, by=by)
    return outcomes


@transaction.atomic
def _write_down(outcomes: list[Outcome], *, now: datetime, by: Person | None) -> None:
    removed = {outcome.name: outcome.count for outcome in outcomes if outcome.count}
    if removed or by is not None:
        run = RetentionRun.objects.create(ran_at=now, ran_by=by, removed=removed)
        record("run retention", by=by, on=run, details=removed)
