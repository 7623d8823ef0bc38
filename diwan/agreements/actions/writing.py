"""Write the parts of an agreement: parties, dates, measures, organs, ledger, documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from diwan.audit import actions as audit
from diwan.core import clock
from diwan.core.errors import Conflict, Refusal

from ..access import may_edit, may_keep, require
from ..models import (
    Document,
    ExitPlan,
    HandOver,
    Milestone,
    Party,
    Resource,
    Safeguard,
    Seat,
)
from ..words import MilestoneKind, ResourceState, SafeguardAnswer, SafeguardKey
from .documents import add_late
from .letters import tell_moved
from .moving import locked, refuse_contradictions, touch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from django.db import models

    from diwan.vocabularies.models import Theme

    from ..models import Agreement

Row = TypeVar("Row", bound="models.Model")

#: to these one adds while an agreement lives; all else is its terms, and stands still once proposed
_KEPT = (Document, Resource)
#: from a row to its agreement, where it is not ``agreement``
_PATHS: dict[Any, str] = {Seat: "organ__agreement", HandOver: "plan__agreement"}
_MANY_TIMES = (MilestoneKind.REVIEWED, MilestoneKind.RENEWED)


def describe(
    agreement: Agreement,
    *,
    title: Mapping[str, str],
    summary: Mapping[str, str],
    themes: list[Theme],
    by: Any,
) -> Agreement:
    """Give it its title, summary and themes.

    Raises:
        PermissionDenied: ``by`` may not edit it.
    """
    with transaction.atomic():
        held = _to_write(agreement, by=by)
        held.title, held.summary = dict(title), dict(summary)
        held.themes.set(themes)
        _written(held, ["title", "summary"], part="words", by=by)
    return held


def add(agreement: Agreement, model: type[Row], said: Mapping[str, Any], *, by: Any) -> Row:
    """Write one row of a part.

    Raises:
        PermissionDenied: ``by`` may not edit the agreement, or keep its ledger and documents.
        Refusal: it stands there already, contradicts what does, or would replace what was signed.
    """
    with transaction.atomic():
        held = _to_write(agreement, by=by, model=model, is_new=True)
        row = model(**{**_owner(held, model), **_place_in_order(held, model), **said})
        if isinstance(row, Resource):
            row.recorded_by, row.recorded_at = by, clock.now()
        late = row if isinstance(row, Document) and not may_edit(by, held) else None
        if late:
            add_late(held, late, by=by)
        _save(held, row)
        _written(held, [], part=model.__name__.lower(), by=by)
        if late:
            tell_moved(held, "document", by=by, document=late)
    return row


def change(row: Any, said: Mapping[str, Any], *, by: Any) -> None:
    """Raises:
    PermissionDenied: ``by`` may not edit the agreement now; or the row is a line of the ledger.
    Refusal: it would stand there twice, or contradict what else does.
    """
    require(not isinstance(row, Resource))
    with transaction.atomic():
        held = _to_write(agreement_of(row), by=by, model=type(row))
        for name, value in said.items():
            setattr(row, name, value)
        _save(held, row)
        _written(held, [], part=type(row).__name__.lower(), by=by)


def remove(row: Any, *, by: Any) -> None:
    """Raises:
    PermissionDenied: ``by`` may not edit the agreement; or the row is a line of the ledger.
    Refusal: something hangs on it that must stay.
    """
    require(not isinstance(row, Resource))
    with transaction.atomic():
        held = _to_write(agreement_of(row), by=by, model=type(row))
        if isinstance(row, Party) and (row.sign_offs.exists() or row.resources.exists()):
            raise Refusal(
                _("This party has signed or given something. Write down the day it left instead.")
            )
        row.delete()
        _written(held, [], part=type(row).__name__.lower(), by=by)


def put_in_order(agreement: Agreement, model: Any, keys: Sequence[int], *, by: Any) -> None:
    """Let the rows of a part stand in the order of ``keys``.

    Raises:
        PermissionDenied: ``by`` may not edit the agreement now.
        Conflict: a row came or went meanwhile.
    """
    with transaction.atomic():
        held = _to_write(agreement, by=by, model=model)
        rows = {row.pk: row for row in rows_of(held, model)}
        if sorted(rows) != sorted(keys):
            raise Conflict(_("Somebody added or removed a row meanwhile. Look at the list again."))
        for position, key in enumerate(keys):
            rows[key].position = position
        model.objects.bulk_update(rows.values(), ["position"])
        _written(held, [], part=model.__name__.lower(), by=by)


def rows_of(agreement: Agreement, model: Any) -> list[Any]:
    """The rows of a part as they stand, one under the other."""
    return list(model.objects.filter(**{_PATHS.get(model, "agreement"): agreement}))


def answer_safeguards(
    agreement: Agreement, answers: Mapping[str, Mapping[str, Any]], *, by: Any
) -> None:
    """Answer the checklist (D5): by key of a safeguard its answer, article and note.

    Raises:
        PermissionDenied: ``by`` may not edit the agreement.
    """
    with transaction.atomic():
        held = _to_write(agreement, by=by)
        for key in SafeguardKey.values:
            told = {"answer": SafeguardAnswer.OPEN, **answers.get(key, {})}
            Safeguard.objects.update_or_create(agreement=held, key=key, defaults=told)
        _written(held, [], part="safeguard", by=by)


def plan_exit(agreement: Agreement, said: Mapping[str, Any], *, by: Any) -> ExitPlan:
    """Say what goes on when the money ends, and who takes over (D13).

    Raises:
        PermissionDenied: ``by`` may not edit the agreement.
    """
    with transaction.atomic():
        held = _to_write(agreement, by=by)
        plan, _is_new = ExitPlan.objects.update_or_create(agreement=held, defaults=dict(said))
        _written(held, [], part="exitplan", by=by)
    return plan


def hand_over(step: HandOver, on: date, *, by: Any) -> None:
    """Write down that a step of the take-over is done.

    Raises:
        PermissionDenied: ``by`` has no part in the agreement.
        Refusal: the day is to come.
    """
    agreement = step.plan.agreement
    require(may_keep(by, agreement))
    if on > clock.now().date():
        raise Refusal(_("This day is still to come. Write it down when it has happened."))
    with transaction.atomic():
        step.done_on = on
        step.save(update_fields=["done_on"])
        _written(locked(agreement), [], part="handover", by=by)


def agreement_of(row: Any) -> Agreement:
    """The agreement that a row of a part belongs to."""
    if isinstance(row, Seat):
        return row.organ.agreement
    if isinstance(row, HandOver):
        return row.plan.agreement
    agreement: Agreement = row.agreement
    return agreement


def _to_write(
    agreement: Agreement, *, by: Any, model: type | None = None, is_new: bool = False
) -> Agreement:
    """The row as it is now, held, when ``by`` may write that part of it."""
    held = locked(agreement)
    require(may_keep(by, held) if is_new and model in _KEPT else may_edit(by, held))
    return held


def _owner(agreement: Agreement, model: type) -> dict[str, Any]:
    if model is Seat:
        return {}
    if model is HandOver:
        plan = ExitPlan.objects.filter(agreement=agreement).first()
        if plan is None:
            raise Refusal(_("Write the exit plan first, then its steps."))
        return {"plan": plan}
    return {"agreement": agreement}


def _place_in_order(agreement: Agreement, model: Any) -> dict[str, Any]:
    """The last place, for what has an order."""
    if not hasattr(model, "position"):
        return {}
    path = _PATHS.get(model, "agreement")
    last = model.objects.filter(**{path: agreement}).aggregate(last=Max("position"))["last"]
    return {"position": 0 if last is None else last + 1}


def _save(agreement: Agreement, row: Any) -> None:
    if isinstance(row, Party):
        _refuse_twin_party(agreement, row)
    elif isinstance(row, Milestone):
        _refuse_twin_date(agreement, row)
    elif isinstance(row, Seat):
        require(row.organ.agreement_id == agreement.pk)
    elif isinstance(row, Resource):
        _refuse_odd_line(agreement, row)
    row.save()
    if isinstance(row, Milestone):
        refuse_contradictions(agreement)


def _refuse_twin_party(agreement: Agreement, party: Party) -> None:
    others = agreement.parties.exclude(pk=party.pk)
    if party.organisation and others.filter(organisation=party.organisation).exists():
        raise Refusal(
            _("%(party)s is a party of this agreement already.")
            % {"party": party.organisation.name_shown}
        )


def _refuse_twin_date(agreement: Agreement, milestone: Milestone) -> None:
    if milestone.kind in _MANY_TIMES:
        return
    if agreement.milestones.filter(kind=milestone.kind).exclude(pk=milestone.pk).exists():
        raise Refusal(
            _("“%(date)s” has its date already. Change that one.")
            % {"date": milestone.get_kind_display()}
        )


def _refuse_odd_line(agreement: Agreement, line: Resource) -> None:
    before = line.follows
    if line.state == ResourceState.WITHDRAWN and before is None:
        raise Refusal(_("Choose the line that is taken back."))
    if line.state != ResourceState.PLEDGED and line.on > clock.now().date():
        raise Refusal(_("This day is still to come. Write it down when it has happened."))
    if before is not None and (
        before.agreement_id != agreement.pk or before.currency != line.currency
    ):
        raise Refusal(_("The line it follows must be of this agreement and in the same currency."))


def _written(agreement: Agreement, fields: list[str], *, part: str, by: Any) -> None:
    touch(agreement, fields)
    audit.record("agreement.written", by=by, on=agreement, details={"part": part})
