"""What can be asked of the log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from django.apps import apps
from django.db.models import Model, QuerySet

from .rules import reference

if TYPE_CHECKING:
    from .models import Entry  # noqa: F401 - named in the base class below


class EntryQuerySet(QuerySet["Entry"]):
    def visible_to(self, person: Any) -> EntryQuerySet:
        """Administrators read the whole log, members the lines that are about what they did."""
        if not getattr(person, "is_active", False):
            return self.none()
        if getattr(person, "is_administrator", False):
            return self.all()
        return self.done_by(person)

    def update(self, **_changes: Any) -> NoReturn:
        """Refused: the log is only added to.

        Raises:
            TypeError: always.
        """
        raise TypeError("An audit entry is written once.")

    def delete(self) -> NoReturn:
        """Refused: the log is only added to.

        Raises:
            TypeError: always.
        """
        raise TypeError("Audit entries stay.")

    def for_subject(self, row: Model) -> EntryQuerySet:
        """What was done to ``row``, the oldest first."""
        return self.filter(subject=reference(row)).order_by("id")

    def done_by(self, person: Model) -> EntryQuerySet:
        """What ``person`` did, the oldest first."""
        return self.filter(actor=reference(person)).order_by("id")


def for_subject(row: Model) -> EntryQuerySet:
    """The history of ``row``: what was done to it, the oldest first.

    Ask it only for a row that the reader may see; reasons are written for the team.
    """
    entries: EntryQuerySet = apps.get_model("audit", "Entry").objects.all()
    return entries.for_subject(row)
