"""How an item goes from state to state: submitted, withdrawn, archived, brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from diwan.audit import actions as audit
from diwan.core import clock
from diwan.core.errors import Refusal

from .. import rules
from ..access import demand, may_steward
from ..words import ItemState
from . import letters
from .finding import index
from .holding import go, held, held_for

if TYPE_CHECKING:
    from ..models import Item


@transaction.atomic
def submit(item: Item, *, by: Any) -> Item:
    """Hand it in; stewards ask reviewers then.

    Raises:
        PermissionDenied: ``by`` may not change it.
        Conflict: it is not a draft or returned.
        Refusal: title, work, place or theme is missing.
    """
    locked = held_for(item, by=by)
    go(locked, ItemState.SUBMITTED)
    _refuse_missing(locked)
    locked.submitted_at = clock.now()
    _keep(locked, "submitted_at")
    letters.tell_stewards(locked)
    audit.record("item.submitted", by=by, on=locked)
    return locked


@transaction.atomic
def withdraw(item: Item, *, by: Any, why: str = "") -> Item:
    """Take it back: whoever submitted it may, at any time, and need not say why.

    Raises:
        PermissionDenied: ``by`` may not change it.
        Conflict: it is withdrawn already.
    """
    locked = held_for(item, by=by)
    go(locked, ItemState.WITHDRAWN)
    locked.reviews.filter(verdict="").delete()  # else they would decide on a later round
    _keep(locked)
    audit.record("item.withdrawn", by=by, on=locked, why=why.strip())
    return locked


@transaction.atomic
def reopen(item: Item, *, by: Any) -> Item:
    """A withdrawn item is a draft again.

    Raises:
        PermissionDenied: ``by`` may not change it.
        Conflict: it is not withdrawn.
    """
    locked = held_for(item, by=by)
    go(locked, ItemState.DRAFT)
    _keep(locked)
    audit.record("item.reopened", by=by, on=locked)
    return locked


@transaction.atomic
def archive(item: Item, *, by: Any, why: str) -> Item:
    """Keep it at its address, out of the lists, with a word that it holds no more.

    Raises:
        PermissionDenied: ``by`` is no steward.
        Conflict: it is not published.
        Refusal: no reason is given.
    """
    demand(may_steward(by))
    locked = held(item)
    if not why.strip():
        raise Refusal(_("Say in one sentence why. It is kept in the log."))
    go(locked, ItemState.ARCHIVED)
    _keep(locked)
    audit.record("item.archived", by=by, on=locked, why=why.strip())
    return locked


@transaction.atomic
def restore(item: Item, *, by: Any) -> Item:
    """Back from the archive into the lists.

    Raises:
        PermissionDenied: ``by`` is no steward.
        Conflict: it is not archived.
    """
    demand(may_steward(by))
    locked = held(item)
    if locked.state != ItemState.ARCHIVED:
        raise Refusal(_("It is not in the archive."))
    go(locked, ItemState.PUBLISHED)
    _keep(locked)
    audit.record("item.restored", by=by, on=locked)
    return locked


def _keep(item: Item, *more: str) -> None:
    item.changed_at = clock.now()
    item.save(update_fields=["state", "changed_at", *more])
    index(item)


def _refuse_missing(item: Item) -> None:
    """One sentence that names all that is missing."""
    missing = rules.missing_for_submission(
        title=item.title,
        has_work=item.kind in rules.OWN_WORKS
        or bool(item.link or item.body or item.files.exists()),
        places=item.places.count(),
        themes=item.themes.count(),
    )
    if missing:
        named = {
            "title": _("a title"),
            "work": _("a link, a file or a text"),
            "place": _("a place"),
            "theme": _("a theme"),
        }
        words = ", ".join(str(named[name]) for name in missing)
        raise Refusal(_("Before you submit it, add: %(missing)s.") % {"missing": words})
