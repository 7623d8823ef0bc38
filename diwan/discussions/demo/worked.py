"""A draft in the middle of the work, as ``desk.json`` tells it: written by hand, by three."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ..actions import passages, stating, unsaved
from ..actions.stating import Stretch
from ..models import Reply, Statement, UnsavedText, Version
from . import files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from diwan.people.models import Person

    from ..models import Discussion


def work(
    discussion: Discussion, people: Mapping[str, Person], *, lead: Person, now: datetime
) -> None:
    """Cut the contributions into passages, write the statements, leave one unsaved."""
    told = files.data(discussion.slug, "desk.json")
    passages.align(discussion, by=lead)
    reply = stating.begin_empty(discussion, by=lead)
    for said in told["statements"]:
        _write(reply, said, by=people[said["by"]])
    left = told["unsaved"]
    unsaved.keep(reply, by=people[left["by"]], place=f"new-{left['about']}", text=left["text"])
    _set_back(reply, files.moment(told["at"], now))


def _write(reply: Reply, said: dict[str, Any], *, by: Person) -> None:
    fields = {name: value for name, value in said.items() if name not in {"by", "cites"}}
    statement = stating.write(reply, by=by, **fields)
    for number, words, *stance in said["cites"]:
        place = _stretch(reply.discussion, number, words)
        stating.cite(statement, place, by=by, stance=stance[0] if stance else "supports")


def _stretch(discussion: Discussion, number: int, words: str) -> Stretch:
    """Where the words stand, whatever the line ends of a letter."""
    version = Version.objects.get(
        contribution__discussion=discussion, contribution__number=number, is_released=True
    )
    found = re.search(r"\s+".join(map(re.escape, words.split())), version.masked)
    if found is None:
        raise ValueError(f"Contribution {number} does not say: {words}")
    return Stretch(version.pk, *found.span())


def _set_back(reply: Reply, at: datetime) -> None:
    Reply.objects.filter(pk=reply.pk).update(made_on=at.date(), made_at=at)
    Statement.objects.filter(reply=reply).update(changed_at=at)
    UnsavedText.objects.filter(reply=reply).update(at=at)
