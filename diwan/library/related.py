"""What is near an item: what shares its themes and places, and says alike things."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from diwan.core.wording import choose
from diwan.texts.similarity import Space

from .models import Item

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOST = 5
#: so many of the newest that share a tag are compared by their words
_COMPARED = 60
#: a shared place or theme weighs as much as this likeness of words
_TAG = 0.15
_MOST_TAGS = 4
#: what is less near than this is not shown
_LEAST = 0.12


def near(item: Item, person: Any) -> list[Item]:
    """The nearest first; a fixed number of queries, whatever there is."""
    rows = _candidates(item, person)
    if not rows:
        return []
    texts = [_text(row) for row in (item, *rows)]
    space = Space(texts)
    own = space.vector(*texts[0])
    themes, places = _tags(item)
    scored = [
        (_score(own, space.vector(*text), themes, places, row), row)
        for text, row in zip(texts[1:], rows, strict=True)
    ]
    best = sorted(scored, key=lambda pair: (-pair[0], -pair[1].pk))
    return [row for score, row in best[:MOST] if score >= _LEAST]


def likeness(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The cosine of two vectors of unit length, 0 to 1."""
    less, more = sorted((one, other), key=len)
    return sum(weight * more.get(feature, 0.0) for feature, weight in less.items())


def _candidates(item: Item, person: Any) -> list[Item]:
    rows = Item.objects.visible_to(person).published().exclude(pk=item.pk)
    rows = rows.sharing_with(item).prefetch_related("themes", "places")
    family = Item.objects.all().family_of(item).values("pk")
    return list(rows.exclude(pk__in=family).order_by("-published_at", "-pk")[:_COMPARED])


def _score(
    own: Mapping[str, float],
    other: Mapping[str, float],
    themes: Iterable[int],
    places: Iterable[int],
    row: Item,
) -> float:
    other_themes, other_places = _tags(row)
    shared = len(set(themes) & other_themes) + len(set(places) & other_places)
    return likeness(own, other) + _TAG * min(shared, _MOST_TAGS)


def _tags(item: Item) -> tuple[set[int], set[int]]:
    return {theme.pk for theme in item.themes.all()}, {row.place_id for row in item.places.all()}


def _text(item: Item) -> tuple[str, str]:
    title, summary = choose(item.title), choose(item.summary)
    return f"{title}. {summary}", title.language
