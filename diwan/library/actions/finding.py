"""Items can be found: what everybody may read of them, in each language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diwan.portal import actions as portal

from .. import details

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diwan.portal.actions import Entry

    from ..models import Item

SOURCE = "library"


def index(item: Item) -> None:
    """Make it findable, or forget it while not everybody may read it."""
    index_all([item])


def index_all(items: Iterable[Item]) -> None:
    rows = list(items)
    portal.remove(SOURCE, [row.pk for row in rows if not row.is_open_to_all])
    shown = (row for row in rows if row.is_open_to_all)
    portal.index(SOURCE, (entry for row in shown for entry in _entries(row)))


def words(item: Item, code: str) -> str:
    """What it says in a language besides its title."""
    detail = details.of(item.kind)
    own = detail.words(item, code) if detail else ""
    parts = (item.summary.get(code, ""), item.body.get(code, ""), own)
    return "\n\n".join(part for part in parts if part)


def _entries(item: Item) -> Iterator[Entry]:
    made_by = "\n".join(str(row) for row in item.bodies.select_related("organisation"))
    places = [row.place_id for row in item.places.all()]
    themes = [theme.pk for theme in item.themes.all()]
    for code, title in item.title.items():
        text = "\n\n".join(part for part in (words(item, code), made_by) if part)
        yield portal.entry(
            item.pk,
            code,
            title=title,
            text=text,
            places=places,
            themes=themes,
            year=item.published_in_year,
        )
