"""Norms and policies: what they are today, what changed them, and their texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..actions.kinds import write_norm
from ..details import Detail
from ..forms.kinds.details import NormForm
from ..models import Item, Norm, NormLink
from ..rules import norms
from ..words.kinds import RELATION_BACK, NormType, Relation, Standing
from . import common
from .lifelines import lifeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_FIELDS = ("type", "number", "dated", "from_on", "to_on", "dropped")
TITLES = {
    "norm.type": _("Type of norm"),
    "norm.number": _("Number"),
    "norm.dated": _("Adopted"),
    "norm.from_on": _("In force from"),
    "norm.to_on": _("In force until"),
    "norm.dropped": _("Given up"),
    "norm.links": _("What became of it"),
    "norm.texts": _("Texts"),
}


def life_of(row: Norm, links: Iterable[NormLink]) -> norms.Life:
    """What is written about its life, with what later norms did to it."""
    ended = tuple(link.since for link in links if link.relation in norms.ENDING)
    return norms.Life(row.dated, row.from_on, row.to_on, ended, row.dropped)


def links_of(item: Item, reader: Any) -> list[NormLink]:
    """What later norms did to it, without norms that the reader may not see."""
    seen = Q(by__isnull=True) | Q(by__in=Item.objects.visible_to(reader))
    return list(item.norm_links.filter(seen).select_related("by"))


def _rows(item: Item, reader: Any) -> dict[str, Any] | None:
    row = common.own(item, "norm")
    if row is None:
        return None
    told = common.standing(item, reader)
    links = links_of(item, reader)
    life = life_of(row, item.norm_links.all())
    back = item.norm_links_back.filter(item__in=Item.objects.visible_to(reader))
    return told | {
        "norm": row,
        "binds": row.type != NormType.RECOMMENDATION,
        "standing": Standing(norms.standing_on(life, told["today"])),
        "links": links,
        "back": [
            (RELATION_BACK[Relation(link.relation)], link) for link in back.select_related("item")
        ],
        "texts": list(item.norm_texts.only("since", "source", "item")),
        "line": lifeline(
            life, [(link.get_relation_display(), link.since) for link in links], told["today"]
        ),
    }


def _told(item: Item) -> dict[str, str]:
    links = [
        f"{link.relation} {link.since} {link}"
        for link in item.norm_links.select_related("by")
        if link.by is None or link.by.is_open_to_all  # editions are read by everybody
    ]
    texts = [f"{row.since}\n{common.plain(row.text)}" for row in item.norm_texts.all()]
    more = {"norm.links": "\n".join(links), "norm.texts": "\n\n".join(texts)}
    own = common.told(common.own(item, "norm"), _FIELDS)
    return own | {name: text for name, text in more.items() if text}


def _words(item: Item, code: str) -> str:
    """Its number, and its newest text."""
    row = common.own(item, "norm")
    newest = item.norm_texts.last()
    parts = (row.number if row else "", newest.text.get(code, "") if newest else "")
    return "\n\n".join(part for part in parts if part)


def _values(item: Item) -> Mapping[str, Any]:
    return common.values(item, "norm", _FIELDS)


DETAIL = Detail(NormForm, _values, write_norm, "library/kinds/_norm.html", _rows, _told, _words)
