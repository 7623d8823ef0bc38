"""What can be asked of the log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from django.apps import apps
from django.db.models import Model, QuerySet

from .rules import reference
from .words import CHECK

if TYPE_CHECKING:
    from .models import Entry


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

    def matching(self, *, verb: str = "", who: str = "", on: str = "") -> EntryQuerySet:
        """Lines with this verb, by this reference, on this reference; empty ones match all."""
        wanted = {"verb": verb, "actor": who, "subject": on}
        return self.filter(**{field: value for field, value in wanted.items() if value})

    def last_check(self) -> Entry | None:
        """The line that tells of the last check of the chain; None before the first."""
        return self.filter(verb=CHECK).order_by("-id").first()

    def broken_in(self, checked: Entry) -> Entry | None:
        """The first line that did not fit at this check; None where the chain was whole."""
        number = checked.details.get("broken")
        return self.filter(pk=number).first() if number is not None else None


def for_subject(row: Model) -> EntryQuerySet:
    """The history of ``row``: what was done to it, the oldest first.

    Ask it only for a row that the reader may see; reasons are written for the team.
    """
    entries: EntryQuerySet = apps.get_model("audit", "Entry").objects.all()
    return entries.for_subject(row)
