"""Studies and data sets: how they were made, what they found, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from ..actions.kinds import write_study
from ..details import Detail
from ..forms.kinds.details import StudyForm
from ..models import Item
from ..rules import studies
from ..words.kinds import Method, StudyState
from . import common
from .states import way

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..models import Uptake

_FIELDS = (
    *("methods", "instrument", "population", "sample", "field_from", "field_to"),
    *("finding", "limits", "records", "risk"),
)
_TEXTS = ("population", "instrument", "finding", "limits")
TITLES = {
    "study.state": _("State"),
    "study.methods": _("Methods"),
    "study.instrument": _("Instrument"),
    "study.population": _("About whom"),
    "study.sample": _("How many were asked"),
    "study.field_from": _("In the field from"),
    "study.field_to": _("In the field until"),
    "study.finding": _("What was found"),
    "study.limits": _("What it does not tell"),
    "study.records": _("Data that can be had"),
    "study.risk": _("Measured risk of disclosure, in per cent"),
    "study.uptake": _("What became of it"),
}


def _rows(item: Item, reader: Any) -> dict[str, Any] | None:
    row = common.own(item, "study")
    if row is None:
        return None
    return common.standing(item, reader) | {
        "study": row,
        **way(StudyState, studies.MOVES, row.state),
        "methods": [Method(key).label for key in row.methods if key in Method.values],
        "uptake": _uptake(item, reader),
    }


def _uptake(item: Item, reader: Any) -> list[tuple[Uptake, Item | None]]:
    """Each use with the norm it went into, where the reader may see that."""
    rows = list(item.uptake.all())
    keys = [row.norm_id for row in rows if row.norm_id]
    seen = Item.objects.visible_to(reader).in_bulk(keys) if keys else {}
    return [(row, seen.get(row.norm_id)) for row in rows]


def _told(item: Item) -> dict[str, str]:
    uses = [f"{row.used_on} {row.use}: {row.body} ({row.source})" for row in item.uptake.all()]
    own = common.told(common.own(item, "study"), ("state", *_FIELDS))
    return own | ({"study.uptake": "\n".join(uses)} if uses else {})


def _values(item: Item) -> Mapping[str, Any]:
    return common.values(item, "study", _FIELDS)


DETAIL = Detail(
    StudyForm,
    _values,
    write_study,
    "library/kinds/_study.html",
    _rows,
    _told,
    lambda item, code: common.texts(common.own(item, "study"), _TEXTS, code),
)
