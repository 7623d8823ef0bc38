"""Files of items: taken only where they are what they say, and free of who made them where."""

from __future__ import annotations

import secrets
from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from diwan.audit import actions as audit
from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.core.files import check_file

from ..models import Item, ItemFile
from .holding import held_for
from .writing import settle

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from diwan.core.files import Checked

#: an item has as many files as a reader can look through
MOST_FILES = 10


@transaction.atomic
def attach(item: Item, name: str, content: bytes, *, language: str = "", by: Any) -> ItemFile:
    """Keep a file of an item, under a name that nobody can guess.

    Raises:
        PermissionDenied: ``by`` may not change the item.
        Refusal: the file is not taken, and why.
    """
    locked = held_for(item, by=by)
    checked = checked_file(name, content)
    if locked.files.count() >= MOST_FILES:
        raise Refusal(_("An item has ten files at most. Take one away before you add another."))
    row = ItemFile(
        item=locked,
        name=checked.name,
        content_type=checked.content_type,
        size=len(checked.content),
        language=language,
        added_at=clock.now(),
    )
    kept = ContentFile(checked.content)
    row.file.save(f"{secrets.token_hex(16)}{checked.suffix}", kept, save=False)
    row.save()
    settle(locked, by=by, note=_("A file was added."))
    audit.record("item.file", by=by, on=locked)
    return row


@transaction.atomic
def remove_file(file: ItemFile, *, by: Any) -> None:
    """Take it away, from the disk once the transaction is through.

    Raises:
        PermissionDenied: ``by`` may not change the item.
    """
    locked = held_for(file.item, by=by)
    kept, storage = file.file.name or "", file.file.storage
    file.delete()
    settle(locked, by=by, note=_("A file was taken away."))
    audit.record("item.file_gone", by=by, on=locked)
    transaction.on_commit(lambda: storage.delete(kept))


def forget(items: QuerySet[Item, Item]) -> int:
    """Delete these items for good, with their files on the disk; how many items."""
    rows = list(items.prefetch_related("files"))
    kept = [(file.file.storage, file.file.name or "") for row in rows for file in row.files.all()]
    Item.objects.filter(pk__in=[row.pk for row in rows]).delete()
    for storage, name in kept:
        transaction.on_commit(partial(storage.delete, name))
    return len(rows)


def checked_file(name: str, content: bytes) -> Checked:
    """
    Raises:
        Refusal: it is too large, does not open, acts when it is opened, or is none we show.
    """
    checked = check_file(name, content)
    if checked.refused:
        raise Refusal(
            _("“%(name)s” was not taken. %(why)s") % {"name": checked.name, "why": checked.refused}
        )
    return checked
