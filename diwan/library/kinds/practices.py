"""Practices: the record of the UN Network on Migration, what it cost, how well it is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from .. import money
from ..actions.kinds import write_practice
from ..details import Detail
from ..forms.kinds.details import PracticeForm
from ..rules import practices, times
from ..words.kinds import Phase, Principle
from . import common

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..models import Item

_FIELDS = (
    *("type", "scope", "starts", "ends", "principles", "results", "lessons"),
    *("evidence", "evidence_source", "currency"),
)
_TEXTS = ("results", "lessons")
TITLES = {
    "practice.type": _("Type of practice"),
    "practice.scope": _("Reach"),
    "practice.starts": _("Starts"),
    "practice.ends": _("Ends"),
    "practice.principles": _("Guiding principles it follows"),
    "practice.results": _("Results"),
    "practice.lessons": _("Lessons"),
    "practice.evidence": _("How well it is known that it works"),
    "practice.evidence_source": _("Where the evidence can be read"),
    "practice.cost": _("What it cost in all"),
    "practice.currency": _("Currency"),
}


def _values(item: Item) -> Mapping[str, Any]:
    row = common.own(item, "practice")
    if row is None:
        return {}
    cost = money.major(row.cost, row.currency)
    return {**common.values(item, "practice", _FIELDS), "cost": cost}


def _rows(item: Item, reader: Any) -> dict[str, Any] | None:
    row = common.own(item, "practice")
    if row is None:
        return None
    told = common.standing(item, reader)
    reached, steps = practices.steps(row.evidence)
    return told | {
        "practice": row,
        "phase": Phase(times.phase(row.starts, row.ends, told["today"])),
        "principles": [Principle(key).label for key in row.principles if key in Principle.values],
        "steps": [step < reached for step in range(steps)],
    }


DETAIL = Detail(
    PracticeForm,
    _values,
    write_practice,
    "library/kinds/_practice.html",
    _rows,
    lambda item: common.told(common.own(item, "practice"), (*_FIELDS, "cost")),
    lambda item, code: common.texts(common.own(item, "practice"), _TEXTS, code),
)
