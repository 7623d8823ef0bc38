"""Who may change an item, and who may look at it as a reviewer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from diwan.people.correspondents import may_reach

from .models import Item
from .queries.items import is_member, is_steward

if TYPE_CHECKING:
    from .models import Review


def may_add(person: Any) -> bool:
    """Every member."""
    return is_member(person)


def may_edit(person: Any, item: Item) -> bool:
    """Whoever submitted it, managers of the body it was submitted for, and stewards."""
    return Item.objects.editable_by(person).filter(pk=item.pk).exists()


def may_steward(person: Any) -> bool:
    """Ask reviewers, archive, bring back: stewards and administrators."""
    return is_steward(person)


def may_answer(person: Any, review: Review) -> bool:
    """Give the verdict of that review."""
    return is_member(person) and review.reviewer_id == person.pk


def may_write_about(person: Any, item: Item) -> bool:
    """Write by relay to whoever submitted it, where they asked for that and can be reached."""
    submitter = item.submitted_by
    if submitter is None or not item.takes_messages or not is_member(person):
        return False
    return person.pk != submitter.pk and may_reach(submitter, by=person)


def demand(allowed: bool) -> None:
    """Raises:
    PermissionDenied: when not allowed.
    """
    if not allowed:
        raise PermissionDenied(_("This is for whoever submitted it, its reviewers, and stewards."))
