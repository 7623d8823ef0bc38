"""Days that come: mandates that end, words that grow old, reviews that are due.

What was told is noted by its day: run twice, it tells nobody twice, and a day that is put off is
told anew.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from diwan.people.models import Mandate, Organisation, Reminder, Vetting
from diwan.people.queries import organisations as queries
from diwan.people.rules import organisations as rules
from diwan.people.words.organisations import ReminderKind

from . import letters

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from diwan.people.models import Person

#: things of one kind that one run looks at
_MOST = 500


@dataclass(slots=True)
class _Work:
    """What waits for one steward."""

    steward: Person
    organisations: list[Organisation] = field(default_factory=list)
    partners: int = 0


def remind(now: datetime) -> int:
    """Tell whom it concerns; of how many things."""
    return _of_mandates(now) + _of_own_words(now) + _of_reviews(now)


def _is_first(kind: ReminderKind, subject: int, day: date, now: datetime) -> bool:
    """Note that it is told now; once, even if two run at the same moment."""
    _row, is_new = Reminder.objects.get_or_create(
        kind=kind, subject=subject, day=day, defaults={"told_at": now}
    )
    return is_new


def _of_mandates(now: datetime) -> int:
    today = now.date()
    due = Mandate.objects.current(today).filter(ends_on__lte=today + rules.MANDATE_NOTICE)
    rows = due.filter(organisation__merged_into__isnull=True).select_related(
        "person", "organisation"
    )
    count = 0
    for mandate in rows.order_by("ends_on", "pk")[:_MOST]:
        with transaction.atomic():
            if mandate.ends_on and _is_first(
                ReminderKind.MANDATE, mandate.pk, mandate.ends_on, now
            ):
                letters.tell_ending(mandate)
                count += 1
    return count


def _of_own_words(now: datetime) -> int:
    """Whose own word is a year old, unless a steward's still holds."""
    old = Organisation.objects.standing().filter(self_verified_at__lte=now - rules.SELF_HOLDS)
    due = old.exclude(review_due__gte=now.date())
    count = 0
    for organisation in due.order_by("-self_verified_at")[:_MOST]:
        day = (organisation.self_verified_at or now).date() + rules.SELF_HOLDS
        with transaction.atomic():
            if _is_first(ReminderKind.OWN_WORD, organisation.pk, day, now):
                letters.tell_own_word_old(organisation)
                count += 1
    return count


@transaction.atomic
def _of_reviews(now: datetime) -> int:
    """Each steward gets one letter of all that is new; managers hear that a verification ends."""
    by = now.date() + rules.REMIND_BEFORE
    work: dict[int, _Work] = {}
    reviews = [row for row in _due_for_review(by) if _is_first_of(row, now)]
    for organisation in reviews:
        if organisation.review_asked_at is None:
            letters.tell_verification_ends(organisation)
        for one in _work_of(queries.untied_stewards(organisation), work):
            one.organisations.append(organisation)
    vettings = [
        row
        for row in Vetting.objects.all().due(by).select_related("organisation")[:_MOST]
        if _is_first(ReminderKind.VETTING, row.organisation_id, row.next_review_on, now)
    ]
    for vetting in vettings:
        untied = queries.untied_stewards(vetting.organisation)
        for one in _work_of((each for each in untied if each.is_steward), work):
            one.partners += 1
    for one in work.values():
        letters.tell_reviews(one.steward, one.organisations, partners=one.partners)
    return len(reviews) + len(vettings)


def _due_for_review(by: date) -> Iterable[Organisation]:
    asked = Q(review_asked_at__isnull=False)
    due = Organisation.objects.standing().filter(asked | Q(review_due__lte=by))
    return due.order_by("-review_asked_at", "-review_due", "pk")[:_MOST]


def _is_first_of(organisation: Organisation, now: datetime) -> bool:
    asked, due = organisation.review_asked_at, organisation.review_due
    day = asked.date() if asked else due
    return day is not None and _is_first(ReminderKind.REVIEW, organisation.pk, day, now)


def _work_of(stewards: Iterable[Person], work: dict[int, _Work]) -> list[_Work]:
    return [work.setdefault(steward.pk, _Work(steward)) for steward in stewards]
