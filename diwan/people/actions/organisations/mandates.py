"""Mandates: asked for, confirmed by another, ended, handed over."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from diwan.audit.actions import record
from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.people.models import Mandate, Merge
from diwan.people.words.organisations import MandateRole

from . import letters
from .demanding import demand_manager, demand_standing

if TYPE_CHECKING:
    from datetime import date

    from diwan.people.models import Organisation, Person

_TWICE = _("This mandate is there already: look at the list, or end the old one first.")


@transaction.atomic
def ask_mandate(
    organisation: Organisation,
    *,
    role: MandateRole,
    starts_on: date,
    by: Person,
    remit: str = "",
    ends_on: date | None = None,
) -> Mandate:
    """``by`` says what they do there; it counts when somebody else has confirmed it.

    Raises:
        Refusal: it is there already, ends before it starts, or has no focal point to stand in for.
    """
    demand_standing(organisation)
    made = _make(organisation, by, role, starts_on, remit=remit, ends_on=ends_on, by=by)
    letters.tell_asked(made)
    return made


@transaction.atomic
def give_mandate(
    colleague: Mandate, *, role: MandateRole, starts_on: date, by: Person, remit: str = ""
) -> Mandate:
    """A manager gives somebody who has a mandate there another one, confirmed at once.

    Raises:
        Refusal: to oneself, to somebody without a mandate, or it is there already.
    """
    organisation = colleague.organisation
    demand_manager(by, organisation)
    demand_standing(organisation)
    if colleague.person_id == by.pk:
        raise Refusal(_("Nobody confirms their own mandate. Ask another manager or a steward."))
    _demand_current(colleague)
    made = _make(organisation, colleague.person, role, starts_on, remit=remit, by=by)
    _confirm(made, by)
    letters.tell_confirmed(made)
    return made


@transaction.atomic
def confirm_mandate(mandate: Mandate, *, by: Person) -> None:
    """Another manager, or a steward without a tie, says that it is so.

    Raises:
        Refusal: one's own mandate.
    """
    if mandate.person_id == by.pk:
        raise Refusal(_("Nobody confirms their own mandate. Ask another manager or a steward."))
    demand_manager(by, mandate.organisation)
    if mandate.confirmed_at is None:
        _confirm(mandate, by)
        letters.tell_confirmed(mandate)


@transaction.atomic
def decline_mandate(mandate: Mandate, *, by: Person) -> None:
    """It was never confirmed, or not since a merge: it goes."""
    demand_manager(by, mandate.organisation)
    if mandate.confirmed_at is not None:
        raise Refusal(_("This mandate was confirmed. End it instead."))
    record("decline mandate", by=by, on=mandate, details={"organisation": mandate.organisation_id})
    letters.tell_refused(mandate)
    _drop(mandate)


@transaction.atomic
def end_mandate(mandate: Mandate, *, by: Person) -> None:
    """From today on; the person, a manager or a steward. A request is taken back."""
    if mandate.person_id != by.pk:
        demand_manager(by, mandate.organisation)
    if mandate.confirmed_at is None:
        record("end mandate", by=by, on=mandate)
        _drop(mandate, is_own=mandate.person_id == by.pk)
        return
    _close(mandate)
    mandate.save(update_fields=["starts_on", "ends_on"])
    record("end mandate", by=by, on=mandate)


@transaction.atomic
def hand_over(mandate: Mandate, *, to: Mandate, note: str = "", by: Person) -> Mandate:
    """A colleague takes over today, with the same remit, the deputies and what must be known.

    Args:
        to: any current mandate of the successor in the same organisation.

    Returns:
        The successor's new mandate. The old one stays in the record and names it.

    Raises:
        Refusal: not a current mandate, not a colleague, or they hold it already.
    """
    if mandate.person_id != by.pk:
        demand_manager(by, mandate.organisation)
    _demand_current(mandate)
    _demand_current(to)
    if to.organisation_id != mandate.organisation_id or to.person_id == mandate.person_id:
        raise Refusal(_("Choose a colleague who has a mandate in the same organisation."))
    today = clock.now().date()
    made = _make(
        mandate.organisation,
        to.person,
        MandateRole(mandate.role),
        today,
        remit=mandate.remit,
        by=by,
    )
    _confirm(made, by)
    _pass_on(mandate, made)
    _close(mandate)
    mandate.handed_to = made
    mandate.handover_note = note.strip()
    mandate.save(update_fields=["handed_to", "handover_note", "starts_on", "ends_on"])
    record("hand over mandate", by=by, on=mandate, details={"to": made.pk})
    if to.person_id != by.pk:
        letters.tell_handed_over(made, has_note=bool(mandate.handover_note))
    return made


@transaction.atomic
def show_name(mandate: Mandate, *, is_shown: bool, by: Person) -> None:
    """Whether members may read the name beside the role; only the person decides."""
    if mandate.person_id != by.pk:
        raise PermissionDenied(_("Only the person can decide whether their name is shown."))
    mandate.is_shown = is_shown
    mandate.save(update_fields=["is_shown"])
    record("show mandate" if is_shown else "hide mandate", by=by, on=mandate)


def _make(
    organisation: Organisation,
    person: Person,
    role: MandateRole,
    starts_on: date,
    *,
    by: Person,
    remit: str = "",
    ends_on: date | None = None,
) -> Mandate:
    if ends_on is not None and ends_on < starts_on:
        raise Refusal(_("A mandate ends on the day it starts or later: look at the two days."))
    try:
        with transaction.atomic():
            made = Mandate.objects.create(
                organisation=organisation,
                person=person,
                role=role,
                remit=remit.strip(),
                starts_on=starts_on,
                ends_on=ends_on,
                asked_at=clock.now(),
                deputy_of=_stands_in_for(organisation) if role is MandateRole.DEPUTY else None,
            )
    except IntegrityError:
        raise Refusal(_TWICE) from None
    record("ask mandate", by=by, on=made, details={"organisation": organisation.pk})
    return made


def _confirm(mandate: Mandate, by: Person) -> None:
    mandate.confirmed_at = clock.now()
    mandate.confirmed_by = by
    mandate.save(update_fields=["confirmed_at", "confirmed_by"])
    record("confirm mandate", by=by, on=mandate)


def _pass_on(old: Mandate, new: Mandate) -> None:
    """Deputies stand in for the successor; who was deputy and takes over is it no more."""
    for deputy in old.deputies.open_on(clock.now().date()):
        if deputy.person_id == new.person_id:
            _close(deputy)
            deputy.handed_to = new
        else:
            deputy.deputy_of = new
        deputy.save()


def _close(mandate: Mandate) -> None:
    """It held up to yesterday; the log knows the hour, and one begun today held no day."""
    yesterday = clock.now().date() - timedelta(days=1)
    mandate.starts_on = min(mandate.starts_on, yesterday)
    mandate.ends_on = yesterday


def _drop(mandate: Mandate, *, is_own: bool = False) -> None:
    """A request goes. What a merge made one of what held stays: taken apart, it holds again.

    Unless the person gave it up: then it held up to yesterday.
    """
    key = str(mandate.pk)
    merges = list(Merge.objects.filter(undone_at__isnull=True, unconfirmed__has_key=key))
    if not merges:
        mandate.delete()
        return
    for merge in merges if is_own else ():
        merge.unconfirmed[key] = merge.unconfirmed[key][:2]
        merge.save(update_fields=["unconfirmed"])
    _close(mandate)
    mandate.save(update_fields=["starts_on", "ends_on"])


def _stands_in_for(organisation: Organisation) -> Mandate:
    points = organisation.mandates.current(clock.now().date())
    first = points.filter(role=MandateRole.FOCAL_POINT).order_by("pk").first()
    if first is None:
        raise Refusal(_("There is no focal point yet for whom a deputy could stand in."))
    return first


def _demand_current(mandate: Mandate) -> None:
    today = clock.now().date()
    if not Mandate.objects.current(today).filter(pk=mandate.pk).exists():
        raise Refusal(_("This mandate does not hold today: it was not confirmed, or it is over."))


@transaction.atomic
def end_all_of(person: Person) -> None:
    """When an account is erased: mandates stay in the history of organisations, without words."""
    person.mandates.asked().delete()
    for mandate in person.mandates.open_on(clock.now().date()):
        _close(mandate)
        mandate.save()
    person.mandates.update(is_shown=False, remit="", handover_note="")
    Mandate.objects.filter(handed_to__person=person).update(handover_note="")
