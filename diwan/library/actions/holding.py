"""Rows as they are now, held until the end of the transaction, and what every change leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Max
from django.utils.translation import gettext as _

from diwan.core import clock
from diwan.core.errors import Conflict

from .. import rules, snapshots
from ..access import demand, may_edit
from ..models import Edition, Item

if TYPE_CHECKING:
    from ..words import ItemState


def held(item: Item) -> Item:
    """
    Raises:
        Conflict: it is not there any more.
    """
    found = Item.objects.select_for_update().filter(pk=item.pk).first()
    if found is None:
        raise Conflict(_("This item is not there any more. Look at the list again."))
    return found


def held_for(item: Item, *, by: Any) -> Item:
    """The same, for who may edit it.

    Raises:
        PermissionDenied: ``by`` may not.
    """
    found = held(item)
    demand(may_edit(by, found))
    return found


def go(item: Item, wanted: ItemState) -> None:
    """Set the state, without saving.

    Raises:
        Conflict: it cannot go there from where it is.
    """
    if not rules.may_move(item.state, wanted):
        raise Conflict(
            _("This item is now “%(state)s”. Look at it again before you go on.")
            % {"state": item.get_state_display()}
        )
    item.state = wanted


def keep_edition(item: Item, *, by: Any, note: str = "") -> Edition | None:
    """What a published item says now, as its next edition; None where nothing changed."""
    told = snapshots.content(item)
    last = item.editions.first()
    if last is not None and not snapshots.changes(last.content, _plain(told)):
        return None
    highest = item.editions.aggregate(highest=Max("number"))["highest"] or 0
    return Edition.objects.create(
        item=item, number=highest + 1, made_at=clock.now(), made_by=by, content=told, note=note
    )


def _plain(told: dict[str, Any]) -> dict[str, Any]:
    """As it comes back from the database: days as text."""
    day = told["review_due_on"]
    return told | {"review_due_on": day.isoformat() if day else None}
