"""Searching the queue of a team: what typed words leave of it, and where they stand in a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from diwan.portal import queries as portal
from diwan.portal import rules
from diwan.texts.normalise import asked

from .actions.indexing import QUEUE
from .models import Contribution

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from diwan.portal.rules import Stretch


@dataclass(frozen=True, slots=True)
class Glimpse:
    """The subject, if something was found in it, and the words round what was found."""

    subject: list[Stretch]
    words: list[Stretch]


def is_search(typed: str) -> bool:
    """Whether there is a word to look for; signs alone cannot be found."""
    return bool(asked(typed))


def found(rows: QuerySet[Contribution], typed: str, *, person: Any) -> QuerySet[Contribution]:
    """Those of ``rows`` that hold all that was typed, within what ``person`` moderates."""
    mine = Contribution.objects.moderated_by(person).values("pk")
    return rows.filter(pk__in=portal.ids_found(typed, QUEUE, mine))


def glimpse(row: Any, wanted: rules.Asked) -> Glimpse:
    """``row`` as `queueing.for_rows` gives it; ``wanted`` as `normalise.asked` says it."""
    subject = rules.marked(row.subject, wanted)
    is_there = any(piece.is_match for piece in subject)
    return Glimpse(subject if is_there else [], rules.snippet(row.to_be_shown or "", wanted))
