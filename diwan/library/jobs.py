"""What the clock does in the library: look at links, remind, say that something is out of date."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from diwan.core import links, slots
from diwan.core.links import LinkState

from . import actions
from .actions import letters
from .models import Item, Review
from .words import ItemState

if TYPE_CHECKING:
    from datetime import datetime

#: how often a link is looked at, and how many in one go: each may take many seconds
_LINK_EVERY = timedelta(days=30)
_AT_ONCE = 20
#: a reviewer hears again so long before the day, once
_REMIND_BEFORE = timedelta(days=3)
#: what was never submitted is forgotten after a year without a change
DRAFTS_KEPT = timedelta(days=365)


def look_at_links(now: datetime) -> int:
    """Whether links still lead somewhere; only where the operator allows asking other servers."""
    if not links.may_look():
        return 0
    due = Item.objects.all().with_links_to_see(now - _LINK_EVERY).order_by("link_seen_at", "pk")
    rows = list(due[:_AT_ONCE])
    for item in rows:
        _look(item, now)
    return len(rows)


def _look(item: Item, now: datetime) -> None:
    found = links.look(item.link)
    is_news = found.state == LinkState.DEAD and item.link_state != LinkState.DEAD
    with transaction.atomic():
        Item.objects.filter(pk=item.pk, link=item.link).update(
            link_state=found.state, link_seen_at=now
        )
        if is_news:
            letters.tell_link_dead(item)


def remind_reviewers(now: datetime) -> int:
    """One letter to each whose answer is due within three days."""
    due = Review.objects.all().due_by((now + _REMIND_BEFORE).date())
    with transaction.atomic():
        rows = list(due.filter(reminded_at__isnull=True).select_related("item", "reviewer")[:100])
        for review in rows:
            letters.remind_reviewer(review)
        Review.objects.filter(pk__in=[row.pk for row in rows]).update(reminded_at=now)
    return len(rows)


def tell_out_of_date(now: datetime) -> int:
    """One letter for each item whose day to be looked at again has passed, once."""
    rows = Item.objects.all().past_review(now.date()).filter(told_old_at__isnull=True)
    with transaction.atomic():
        due = list(rows.select_related("submitted_by")[:100])
        for item in due:
            letters.tell_out_of_date(item)
        Item.objects.filter(pk__in=[item.pk for item in due]).update(told_old_at=now)
    return len(due)


# --- retention ---------------------------------------------------------------------------
def due_drafts(now: datetime) -> int:
    return Item.objects.filter(**_forgotten(now)).count()


def purge_drafts(now: datetime) -> int:
    """Drafts and withdrawn items nobody touched for a year, with their files on the disk."""
    due = Item.objects.filter(**_forgotten(now)).values("pk")[:200]
    with transaction.atomic():
        return actions.forget(Item.objects.filter(pk__in=list(due.values_list("pk", flat=True))))


def _forgotten(now: datetime) -> dict[str, object]:
    return {
        "state__in": [ItemState.DRAFT, ItemState.WITHDRAWN],
        "published_at__isnull": True,
        "changed_at__lt": now - DRAFTS_KEPT,
    }


def register() -> None:
    """The library's work for the worker."""
    day = timedelta(days=1)
    slots.jobs.add("library.links", slots.Job(look_at_links, timedelta(hours=1)))
    slots.jobs.add("library.reviewers", slots.Job(remind_reviewers, day))
    slots.jobs.add("library.out_of_date", slots.Job(tell_out_of_date, day))
