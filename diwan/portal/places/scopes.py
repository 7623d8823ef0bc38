"""What can be followed: a place, a corridor or a theme; its title, its pages, what is new there."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nlargest
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from diwan.core import slots
from diwan.core.errors import Refusal
from diwan.vocabularies.models import Place, Theme

from .corridors import Corridor, corridor

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Told:
    """Something new, with what kind of thing it is."""

    kind: str
    source: str
    news: slots.News


def of_corridor(shown: Corridor) -> slots.Scope:
    """A corridor as it is followed: both ways are one, written from the lower key."""
    place, other = sorted((shown.origin, shown.destination), key=lambda end: end.pk)
    return slots.Scope(place=place, other=other)


def read(*, place: str = "", other: str = "", theme: str = "", person: Any) -> slots.Scope:
    """The scope of these codes, or of this key of a theme.

    Raises:
        Refusal: there is no such thing.
    """
    if other:
        return of_corridor(corridor(place, other, person=person))
    if place:
        found = Place.objects.visible_to(person).by_code([place]).first()
        scope = slots.Scope(place=found)
    else:
        scope = slots.Scope(theme=Theme.objects.filter(key=theme).first())
    if scope == slots.Scope():
        raise Refusal(_("There is nothing of that name to follow. Go back and choose again."))
    return scope


def title(scope: slots.Scope) -> str:
    """What is followed, in the active language."""
    if scope.other is not None:
        return str(Corridor(scope.place, scope.other))
    return str(scope.place or scope.theme)


def url(scope: slots.Scope) -> str:
    """Its page."""
    if scope.other is not None:
        return Corridor(scope.place, scope.other).get_absolute_url()
    address: str = (scope.place or scope.theme).get_absolute_url()
    return address


def feed_url(scope: slots.Scope) -> str:
    if scope.other is not None:
        return reverse("portal:corridor_feed", args=[scope.place.code, scope.other.code])
    if scope.place is not None:
        return reverse("portal:place_feed", args=[scope.place.code])
    return reverse("portal:theme_feed", args=[scope.theme.key])


def search_url(scope: slots.Scope) -> str:
    """Where to look among all that is marked with it; a corridor has two places and no mark."""
    if scope.other is not None:
        return ""
    field, value = ("place", scope.place.code) if scope.place else ("theme", scope.theme.key)
    return f"{reverse('portal:search')}?{urlencode({field: value})}"


def news(person: Any, scope: slots.Scope, since: datetime, most: int) -> list[Told]:
    """What all rooms have that is newer than ``since`` and ``person`` may see, newest first."""
    told = (
        Told(str(source.title), name, each)
        for name, source in slots.news_sources.items()
        for each in source.news(person, scope, since, most)
    )
    return nlargest(most, told, key=lambda each: each.news.at)
