"""The details of a line of the log as a person reads them: what each is called, and its value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from diwan.core import slots

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diwan.core.slots import LogDetail


def pairs(details: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Names and values in the reader's language; one nobody has named is shown as it is."""
    return [(_title(name), _value(name, value)) for name, value in details.items()]


def _known(name: str) -> LogDetail | None:
    return slots.log_details.get(name) if name in slots.log_details else None


def _title(name: str) -> str:
    known = _known(name)
    if known is not None:
        return str(known.title)
    if name in slots.retention:  # what the retention schedule removed, by rule
        return str(slots.retention.get(name).title)
    return name.replace("_", " ")


def _value(name: str, value: Any) -> str:
    if isinstance(value, dict):
        return _joined(f"{title}: {shown}" for title, shown in pairs(value))
    if isinstance(value, list):
        parts = [_value(name, each) for each in value]
        is_nested = any(isinstance(each, dict) for each in value)
        return "; ".join(parts) if is_nested else _joined(parts)
    if isinstance(value, bool):
        return (
            pgettext("a value in the log", "yes") if value else pgettext("a value in the log", "no")
        )
    known = _known(name)
    shown = known.show(value) if known and known.show and value is not None else None
    return str(value if shown is None else shown) if value not in {None, ""} else "–"


def _joined(parts: Any) -> str:
    comma = "، " if (get_language() or "").startswith("ar") else ", "
    return comma.join(parts) or _("none")
