"""The letters that telling the stories wrote: dated as they would be, and all but a few gone."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import time, timedelta
from typing import TYPE_CHECKING

from diwan.mailroom.actions import returns
from diwan.mailroom.models import OutgoingLetter
from diwan.people.demo import address
from diwan.people.models import Person

from .. import jobs
from ..models import Follow
from ..words import Rhythm

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

KEPT = {"discussions/acknowledgement": 4, "discussions/released": 2, "discussions/digest": 2}
#: how often followers of the open discussion hear of it; the others as the team set it
RHYTHMS = {
    "amina": Rhythm.EACH,
    "chloe": Rhythm.DAILY,
    "hanane": Rhythm.WEEKLY,
    "kamel": Rhythm.NONE,
}
#: an address where nothing arrives, and somebody who wants no letters at night
STOPPED = "jonas"
SLEEPER = "lidia"


@contextmanager
def announcing_to_nobody() -> Iterator[None]:
    """Openings of long ago are not announced: nobody would find those letters new."""
    listeners = Person.objects.filter(is_demo=True, wants_announcements=True)
    pks = list(listeners.values_list("pk", flat=True))
    listeners.update(wants_announcements=False)
    yield
    Person.objects.filter(pk__in=pks).update(wants_announcements=True)


def last_one() -> int:
    """The number of the last letter there is; 0 for none."""
    return OutgoingLetter.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def date(*, after: int, at: datetime) -> None:
    """Say that the letters written since ``after`` were written at ``at``."""
    OutgoingLetter.objects.filter(pk__gt=after).update(queued_at=at)


def send_digests(now: datetime) -> None:
    """Write the digests of two followers; the others have read theirs this morning."""
    follows = Follow.objects.filter(discussion__slug="small-towns")
    Follow.objects.update(digest_at=now)
    for local, rhythm in RHYTHMS.items():
        follows.filter(person__email=address(local)).update(rhythm=rhythm)
    for local, days in (("chloe", 2), ("hanane", 8)):
        told = now - timedelta(days=days)
        follows.filter(person__email=address(local)).update(digest_at=told)
    jobs.send_digests(now)


def stop_letters(now: datetime) -> None:
    """Letters to one member came back; another wants none at night."""
    for days in (9, 2):
        returns.note(address(STOPPED), "5.1.1", at=now - timedelta(days=days))
    Person.objects.filter(email=address(SLEEPER)).update(quiet_from=time(21), quiet_until=time(7))


def keep_a_handful(*, after: int) -> None:
    """Take back, before anything is sent, all but the latest few to the demo accounts."""
    written = OutgoingLetter.objects.filter(pk__gt=after)
    ours = written.filter(to_address__endswith=address("")).order_by("-pk")
    kept: list[int] = []
    for kind, count in KEPT.items():
        kept += ours.filter(kind=kind).values_list("pk", flat=True)[:count]
    written.exclude(pk__in=kept).delete()
