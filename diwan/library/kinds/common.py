"""What the pages of several kinds have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from diwan.core import clock
from diwan.core.wording import HOUSE_LANGUAGES

from .. import access

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from ..models import Item


def own(item: Item, name: str) -> Any:
    """The row of a kind's own table, or None where nothing was said yet."""
    return getattr(item, name, None)


def values(item: Item, name: str, fields: Iterable[str]) -> Mapping[str, Any]:
    """What the kind's form shows of an item."""
    row = own(item, name)
    return {field: getattr(row, field) for field in fields} if row is not None else {}


def told(row: Any, fields: Iterable[str]) -> dict[str, str]:
    """Values of a row as plain text by ``table.field``, without what is empty."""
    if row is None:
        return {}
    name = type(row).__name__.lower()
    texts = {f"{name}.{field}": plain(getattr(row, field)) for field in fields}
    return {field: text for field, text in texts.items() if text}


def plain(value: Any) -> str:
    """The same text for every reader: all languages, codes of choices."""
    if isinstance(value, dict):
        return "\n".join(value[code] for code in HOUSE_LANGUAGES if value.get(code))
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def texts(row: Any, fields: Iterable[str], code: str) -> str:
    """What a row says in a language, for the search."""
    said = (getattr(row, field).get(code, "") for field in fields) if row is not None else ()
    return "\n\n".join(text for text in said if text)


def standing(item: Item, reader: Any, due_on: date | None = None) -> dict[str, Any]:
    """Who looks, and whether the next step is late."""
    today = clock.now().date()
    return {
        "item": item,
        "may_edit": access.may_edit(reader, item),
        "today": today,
        "due_on": due_on,
        "is_late": due_on is not None and due_on < today,
    }
