"""Invented items in every state, through the room's own actions.

``items.json``: a wording is a list (English, French, Arabic); days are counted from today.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import override

from diwan.agreements.demo.bodies import STEWARD, cast
from diwan.agreements.demo.files import day, moment, wording
from diwan.core import slots

from .. import actions
from ..actions.reviewing import publish
from ..models import Item
from ..rules import CHECKS
from ..said import ItemSaid
from ..words import ItemState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diwan.people.models import Person

_FILE = Path(__file__).with_name("items.json")
_REVIEW_DAYS = 9


@transaction.atomic
def load() -> None:
    """People and organisations stand already; a second call does nothing."""
    if Item.objects.filter(doi__startswith="10.99999/diwan.demo").exists():
        return
    people, slugs = cast(), dict[str, str]()
    with override("en"):
        for said in json.loads(_FILE.read_text(encoding="utf-8")):
            item = _tell(said, people, slugs)
            slugs[said["key"]] = item.slug


def _tell(said: Mapping[str, Any], people: Mapping[str, Person], slugs: Mapping[str, str]) -> Item:
    by = people[said["by"]]
    item = actions.add(_said(said, by, slugs), by=by)
    if "published" in said:
        _publish(item, said)
    elif said["state"] != ItemState.DRAFT:
        _bring(item, said, people)
    return item


def _said(said: Mapping[str, Any], by: Person, slugs: Mapping[str, str]) -> ItemSaid:
    return ItemSaid(
        kind=said["kind"],
        title=wording(said["title"]),
        summary=wording(said.get("summary")),
        languages=said["languages"],
        link=said["link"],
        doi=said.get("doi", ""),
        licence=said.get("licence", ""),
        published_in_year=said.get("year"),
        review_due_on=day(said["current"]) if "current" in said else None,
        places=said.get("places", ()),
        origins=said.get("origins", ()),
        destinations=said.get("destinations", ()),
        themes=said["themes"],
        bodies=[(role, name) for role, name in said.get("bodies", ())],
        submitted_as=said.get("named", "name"),
        submitted_for=by.organisation_id if said.get("named") == "organisation" else None,
        takes_messages=True,
        adapted_from=slugs.get(said.get("adapted", ""), ""),
        family=slugs.get(said.get("family", ""), ""),
    )


def _publish(item: Item, said: Mapping[str, Any]) -> None:
    """As two reviewers left it, on that day; some were changed since."""
    item.state, item.submitted_at = ItemState.IN_REVIEW, moment(said["published"] - _REVIEW_DAYS)
    publish(item)
    at = moment(said["published"])
    Item.objects.filter(pk=item.pk).update(
        published_at=at, changed_at=at, added_at=item.submitted_at
    )
    item.editions.update(made_at=at)
    if "edited" in said:
        _edit(item, said)


def _edit(item: Item, said: Mapping[str, Any]) -> None:
    item.refresh_from_db()
    item.body = wording(said["edited"])
    item.save(update_fields=["body"])
    actions.settle(item, by=item.submitted_by, note=said["edited"][2])


def _bring(item: Item, said: Mapping[str, Any], people: Mapping[str, Person]) -> None:
    """Submitted, and further where reviewers are named."""
    actions.submit(item, by=item.submitted_by)
    reviewers = [people[key] for key in said.get("reviewers", ())]
    if not reviewers:
        return
    actions.ask_reviewers(item, reviewers, due_on=day(_REVIEW_DAYS), by=people[STEWARD])
    if said["state"] == ItemState.RETURNED:
        review = item.reviews.get(reviewer=reviewers[0])
        actions.answer(
            review,
            "return",
            checklist=dict.fromkeys(CHECKS, False),
            note=said["note"],
            conflict="",
            by=reviewers[0],
        )


slots.demo.add("library.items", slots.DemoLoader(load), order=41)
