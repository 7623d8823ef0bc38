"""Letters about items, queued with the change, each in the language of its reader.

They name the item by its title only where everybody may read it, and never a reviewer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from diwan.core import clock
from diwan.core.wording import choose
from diwan.mailroom import actions as mailroom
from diwan.people.models import Person
from diwan.people.rules import QuietHours

if TYPE_CHECKING:
    from datetime import datetime

    from ..models import Item, Review


def tell_stewards(item: Item) -> None:
    """That something waits for reviewers: one letter to each steward."""
    for steward in Person.objects.active().filter(is_steward=True):
        _send("submitted", steward, item, page="reviewers")


def tell_reviewer(review: Review) -> None:
    """That somebody asks them to look at an item."""
    if review.reviewer is not None:
        _send("review_asked", review.reviewer, review.item, page="review", day=review.due_on)


def remind_reviewer(review: Review) -> None:
    if review.reviewer is not None:
        _send("review_due", review.reviewer, review.item, page="review", day=review.due_on)


def tell_published(item: Item) -> None:
    if item.submitted_by is not None:
        _send("published", item.submitted_by, item)


def tell_returned(item: Item) -> None:
    if item.submitted_by is not None:
        _send("returned", item.submitted_by, item)


def tell_out_of_date(item: Item) -> None:
    """To whoever submitted it, or to the stewards where nobody is left."""
    submitter = item.submitted_by
    readers = [submitter] if submitter is not None and submitter.is_active else _stewards()
    for reader in readers:
        _send("out_of_date", reader, item, page="edit", day=item.review_due_on)


def tell_link_dead(item: Item) -> None:
    submitter = item.submitted_by
    if submitter is not None and submitter.is_active:
        _send("link_dead", submitter, item, page="edit")


def _stewards() -> list[Person]:
    return list(Person.objects.active().filter(is_steward=True))


def _send(name: str, person: Person, item: Item, *, page: str = "item", **context: Any) -> None:
    if not person.is_active:
        return
    with override(person.language):
        url = settings.DIWAN_ORIGIN + reverse(f"library:{page}", args=[item.slug])
        title = choose(item.title).text
    mailroom.send(
        f"library/{name}",
        to=person.email,
        language=person.language,
        context={"title": title, "url": url, **context},
        due_at=_after_quiet(person, clock.now()),
    )


def _after_quiet(person: Person, now: datetime) -> datetime | None:
    """None of these letters is so urgent that it may wake somebody."""
    if person.quiet_from is None or person.quiet_until is None:
        return None
    return QuietHours(person.time_zone, person.quiet_from, person.quiet_until).end_for(now)
