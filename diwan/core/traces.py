"""What a person did in the house: rows that point to them, told without anybody else's name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from .slots import PersonalData, PersonalField

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Trace:
    """Rows whose ``field``, ``room.Model.field``, points to whoever did something.

    Args:
        what: the words for a row; never the name or the unpublished words of somebody else.
        day: the row's attribute that says when, a day or a moment.
        joined: what ``what`` reads from other tables.
    """

    field: str
    title: str | _StrPromise
    what: Callable[[Any], object]
    day: str
    joined: tuple[str, ...] = ()

    def rows(self, person: Any) -> list[dict[str, Any]]:
        model, _dot, name = self.field.rpartition(".")
        found = apps.get_model(model)._default_manager.filter(**{name: person})  # noqa: SLF001
        return [
            {"what": str(self.what(row)), "on": getattr(row, self.day)}
            for row in found.select_related(*self.joined).order_by("pk")
        ]


def source(title: str | _StrPromise, traces: Iterable[Trace]) -> PersonalData:
    """A source of personal data out of ``traces``, one list for each.

    Erasing leaves the rows: others rely on them, and they point to an account that names nobody.
    """
    told = {trace.field.replace(".", " "): trace for trace in traces}
    fields = {key: PersonalField(trace.title) for key, trace in told.items()}
    fields |= {f"{key}.what": PersonalField(_("What")) for key in told}
    fields |= {f"{key}.on": PersonalField(_("When")) for key in told}
    return PersonalData(
        title,
        lambda person: {key: trace.rows(person) for key, trace in told.items()},
        _leave,
        fields,
        frozenset(trace.field for trace in told.values()),
    )


def _leave(person: Any) -> None:
    """Nothing to do; see ``source``."""
