"""Invented rumours, campaigns, norms and studies, and what invented positions look like.

``kinds.json``: a wording is a list (English, French, Arabic); days are counted from today, but
where a time is written as text.
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
from diwan.vocabularies.models import Place, Theme

from .. import actions, facts
from ..actions import kinds
from ..actions.reviewing import publish
from ..kinds.sections import SECTIONS
from ..models import Item, PolicyTopic
from ..said import ItemSaid
from ..words import ItemState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from diwan.people.models import Person

_FILE = Path(__file__).with_name("kinds.json")
_DAYS = frozenset({"heard_on", "held_on", "starts_on", "ends_on", "tested_on", "measured_on"})
_NO_CAMPAIGN = {"campaign": None}


@transaction.atomic
def load() -> None:
    """The entries that come with the house, and invented ones; a second call does nothing."""
    if PolicyTopic.objects.exists():
        return
    people = cast()
    facts.load(by=people[STEWARD])
    told = json.loads(_FILE.read_text(encoding="utf-8"))
    with override("en"):
        for said in told["items"]:
            _tell(said, people[said["by"]])
        for said in told["topics"]:
            _compare(said, people[STEWARD])


def _tell(said: Mapping[str, Any], by: Person) -> None:
    item = actions.add(_said(said), by=by)
    for part in said.get("parts", ()):
        _part(item, *part, by=by)
    for state in said.get("path", ()):
        kinds.move(Item.objects.get(pk=item.pk), state, by=by)
    for part in said.get("later", ()):
        _part(item, *part, by=by)
    _publish(Item.objects.get(pk=item.pk), said["days"])


def _said(said: Mapping[str, Any]) -> ItemSaid:
    more = _NO_CAMPAIGN if said["kind"] == "rumour" else {}
    return ItemSaid(
        kind=said["kind"],
        title=wording(said["title"]),
        summary=wording(said["summary"]),
        languages=said["languages"],
        **{name: said.get(name, ()) for name in ("places", "origins", "destinations", "themes")},
        detail=_values(said["detail"]) | more if "detail" in said else None,
    )


def _part(item: Item, section: str, said: Mapping[str, Any], *, by: Person) -> None:
    told = _values(said)
    if section == "tests":
        told["message"] = item.messages.all()[said["message"]]
    if said.get("place"):
        told["place"] = Place.objects.get(code=said["place"])
    kinds.add(Item.objects.get(pk=item.pk), SECTIONS[section].model, told, by=by)


def _values(said: Mapping[str, Any]) -> dict[str, Any]:
    """Wordings from lists of texts, days from numbers."""
    return {name: _value(name, value) for name, value in said.items()}


def _value(name: str, value: Any) -> Any:
    if name in _DAYS:
        return day(value)
    is_wording = isinstance(value, list) and name != "methods"
    return wording(value) if is_wording else value


def _publish(item: Item, days: int) -> None:
    """As if two reviewers had looked at it that day; nobody gets a letter about it."""
    submitter, item.submitted_by = item.submitted_by, None
    item.state, item.submitted_at = ItemState.IN_REVIEW, moment(days - 20)
    item.save()
    publish(item)
    Item.objects.filter(pk=item.pk).update(
        submitted_by=submitter,
        added_at=moment(days - 21),
        published_at=moment(days),
        changed_at=moment(days),
    )


def _compare(said: Mapping[str, Any], by: Person) -> None:
    topic = kinds.add_topic(
        {
            "title": wording(said["title"]),
            "question": wording(said["question"]),
            "theme": Theme.objects.filter(key=said["theme"]).first(),
            **{name: said[name] for name in ("common", "common_source")},
        },
        [wording(answer) for answer in said["answers"]],
        by=by,
    )
    options = {option.position: option for option in topic.options.all()}
    for row in said["held"]:
        kinds.tell(topic, _position(row, options), by=by)


def _position(row: Sequence[Any], options: Mapping[int, Any]) -> dict[str, Any]:
    code, answer, days = row
    return {
        "place": Place.objects.get(code=code),
        "option": options[answer],
        "since": day(days),
        "note": {},
        "norm": None,
        "source": "Demo",
    }


slots.demo.add("library-kinds", slots.DemoLoader(load), order=46)
