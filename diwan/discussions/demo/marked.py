"""Passages that the team marked and tagged, as ``marked.json`` tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..actions import marking
from ..models import Passage, Version
from ..words import PassageKind
from . import files

if TYPE_CHECKING:
    from datetime import datetime

    from diwan.people.models import Person

    from ..models import Discussion


def tell(discussion: Discussion, *, by: Person, at: datetime) -> None:
    """Mark them in the name of ``by``, before anything is drafted: no later run loses it."""
    for said in files.data(discussion.slug, "marked.json")["passages"]:
        passage = _passage(discussion, said)
        for mark in said["marks"]:
            marking.mark(passage, by=by, mark=mark)
        marking.tag(
            passage,
            by=by,
            themes=said.get("themes", []),
            places=said.get("places", []),
            named=[(kind, name) for kind, name in said.get("named", [])],
        )
        Passage.objects.filter(pk=passage.pk).update(corrected_at=at)


def _passage(discussion: Discussion, said: dict[str, Any]) -> Passage:
    words = said["words"]
    version = Version.objects.select_related("contribution__discussion").get(
        contribution__discussion=discussion, is_released=True, masked__contains=words
    )
    start = version.masked.index(words)
    return Passage.objects.create(
        version=version,
        start=start,
        end=start + len(words),
        kind=PassageKind.ANSWER,
        targets=said["targets"],
        language=version.contribution.language,
    )
