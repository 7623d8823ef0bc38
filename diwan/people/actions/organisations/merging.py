"""Two entries of the same body become one; everything moves, and can move back.

Whatever points to an organisation is found through Django's own relations, in every room: a
room that adds a foreign key need not say so here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import ForeignKey
from django.utils.translation import gettext_lazy as _

from diwan.audit.actions import record
from diwan.core import clock
from diwan.core.errors import Conflict, Refusal
from diwan.people.models import Likeness, Merge, Organisation

from .demanding import demand_standing, demand_steward
from .describing import line_of
from .telling import changed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diwan.people.models import Person

#: taken over where the target says nothing itself
_FILLED = ("acronym", "level", "country_id", "seat_id", "contact", "website")
#: by language: what the target lacks
_WORDINGS = ("names", "description", "competence")
#: these speak of entries, not of the body
_OF_ENTRIES = (Likeness, Merge)


@transaction.atomic
def merge(source: Organisation, *, into: Organisation, by: Person, why: str = "") -> Merge:
    """``source`` was a twin of ``into``: what points to it points there, its address leads there.

    The target keeps what it says and takes what it lacks. What cannot move, because the target
    has one of its own, stays with the source as a record.

    Raises:
        Refusal: the same entry, one that was merged before, or a steward's own organisation.
    """
    if source.pk == into.pk:
        raise Refusal(_("An organisation cannot be merged with itself. Choose two entries."))
    source, into = _locked(source.pk, into.pk)
    for each in (source, into):
        demand_standing(each)
    demand_steward(by, source, into)
    parent = _step_out(into, source)
    made = Merge.objects.create(source=source, target=into, at=clock.now(), by=by, why=why.strip())
    made.moved, made.stayed = _move_all(source, into)
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
    for name, (before, after) in locked.changed.items():
        if getattr(target, name) == after:
            setattr(target, name, before)
    target.save()
    locked.undone_at, locked.undone_by = clock.now(), by
    locked.save(update_fields=["undone_at", "undone_by"])
    changed(source, target)
    record("undo merge", by=by, on=target, details={"from": source.pk})


def pointing() -> Iterator[tuple[str, ForeignKey[Any, Any]]]:
    """``room.Model.field`` and the field of everything that points to organisations."""
    for model in apps.get_models(include_auto_created=True):
        if model in _OF_ENTRIES:
            continue
        for field in model._meta.concrete_fields:  # noqa: SLF001
            if isinstance(field, ForeignKey) and field.related_model is Organisation:
                yield f"{model._meta.label}.{field.name}", field  # noqa: SLF001


def _move_all(
    source: Organisation, target: Organisation
) -> tuple[dict[str, list[Any]], dict[str, list[Any]]]:
    moved: dict[str, list[Any]] = {}
    stayed: dict[str, list[Any]] = {}
    for label, field in pointing():
        rows = (
            _rows(field.model)
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
            _rows(field.model).filter(pk=key).update(**{field.name: target})
    except IntegrityError:
        return False
    return True


def _move_back(label: str, keys: Iterable[Any], source: Organisation, target: Organisation) -> None:
    model, _dot, name = label.rpartition(".")
    field = apps.get_model(model)._meta.get_field(name)  # noqa: SLF001
    for key in keys:
        rows = _rows(field.model).filter(pk=key, **{name: target})
        try:
            with transaction.atomic():
                rows.update(**{name: source})
        except IntegrityError:  # somebody gave the source one of its own since
            continue


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


def _rows(model: type[Any]) -> Any:
    """All of them, whatever the manager of the model hides."""
    return model._base_manager  # noqa: SLF001


def _locked(*keys: int) -> list[Organisation]:
    """In the order asked for; locked in the order of their keys, so that two never wait in turn."""
    rows = {
        row.pk: row
        for row in Organisation.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    }
    return [rows[key] for key in keys]
