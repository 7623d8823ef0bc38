"""Entries that come with the house: practices and norms of public record, in own wording (J2).

``entries.json``: a wording is a list (English, French, Arabic); each names its sources, and the
day from which on somebody is to look again whether it still holds.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import override

from diwan.core.wording import HOUSE_LANGUAGES
from diwan.vocabularies.models import Goal

from .. import actions
from ..actions import kinds
from ..actions.reviewing import publish
from ..models import Item, NormLink, Study
from ..said import ItemSaid
from ..words import ItemState, SubmittedAs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from diwan.people.models import Person

_FILE = Path(__file__).with_name("entries.json")
_WORDINGS = ("results", "lessons", "finding", "limits", "instrument", "population")
_PRACTICE: dict[str, Any] = {"results": {}, "lessons": {}, "cost": None, "currency": ""}
_STUDY: dict[str, Any] = {"instrument": {}, "population": {}, "risk": None}


@transaction.atomic
def load(*, by: Person) -> int:
    """Publish those that are not there yet; returns how many were added.

    Args:
        by: a steward; the entries are not theirs afterwards, but everybody's.
    """
    told = read()
    there = set(
        Item.objects.filter(slug__in=[said["key"] for said in told]).values_list("slug", flat=True)
    )
    new = [said for said in told if said["key"] not in there]
    with override("en"):
        items = {said["key"]: _add(said, by=by) for said in new}
        for said in new:
            _link(items[said["key"]], said.get("links", ()), by=by)
    for item in items.values():
        _publish(item)
    return len(items)


def read() -> list[dict[str, Any]]:
    """The entries as they stand in the file."""
    told: list[dict[str, Any]] = json.loads(_FILE.read_text(encoding="utf-8"))
    return told


def _add(said: Mapping[str, Any], *, by: Person) -> Item:
    item = actions.add(_said(said), by=by)
    item.slug = said["key"]
    item.save(update_fields=["slug"])
    if "state" in said:  # where it stood long before it was written down here
        Study.objects.filter(item=item).update(state=said["state"])
    return item


def _said(said: Mapping[str, Any]) -> ItemSaid:
    return ItemSaid(
        kind=said["kind"],
        title=_wording(said["title"]),
        summary=_wording(said["summary"]),
        body=_wording(said.get("body", ())),
        languages=said["languages"],
        link=said["link"],
        published_in_year=said.get("year"),
        review_due_on=date.fromisoformat(said["review"]),
        source=said["source"],
        **{name: said.get(name, ()) for name in ("places", "origins", "destinations", "themes")},
        goals=_goals(said["goals"]),
        bodies=[(role, name) for role, name in said["bodies"]],
        submitted_as=SubmittedAs.NOT_NAMED,
        detail=_detail(said),
    )


def _detail(said: Mapping[str, Any]) -> dict[str, Any] | None:
    if "detail" not in said:
        return None
    rest: Mapping[str, dict[str, Any]] = {"practice": _PRACTICE, "study": _STUDY}
    told = rest.get(said["kind"], {}) | said["detail"]
    return {
        name: _wording(value) if name in _WORDINGS and value else value
        for name, value in told.items()
    }


def _link(item: Item, links: Iterable[Any], *, by: Person) -> None:
    for relation, key, since, note in links:
        other = Item.objects.get(slug=key)
        told = {"relation": relation, "by": other, "since": since, "note": _wording(note)}
        kinds.add(item, NormLink, told, by=by)


def _publish(item: Item) -> None:
    """They belong to nobody: stewards look after them, and nobody gets a letter."""
    item.refresh_from_db()
    item.submitted_by, item.state = None, ItemState.IN_REVIEW
    item.submitted_at = item.added_at
    item.save(update_fields=["submitted_by", "state", "submitted_at"])
    publish(item)


def _goals(codes: Iterable[str]) -> list[int]:
    """``gcm:5`` or ``sdg:10.7``, as far as the vocabulary has them."""
    pairs = [code.split(":") for code in codes]
    rows = Goal.objects.filter(code__in=[code for _framework, code in pairs])
    known = {(goal.framework, goal.code): goal.pk for goal in rows}
    return [known[framework, code] for framework, code in pairs if (framework, code) in known]


def _wording(said: Sequence[str]) -> dict[str, str]:
    return {code: text for code, text in zip(HOUSE_LANGUAGES, said, strict=False) if text}
