"""From a call and a mailbox to a draft of the reply, without a site: the one command.

It expects a database of its own, which is thrown away afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from diwan.people.models import Person

from . import commands, rules
from .actions import moderation, replying
from .models import Contribution

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from .models import Discussion, Reply

    #: called with (step, done, of all); a step of its own or of ``ReplyStep``
    Progress = Callable[[str, int, int], None]

#: the steps before those of ``ReplyStep``
STEPS = {"letters": _("Reading the letters"), "release": _("Taking in the contributions")}
#: who releases what came in, and is gone afterwards
_HAND = "command-line@localhost"


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft, and how many letters there were."""

    reply: Reply
    letters: int


def from_mailbox(
    call: Path,
    mailbox: Path,
    *,
    attribution: str = "anonymous",
    made_on: date | None = None,
    progress: Progress,
) -> Drafted:
    """The draft of a reply to ``call`` from the letters in ``mailbox``.

    What came in time and is no suspected spam is released by this command; nobody moderates.

    Args:
        attribution: how the writers agreed to be named; nobody asks them.
        made_on: the day printed on the reply; default: the last day of the call.

    Raises:
        Refusal: the call or the mailbox cannot be used.
    """
    discussion = commands.create_from_file(call)
    report = commands.import_mailbox(
        mailbox,
        discussion.slug,
        attribution=attribution,
        # a letter without a date is taken for one of the last day, whenever this runs
        began=rules.start_of_day(discussion.closes_on, discussion.time_zone),
        progress=lambda done, total: progress("letters", done, total),
    )
    _release(discussion, progress)
    reply = replying.consolidate(
        discussion,
        by=None,
        made_on=made_on or discussion.closes_on,
        is_moderated=False,
        progress=progress,
    )
    return Drafted(reply, report.letters)


def _release(discussion: Discussion, progress: Progress) -> None:
    """Number and show what can be part of the reply, in the order in which it was sent."""
    hand = Person.objects.create(email=_HAND, is_administrator=True)
    waiting = list(
        Contribution.objects.held()
        .filter(discussion=discussion, is_late=False, is_suspected_spam=False)
        .select_related("discussion", "letter")
        .order_by("received_at", "pk")
    )
    for done, contribution in enumerate(waiting, start=1):
        moderation.release(contribution, by=hand)
        progress("release", done, len(waiting))
    hand.delete()  # a database that is kept gets an administrator of flesh and blood
