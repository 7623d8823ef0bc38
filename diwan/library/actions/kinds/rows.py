"""Rows that belong to single kinds: texts of norms, evidence, messages, reach, uses of findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from diwan.audit import actions as audit
from diwan.core.errors import Refusal

from ...models import (
    AgentTraining,
    Message,
    MessageTest,
    NormLink,
    Reach,
)
from ...rules import messages, norms
from ..holding import held_for
from ..writing import settle
from .fields import refuse_future
from .moving import refuse_incomplete

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ...models import Item

Row = TypeVar("Row", bound=models.Model)


@transaction.atomic
def add(item: Item, model: type[Row], said: Mapping[str, Any], *, by: Any) -> Row:
    """Write a row of an item.

    Raises:
        PermissionDenied: ``by`` may not change the item.
        Refusal: it stands there already, or cannot be true.
    """
    locked = held_for(item, by=by)
    row = model(**said) if model is MessageTest else model(item=locked, **said)
    _save(row, locked, by=by)
    audit.record("item.part", by=by, on=locked, details={"row": _name(row)})
    return row


@transaction.atomic
def change(row: Any, said: Mapping[str, Any], *, by: Any) -> None:
    """Raises:
    PermissionDenied: ``by`` may not change the item.
    Refusal: it would stand there twice, or cannot be true.
    """
    locked = held_for(item_of(row), by=by)
    for name, value in said.items():
        setattr(row, name, value)
    _save(row, locked, by=by)
    audit.record("item.part_changed", by=by, on=locked, details={"row": _name(row)})


@transaction.atomic
def remove(row: Any, *, by: Any) -> None:
    """Raises:
    PermissionDenied: ``by`` may not change the item.
    Refusal: what the item says of itself stands on it.
    """
    locked = held_for(item_of(row), by=by)
    name = _name(row)
    row.delete()
    _refuse_baseless(locked)
    settle(locked, by=by, note=_("A line was taken away."))
    audit.record("item.part_gone", by=by, on=locked, details={"row": name})


def item_of(row: Any) -> Item:
    """The item that a row belongs to."""
    found: Item = row.message.item if isinstance(row, MessageTest) else row.item
    return found


def _save(row: Any, item: Item, *, by: Any) -> None:
    check = _CHECKS.get(type(row))
    if check is not None:
        check(row)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Refusal(_("That stands there already. Change that line instead.")) from None
    _refuse_baseless(item)
    settle(item, by=by, note=_("A line was added or changed."))


def _refuse_baseless(item: Item) -> None:
    """What was needed to come to a state is needed as long as it lasts."""
    for name in ("rumour", "campaign"):
        row = getattr(item, name, None) if item.kind == name else None
        if row is not None:
            refuse_incomplete(item, row, row.state)


def _name(row: Any) -> str:
    return str(type(row).__name__).lower()


# --- what cannot be true -----------------------------------------------------------------
def _check_link(row: NormLink) -> None:
    """Two norms do not end each other."""
    if row.by is None or row.relation not in norms.ENDING:
        return
    back = NormLink.objects.filter(item=row.by, by=row.item, relation__in=norms.ENDING)
    if row.by_id == row.item_id or back.exists():
        raise Refusal(_("A norm cannot be ended by itself, or by one that it ended."))


def _check_message(row: Message) -> None:
    picture = row.picture
    if picture is None:
        return
    if picture.item_id != row.item_id or not picture.content_type.startswith("image/"):
        raise Refusal(_("Choose a picture among the files of this item."))
    if not row.picture_says:
        raise Refusal(_("Say what the picture shows, for those who do not see it."))


def _check_test(row: MessageTest) -> None:
    refuse_future(row.tested_on)
    if not messages.can_be(messages.Tried(row.asked, row.understood, row.believed)):
        raise Refusal(
            _(
                "These numbers cannot be: of those asked some understood it, and of these some"
                " believed it."
            )
        )


def _check_reach(row: Reach) -> None:
    refuse_future(row.measured_on)
    own = getattr(row.item, "campaign", None)
    if own is None or own.state == "planned":
        raise Refusal(_("A campaign that has not begun has reached nobody yet."))


def _check_training(row: AgentTraining) -> None:
    refuse_future(row.held_on)


_CHECKS: Mapping[type[Any], Callable[[Any], None]] = {
    NormLink: _check_link,
    Message: _check_message,
    MessageTest: _check_test,
    Reach: _check_reach,
    AgentTraining: _check_training,
}
