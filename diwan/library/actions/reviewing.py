"""Two reviewers look at an item: asked by a steward, with what ties them to it declared."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from diwan.audit import actions as audit
from diwan.core import clock
from diwan.core.errors import Conflict, Refusal

from .. import rules
from ..access import demand, may_answer, may_steward
from ..models import Review
from ..rules.items import may_review
from ..words import ItemState, Verdict
from . import letters
from .finding import index
from .holding import go, held, keep_edition

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from diwan.people.models import Person

    from ..models import Item

#: readers are told in time that a look is due, however late it is asked for
_LATEST_DUE_DAYS = 120


@transaction.atomic
def ask_reviewers(item: Item, reviewers: Sequence[Person], *, due_on: date, by: Any) -> Item:
    """Ask two or more members to look; what was submitted is in review then.

    Raises:
        PermissionDenied: ``by`` is no steward.
        Conflict: it is neither submitted nor in review.
        Refusal: fewer than two, one submitted it themselves, or the day has passed.
    """
    demand(may_steward(by))
    locked = held(item)
    _refuse_day(due_on)
    number = _round(locked)
    there = {row.reviewer_id for row in locked.reviews.filter(round=number)}
    new = [person for person in dict.fromkeys(reviewers) if person.pk not in there]
    if len(there) + len(new) < rules.REVIEWERS:
        raise Refusal(_("Choose two reviewers: what one person overlooks, another one sees."))
    if any(person.pk == locked.submitted_by_id for person in new):
        raise Refusal(_("Nobody reviews what they submitted themselves. Choose somebody else."))
    if locked.state != ItemState.IN_REVIEW:
        go(locked, ItemState.IN_REVIEW)
        locked.changed_at = clock.now()
        locked.save(update_fields=["state", "changed_at"])
    for person in new:
        _ask(locked, person, number, due_on)
    audit.record("item.reviewers", by=by, on=locked)
    return locked


@transaction.atomic
def release_reviewer(review: Review, *, by: Any) -> None:
    """Ask that reviewer no more; what was decided stays, and may be all that was waited for.

    Raises:
        PermissionDenied: ``by`` is no steward, nor that reviewer.
        Refusal: the verdict is given.
    """
    demand(may_steward(by) or may_answer(by, review))
    locked = held(review.item)
    fresh = _waiting(review)
    fresh.delete()
    audit.record("item.reviewer_gone", by=by, on=locked)
    if locked.state == ItemState.IN_REVIEW and fresh.round == _round(locked):
        _conclude(locked, fresh.round)


@transaction.atomic
def declare(review: Review, conflict: str, *, by: Any) -> Review:
    """Say what ties oneself to the item, before or with the verdict; empty for nothing.

    Raises:
        PermissionDenied: it is not the review of ``by``.
        Refusal: the verdict is given.
    """
    demand(may_answer(by, review))
    held(review.item)
    fresh = _waiting(review)
    fresh.conflict = conflict.strip()
    fresh.save(update_fields=["conflict"])
    return fresh


@transaction.atomic
def answer(
    review: Review,
    verdict: str,
    *,
    checklist: Mapping[str, bool],
    note: str,
    conflict: str,
    by: Any,
) -> Item:
    """Give the verdict; the last one that is needed publishes the item or returns it.

    Raises:
        PermissionDenied: it is not the review of ``by``.
        Refusal: a tie is not declared, a check is missing, or no reason is given.
    """
    demand(may_answer(by, review))
    locked = held(review.item)
    fresh = declare(review, conflict, by=by)
    _refuse_tied(locked, fresh, by)
    checks = {name: bool(checklist.get(name)) for name in rules.CHECKS}
    _refuse_hasty(verdict, checks, note)
    fresh.verdict, fresh.checklist, fresh.note = verdict, checks, note.strip()
    fresh.decided_at = clock.now()
    fresh.save(update_fields=["verdict", "checklist", "note", "decided_at"])
    audit.record("item.reviewed", by=by, on=locked)
    _conclude(locked, fresh.round)
    return locked


@transaction.atomic
def confirm(item: Item, *, by: Any, current_until: date | None = None) -> Item:
    """A steward looked at what changed since the review, and until when it is current.

    Raises:
        PermissionDenied: ``by`` is no steward.
        Conflict: it is not published.
    """
    demand(may_steward(by))
    locked = held(item)
    if locked.state != ItemState.PUBLISHED:
        raise Conflict(_("Only what is published can be confirmed."))
    last = locked.editions.first()
    locked.reviewed_edition = last.number if last else 0
    locked.review_due_on = current_until or _current_until()
    locked.told_old_at = None
    locked.save(update_fields=["reviewed_edition", "review_due_on", "told_old_at"])
    audit.record("item.confirmed", by=by, on=locked)
    return locked


def _conclude(item: Item, number: int) -> None:
    rows = item.reviews.filter(round=number)
    outcome = rules.decision([row.verdict for row in rows])
    if outcome == ItemState.PUBLISHED:
        publish(item)
    elif outcome == ItemState.RETURNED:
        rows.filter(verdict="").delete()
        _return(item)


def publish(item: Item) -> None:
    """All reviewers said so: everybody may read it, as its first edition or its next one."""
    go(item, ItemState.PUBLISHED)
    item.changed_at = clock.now()
    item.published_at = item.published_at or item.changed_at
    item.review_due_on = item.review_due_on or _current_until()
    item.save(update_fields=["state", "changed_at", "published_at", "review_due_on"])
    keep_edition(item, by=item.submitted_by)
    last = item.editions.first()
    item.reviewed_edition = last.number if last else 0
    item.save(update_fields=["reviewed_edition"])
    index(item)
    audit.record("item.published", by=None, on=item)
    letters.tell_published(item)


def _return(item: Item) -> None:
    go(item, ItemState.RETURNED)
    item.changed_at = clock.now()
    item.save(update_fields=["state", "changed_at"])
    audit.record("item.returned", by=None, on=item)
    letters.tell_returned(item)


def _ask(item: Item, person: Person, number: int, due_on: date) -> None:
    review = Review.objects.create(
        item=item, reviewer=person, round=number, assigned_at=clock.now(), due_on=due_on
    )
    letters.tell_reviewer(review)


def _round(item: Item) -> int:
    """The round that is going on, or the next one."""
    last = item.reviews.aggregate(last=Max("round"))["last"] or 0
    return last if item.state == ItemState.IN_REVIEW else last + 1


def _current_until() -> date:
    return clock.now().date() + timedelta(days=rules.CURRENT_DAYS)


def _waiting(review: Review) -> Review:
    fresh = Review.objects.select_for_update().filter(pk=review.pk, verdict="").first()
    if fresh is None:
        raise Conflict(_("This review is given already, or nobody waits for it any more."))
    return fresh


def _refuse_day(due_on: date) -> None:
    today = clock.now().date()
    if not today <= due_on <= today + timedelta(days=_LATEST_DUE_DAYS):
        raise Refusal(_("Give a day between today and four months from now."))


def _refuse_tied(item: Item, review: Review, by: Any) -> None:
    bodies = {row.organisation_id for row in item.bodies.all() if row.organisation_id}
    bodies |= {item.submitted_for_id} if item.submitted_for_id else set()
    submitter = item.submitted_by
    if submitter is not None and submitter.organisation_id:
        bodies.add(submitter.organisation_id)
    is_open = may_review(
        by.pk,
        submitter=item.submitted_by_id,
        reviewer_body=by.organisation_id,
        bodies=bodies,
        conflict=review.conflict,
    )
    if not is_open:
        raise Refusal(
            _(
                "Your organisation has a part in this item. Say so under “What ties you to it”, or"
                " ask a steward to choose somebody else."
            )
        )


def _refuse_hasty(verdict: str, checks: Mapping[str, bool], note: str) -> None:
    if verdict == Verdict.RETURN and not note.strip():
        raise Refusal(_("Say what is missing, so that it can be mended and come back."))
    if verdict == Verdict.PUBLISH and not all(checks.values()):
        raise Refusal(
            _("To publish it, tick every check; where one fails, return it with reasons.")
        )
    if verdict not in {Verdict.PUBLISH, Verdict.RETURN}:
        raise Refusal(_("Choose whether it can be published or is returned."))
