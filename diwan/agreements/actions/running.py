"""What follows the signature."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from diwan.audit import actions as audit
from diwan.core import clock
from diwan.core.errors import Conflict, Refusal
from diwan.vocabularies.words import PlaceKind

from .. import rules
from ..access import may_run, require
from ..models import Recognition
from ..queries import parties_of, present_parts
from ..words import AgreementState, MilestoneKind, Part
from .letters import tell_moved
from .moving import dated, happened, locked, move, touch

if TYPE_CHECKING:
    from datetime import date

    from diwan.people.models import Organisation
    from diwan.vocabularies.models import Place

    from ..models import Agreement


def enter_into_force(agreement: Agreement, on: date, *, by: Any) -> Agreement:
    """Raises:
    PermissionDenied: ``by`` signs for no party.
    Refusal: the day is to come, contradicts another date, or something is missing before it.
    """
    require(may_run(by, agreement))
    _refuse_to_come(on)
    names = dict(Part.choices)
    for part in rules.missing_to_enter(agreement.kind, present_parts(agreement)):
        raise Refusal(
            _("Before it can enter into force, this is missing: %(part)s.") % {"part": names[part]}
        )
    with transaction.atomic():
        moved = move(agreement, AgreementState.IN_FORCE, by=by)
        dated(moved, MilestoneKind.IN_FORCE, on)
        tell_moved(moved, "in_force", by=by, on=on)
    return moved


def suspend(agreement: Agreement, *, by: Any, why: str) -> Agreement:
    """Raises:
    PermissionDenied: ``by`` signs for no party.
    Refusal: no reason is given.
    """
    with transaction.atomic():
        moved = _stop(agreement, AgreementState.SUSPENDED, by=by, why=why)
        tell_moved(moved, "suspended", by=by, why=why.strip())
    return moved


def resume(agreement: Agreement, *, by: Any) -> Agreement:
    """Raises:
    PermissionDenied: ``by`` signs for no party.
    """
    require(may_run(by, agreement))
    with transaction.atomic():
        if agreement.state != AgreementState.SUSPENDED:
            raise Conflict(_("This agreement is not suspended."))
        moved = move(agreement, AgreementState.IN_FORCE, by=by)
        tell_moved(moved, "resumed", by=by)
    return moved


def end(agreement: Agreement, on: date, *, by: Any, why: str) -> Agreement:
    """Raises:
    PermissionDenied: ``by`` signs for no party.
    Refusal: no reason is given, or the day is to come or contradicts another date.
    """
    _refuse_to_come(on)
    with transaction.atomic():
        moved = _stop(agreement, AgreementState.ENDED, by=by, why=why)
        dated(moved, MilestoneKind.ENDED, on)
        tell_moved(moved, "ended", by=by, on=on, why=why.strip())
    return moved


def renew(agreement: Agreement, on: date, until: date, *, by: Any) -> Agreement:
    """Let it run on, until another day.

    Raises:
        PermissionDenied: ``by`` signs for no party.
        Conflict: it is not in force.
        Refusal: ``on`` is to come, or ``until`` does not lie after it and after the last end.
    """
    require(may_run(by, agreement))
    _refuse_to_come(on)
    with transaction.atomic():
        held = locked(agreement)
        if held.state != AgreementState.IN_FORCE:
            raise Conflict(_("Only an agreement in force can be renewed."))
        ends = held.milestones.filter(kind=MilestoneKind.EXPIRES).first()
        if until <= on or (ends is not None and until <= ends.on):
            raise Refusal(_("Give a last day that lies after the one it has now."))
        happened(held, MilestoneKind.RENEWED, on)
        dated(held, MilestoneKind.EXPIRES, until)
        touch(held, [])
        audit.record("agreement.renewed", by=by, on=held)
        tell_moved(held, "renewed", by=by, on=on, until=until)
    return held


def review(agreement: Agreement, on: date, *, by: Any) -> Agreement:
    """Write down that the parties looked at it together.

    Raises:
        PermissionDenied: ``by`` signs for no party.
        Refusal: the day is to come.
    """
    require(may_run(by, agreement))
    _refuse_to_come(on)
    with transaction.atomic():
        held = locked(agreement)
        happened(held, MilestoneKind.REVIEWED, on)
        touch(held, [])
        audit.record("agreement.reviewed", by=by, on=held)
    return held


def settle_record(agreement: Agreement, state: AgreementState, *, by: Any) -> Agreement:
    """Say where one that was concluded elsewhere stands.

    Raises:
        PermissionDenied: ``by`` is no steward, or it was concluded here.
        Refusal: a record is published without a party.
    """
    require(agreement.is_recorded and may_run(by, agreement))
    with transaction.atomic():
        held = locked(agreement)
        if state != AgreementState.DRAFT and not parties_of(held):
            raise Refusal(_("Name the parties first."))
        held.state = state
        touch(held, ["state"])
        audit.record(f"agreement.{state}", by=by, on=held)
    return held


def recognise(
    agreement: Agreement,
    state: Place,
    on: date,
    *,
    by: Any,
    authority: Organisation | None = None,
    source: str = "",
) -> Recognition:
    """Write down that a state takes note of it (D7); once a state.

    Raises:
        PermissionDenied: ``by`` signs for no party.
        Refusal: ``state`` is no country, or the day is to come.
        Conflict: it is written down already.
    """
    require(may_run(by, agreement))
    if state.kind != PlaceKind.COUNTRY:
        raise Refusal(_("Choose the country whose state recognises it."))
    _refuse_to_come(on)
    with transaction.atomic():
        recognition, is_new = Recognition.objects.get_or_create(
            agreement=agreement,
            state=state,
            defaults={
                "authority": authority,
                "recognised_on": on,
                "recorded_by": by,
                "source": source.strip()[:500],
            },
        )
        if not is_new:
            raise Conflict(_("The recognition by this state is written down already."))
        touch(agreement, [])
        audit.record("agreement.recognised", by=by, on=agreement, details={"country": state.code})
    return recognition


def _stop(agreement: Agreement, wanted: AgreementState, *, by: Any, why: str) -> Agreement:
    """In the caller's transaction."""
    require(may_run(by, agreement))
    if not why.strip():
        raise Refusal(_("Say why in one sentence; it stands on the page of the agreement."))
    return move(agreement, wanted, by=by, why=why.strip())


def _refuse_to_come(on: date) -> None:
    if on > clock.now().date():
        raise Refusal(_("This day is still to come. Write it down when it has happened."))
