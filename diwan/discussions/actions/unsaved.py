"""What was typed at the desk and not saved yet: kept on each pause, given back to its writer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from diwan.core import clock
from diwan.core.errors import Refusal

from ..access import may_facilitate, require
from ..models import UnsavedText
from ..words import ReplyState

if TYPE_CHECKING:
    from datetime import datetime

    from diwan.people.models import Person

    from ..models import Reply

TEXT_AT_MOST = 20_000
_PLACE = re.compile(r"(?:s|new)-[\w.-]{0,20}")


def keep(reply: Reply, *, by: Person, place: str, text: str, revision: int = 0) -> datetime:
    """Keep what ``by`` typed; returns when. No words: nothing is kept any more.

    Args:
        place: ``s-KEY`` of a statement, ``new-KEY`` for a new one under a question or topic.
        revision: of the statement it was typed over.

    Raises:
        Refusal: there is no such place, or it is far too long.
    """
    require(may_facilitate(by, reply.discussion))
    now = clock.now()
    if not _PLACE.fullmatch(place):
        raise Refusal(_("Load the page again: its form is broken."))
    if len(text) > TEXT_AT_MOST:
        raise Refusal(_("This is far too long to be kept. Copy it before you leave the page."))
    if not text.strip():
        forget(reply, by=by, place=place)
        return now
    UnsavedText.objects.bulk_create(
        [UnsavedText(reply=reply, person=by, place=place, text=text, revision=revision, at=now)],
        update_conflicts=True,
        unique_fields=["reply", "person", "place"],
        update_fields=["text", "revision", "at"],
    )
    return now


def of(reply: Reply, *, by: Person) -> dict[str, UnsavedText]:
    """What ``by`` has not saved, by place; dropped statements (``d-KEY``) too. One query."""
    rows = UnsavedText.objects.filter(reply=reply, person=by).order_by("at", "pk")
    return {row.place: row for row in rows}


def forget(reply: Reply, *, by: Person, place: str) -> None:
    """It is saved, or was thrown away."""
    UnsavedText.objects.filter(reply=reply, person=by, place=place).delete()


def forget_old(_now: datetime) -> int:
    """Delete what belongs to replies that are no drafts any more; returns how many."""
    return UnsavedText.objects.exclude(reply__state=ReplyState.DRAFT).delete()[0]
