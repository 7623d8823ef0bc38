"""Rumours: where they go round, what is true of them, the answer, and who carries it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from diwan.figures.counts import publishable

from ..actions.kinds import write_rumour
from ..details import Detail
from ..forms.kinds.details import RumourForm
from ..models import Item
from ..rules import rumours
from ..words.kinds import RumourState, Says
from . import common
from .states import way

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..models import AgentTraining, RumourEvidence

_FIELDS = ("heard_on", "heard_in", "finding", "answer", "campaign", "evaluation")
_SHOWN = ("state", "heard_on", "heard_in", "finding", "answer", "answered_on", "evaluation")
_TEXTS = ("answer", "evaluation")
TITLES = {
    "rumour.state": _("State"),
    "rumour.heard_on": _("Heard first"),
    "rumour.heard_in": _("Where it goes round"),
    "rumour.finding": _("What the check found"),
    "rumour.answer": _("Answer"),
    "rumour.answered_on": _("Answered"),
    "rumour.evaluation": _("Whether the answer worked"),
    "rumour.evidence": _("Evidence"),
    "rumour.trainings": _("People trained"),
}


def _rows(item: Item, reader: Any) -> dict[str, Any] | None:
    row = common.own(item, "rumour")
    if row is None:
        return None
    due = rumours.due_on(row.state, row.heard_on, row.answered_on)
    return common.standing(item, reader, due) | {
        "rumour": row,
        **way(RumourState, rumours.MOVES, row.state),
        "evidence": _by_way(list(item.evidence.all())),
        "trainings": list(item.trainings.select_related("place")),
        "trained": trained(item.trainings.select_related("place")),
        "campaign": Item.objects.visible_to(reader).filter(pk=row.campaign_id).first(),
    }


def trained(rows: Any) -> Any:
    """How many people were trained, by place; small numbers are told together (P-9)."""
    counts: dict[str, int] = {}
    for row in rows:
        counts[_where(row)] = counts.get(_where(row), 0) + row.agents
    return publishable(counts)


def _where(row: AgentTraining) -> str:
    return str(row.place) if row.place else ""


def _by_way(rows: list[RumourEvidence]) -> list[tuple[Any, list[RumourEvidence]]]:
    """What speaks against it first."""
    found = ((each.label, [row for row in rows if row.says == each]) for each in Says)
    return [(label, pieces) for label, pieces in found if pieces]


def _told(item: Item) -> dict[str, str]:
    pieces = [f"{row.says}: {common.plain(row.text)} ({row.source})" for row in item.evidence.all()]
    numbers = [f"{row.held_on}: {row.agents}" for row in item.trainings.all()]
    more = {"rumour.evidence": "\n".join(pieces), "rumour.trainings": "\n".join(numbers)}
    own = common.told(common.own(item, "rumour"), _SHOWN)
    return own | {name: text for name, text in more.items() if text}


def _values(item: Item) -> Mapping[str, Any]:
    return common.values(item, "rumour", _FIELDS)


DETAIL = Detail(
    RumourForm,
    _values,
    write_rumour,
    "library/kinds/_rumour.html",
    _rows,
    _told,
    lambda item, code: common.texts(common.own(item, "rumour"), _TEXTS, code),
)
