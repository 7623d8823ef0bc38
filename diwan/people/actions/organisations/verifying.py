"""Confirmed by itself, verified by a steward, reviewed as a partner (E2, D16)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from diwan.audit.actions import record
from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.people.models import Vetting
from diwan.people.rules import organisations as rules
from diwan.people.words.organisations import Conclusion, Verification

from . import letters
from .demanding import demand_standing, demand_steward, demand_vetter, hold, powers_of
from .telling import changed

if TYPE_CHECKING:
    from datetime import date

    from diwan.people.models import Organisation, Person


@dataclass(frozen=True, slots=True)
class Review:
    """What a steward found, and when to look again."""

    track_record: str
    governance: str
    references: str
    conclusion: Conclusion
    next_review_on: date


@transaction.atomic
def confirm_by_itself(organisation: Organisation, *, by: Person) -> None:
    """Its managers say that what stands here is so."""
    _demand_own_manager(by, organisation)
    organisation.self_verified_at = clock.now()
    organisation.self_verified_by = by
    organisation.save(update_fields=["self_verified_at", "self_verified_by"])
    record("confirm organisation", by=by, on=organisation)


@transaction.atomic
def ask_review(organisation: Organisation, *, by: Person) -> None:
    """Ask a steward to verify it; asking twice changes nothing.

    Raises:
        Refusal: nobody has confirmed what stands here.
    """
    _demand_own_manager(by, organisation)
    if organisation.self_verified_at is None:
        raise Refusal(_("First confirm what your organisation says of itself, then ask."))
    if organisation.review_asked_at is None:
        organisation.review_asked_at = clock.now()
        organisation.save(update_fields=["review_asked_at"])
        record("ask review", by=by, on=organisation)


@transaction.atomic
def verify(organisation: Organisation, *, review_due: date, by: Person) -> None:
    """A steward has looked: it is what it says, until the review falls due.

    Raises:
        Refusal: their own organisation, or a day that is over or too far off.
    """
    demand_steward(by, organisation)
    hold(organisation)
    _demand_day(review_due)
    organisation.verified_at = clock.now()
    organisation.verified_by = by
    organisation.review_due = review_due
    organisation.review_asked_at = None
    organisation.save()
    letters.tell_verified(organisation)
    record("verify organisation", by=by, on=organisation)


@transaction.atomic
def take_back_verification(organisation: Organisation, *, by: Person, why: str) -> None:
    """It counts as not verified; with it ends the partnership.

    Raises:
        Refusal: their own organisation, or no reason.
    """
    demand_steward(by, organisation)
    if not why.strip():
        raise Refusal(_("Say why; the reason is kept in the log."))
    hold(organisation)
    organisation.verified_at = organisation.verified_by = organisation.review_due = None
    organisation.is_partner = False
    organisation.save()
    changed(organisation)
    record("take back verification", by=by, on=organisation, why=why.strip())


@transaction.atomic
def make_partner(organisation: Organisation, *, by: Person) -> None:
    """Its people are network partners from now on.

    Raises:
        Refusal: their own organisation, or its verification does not hold.
    """
    demand_steward(by, organisation)
    demand_standing(organisation)
    if organisation.verification != Verification.VERIFIED:
        raise Refusal(_("Verify the organisation first: partners are verified."))
    organisation.is_partner = True
    organisation.save(update_fields=["is_partner"])
    changed(organisation)
    record("make partner", by=by, on=organisation)


@transaction.atomic
def end_partnership(organisation: Organisation, *, by: Person) -> None:
    demand_steward(by, organisation)
    organisation.is_partner = False
    organisation.save(update_fields=["is_partner"])
    changed(organisation)
    record("end partnership", by=by, on=organisation)


@transaction.atomic
def vet(organisation: Organisation, *, review: Review, by: Person) -> Vetting:
    """Keep a review; earlier ones stay.

    Raises:
        Refusal: their own organisation, or a day that is over or too far off.
    """
    demand_vetter(by, organisation)
    demand_standing(organisation)
    _demand_day(review.next_review_on)
    made = Vetting.objects.create(
        organisation=organisation,
        track_record=review.track_record,
        governance=review.governance,
        references=review.references,
        conclusion=review.conclusion,
        next_review_on=review.next_review_on,
        reviewed_by=by,
        reviewed_on=clock.now().date(),
    )
    record("vet organisation", by=by, on=made)
    return made


def _demand_day(day: date) -> None:
    today = clock.now().date()
    if not today < day <= today + rules.LONGEST_REVIEW:
        raise Refusal(_("The next review is on a day to come, within three years."))


def _demand_own_manager(by: Person, organisation: Organisation) -> None:
    """Not a steward: what an organisation says of itself, others cannot confirm."""
    demand_standing(organisation)
    if not powers_of(by, organisation).manages:
        raise PermissionDenied(_("This is for those who manage the organisation."))
