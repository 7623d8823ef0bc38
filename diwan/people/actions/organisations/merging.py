"""Two entries of the same body become one; everything moves, and can move back.

Whatever points to an organisation is found through Django's own relations, in every room: a
room that adds a foreign key need not say so here.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from diwan.audit.actions import record
from diwan.core import clock
from diwan.core.errors import Conflict
from diwan.people.models import Mandate, Merge, Organisation, Person
from diwan.people.rules import organisations as rules

from . import letters
from .demanding import demand_standing, demand_steward
from .describing import line_of
from .foreseeing import all_rows, demand_mergeable, pointing
from .telling import changed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import ForeignKey

#: taken over where the target says nothing itself
_FILLED = ("acronym", "level", "country_id", "seat_id", "contact", "website")
#: by language: what the target lacks
_WORDINGS = ("names", "description", "competence")
_MANDATES = "people.Mandate.organisation"
_HELD = ("pk", "confirmed_at", "confirmed_by", "starts_on", "ends_on")


@transaction.atomic
def merge(source: Organisation, *, into: Organisation, by: Person, why: str = "") -> Merge:
    """``source`` was a twin of ``into``: what points to it points there, its address leads there.

    The target keeps what it says and takes what it lacks. What cannot move, because the target
    has one of its own, stays with the source as a record. Whoever signed for the source does not
    sign for the target until a manager of it or a steward has confirmed them anew.

    Raises:
        PermissionDenied: no steward.
        Refusal: see ``demand_mergeable``.
    """
    if source.pk != into.pk:
        source, into = _locked(source.pk, into.pk)
    demand_mergeable(source, into, by)
    parent = _step_out(into, source)
    made = Merge.objects.create(source=source, target=into, at=clock.now(), by=by, why=why.strip())
    made.moved, made.stayed = _move_all(source, into)
    made.unconfirmed = _unconfirm(made.moved.get(_MANDATES, []))
    source.merged_into = into
    source.save(update_fields=["merged_into"])
    into.refresh_from_db()
    made.changed = parent | _take_over(source, into)
    made.save()
    changed(source, into)
    record("merge organisations", by=by, on=into, why=why.strip(), details={"from": source.pk})
    return made


@transaction.atomic
def undo_merge(merge: Merge, *, by: Person) -> None:
    """Take the two apart: what moved and still points to the target moves back.

    What the target says is as before, unless somebody has changed it since.

    Raises:
        Refusal: undone already, or the target was merged further since.
    """
    locked = Merge.objects.select_for_update().get(pk=merge.pk)
    source, target = _locked(locked.source_id, locked.target_id)
    demand_steward(by, source, target)
    if locked.undone_at is not None:
        raise Conflict(_("Somebody has taken these two apart already."))
    demand_standing(target)
    source.merged_into = None
    source.save(update_fields=["merged_into"])
    for label, keys in locked.moved.items():
        _move_back(label, keys, source, target)
    _confirm_again(locked)
    for name, (before, after) in locked.changed.items():
        if getattr(target, name) == after:
            setattr(target, name, before)
    target.save()
    locked.undone_at, locked.undone_by = clock.now(), by
    locked.save(update_fields=["undone_at", "undone_by"])
    changed(source, target)
    record("undo merge", by=by, on=target, details={"from": source.pk})


def _move_all(
    source: Organisation, target: Organisation
) -> tuple[dict[str, list[Any]], dict[str, list[Any]]]:
    moved: dict[str, list[Any]] = {}
    stayed: dict[str, list[Any]] = {}
    for label, field in pointing():
        rows = (
            all_rows(field.model)
            .filter(**{field.name: source})
            .exclude(**({"pk": target.pk} if field.model is Organisation else {}))
        )
        for key in rows.order_by("pk").values_list("pk", flat=True):
            went = _moves(field, key, target)
            (moved if went else stayed).setdefault(label, []).append(key)
    return moved, stayed


def _moves(field: ForeignKey[Any, Any], key: Any, target: Organisation) -> bool:
    """Whether the row could be pointed to ``target``; the database knows what may not be twice."""
    try:
        with transaction.atomic():
            all_rows(field.model).filter(pk=key).update(**{field.name: target})
    except IntegrityError:
        return False
    return True


def _move_back(label: str, keys: Iterable[Any], source: Organisation, target: Organisation) -> None:
    model, _dot, name = label.rpartition(".")
    field = apps.get_model(model)._meta.get_field(name)  # noqa: SLF001
    for key in keys:
        rows = all_rows(field.model).filter(pk=key, **{name: target})
        try:
            with transaction.atomic():
                rows.update(**{name: source})
        except IntegrityError:  # somebody gave the source one of its own since
            continue


def _unconfirm(keys: Iterable[int]) -> dict[str, list[Any]]:
    """Mandates that sign wait for a confirmation; key → [when, by whom, from, to]."""
    today = clock.now().date()
    rows = Mandate.objects.open_on(today).filter(pk__in=keys, role__in=rules.SIGNING)
    confirmed = rows.filter(confirmed_at__isnull=False)
    had: dict[str, list[Any]] = {
        str(key): [at.isoformat() if at else "", by, start.isoformat(), end and end.isoformat()]
        for key, at, by, start, end in confirmed.values_list(*_HELD)
    }
    rows.update(confirmed_at=None, confirmed_by=None)
    for mandate in Mandate.objects.filter(pk__in=had).select_related("person", "organisation"):
        letters.tell_asked(mandate)
    return had


def _confirm_again(merge: Merge) -> None:
    """As it was before the merge, whoever confirmed or declined them since."""
    by_whom = [by for _at, by, *_days in merge.unconfirmed.values()]
    known = set(Person.objects.filter(pk__in=by_whom).values_list("pk", flat=True))
    for key, (at, by, *days) in merge.unconfirmed.items():
        rows = Mandate.objects.filter(pk=key, organisation=merge.source_id)
        if days:
            rows.asked().update(starts_on=days[0], ends_on=days[1])
        rows.update(
            confirmed_at=datetime.fromisoformat(at), confirmed_by=by if by in known else None
        )


def _step_out(target: Organisation, source: Organisation) -> dict[str, list[Any]]:
    """Where ``target`` lies inside ``source`` it moves up beside it, so that none holds itself."""
    if source.pk not in line_of(target):
        return {}
    before = target.parent_id
    target.parent_id = source.parent_id
    target.save(update_fields=["parent"])
    return {"parent_id": [before, source.parent_id]}


def _take_over(source: Organisation, target: Organisation) -> dict[str, list[Any]]:
    """What ``target`` lacks, from ``source``; field → [before, after]."""
    wanted: dict[str, Any] = {}
    for name in _FILLED:
        if not getattr(target, name) and getattr(source, name):
            wanted[name] = getattr(source, name)
    for name in _WORDINGS:
        own: dict[str, str] = getattr(target, name)
        wanted[name] = {**getattr(source, name), **own}
    wanted["languages"] = list(dict.fromkeys([*target.languages, *source.languages]))
    changes = {
        name: [getattr(target, name), value]
        for name, value in wanted.items()
        if getattr(target, name) != value
    }
    for name, (_before, after) in changes.items():
        setattr(target, name, after)
    target.save()
    return changes


def _locked(*keys: int) -> list[Organisation]:
    """In the order asked for; locked in the order of their keys, so that two never wait in turn."""
    rows = {
        row.pk: row
        for row in Organisation.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    }
    return [rows[key] for key in keys]
