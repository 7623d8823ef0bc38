"""How a study goes on, and what may be said of its data (J3, P-9). Knows no database."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MOVES: Mapping[str, frozenset[str]] = {
    "planned": frozenset({"in_field", "analysed", "stopped"}),
    "in_field": frozenset({"analysed", "stopped"}),
    "analysed": frozenset({"reported", "stopped"}),
    "reported": frozenset(),
    "stopped": frozenset(),
}
#: methods that have a sample
SAMPLED = frozenset({"interview", "group", "survey", "experiment"})
#: single records may be open only under this risk, in per cent of records found out (HDX: P-9)
RISK_UNDER = Decimal(3)


@dataclass(frozen=True, slots=True)
class Said:
    methods: frozenset[str] = field(default_factory=frozenset)
    sample: int | None = None
    has_finding: bool = False


def missing(said: Said, wanted: str) -> str:
    """What ``wanted`` still asks for: ``method``, ``sample``, ``finding``, or nothing."""
    if wanted in {"in_field", "analysed"} and not said.methods:
        return "method"
    if wanted == "reported":
        if said.methods & SAMPLED and said.sample is None:
            return "sample"
        return "" if said.has_finding else "finding"
    return ""


def may_be_open(risk: Decimal | None) -> bool:
    """Whether single records may be given to everybody: the risk was measured and is low."""
    return risk is not None and Decimal(0) <= risk < RISK_UNDER
