"""What rooms add to pages that many share: navigation, panels, the map, the tour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from ..registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.http import HttpRequest
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class NavigationGroup:
    """A part of the main navigation whose pages stand together under one title."""

    title: str | _StrPromise


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """A link of the main navigation; ``url_name`` takes no arguments.

    ``group`` names one of ``navigation_groups``; empty for a link that stands by itself.
    """

    title: str | _StrPromise
    url_name: str
    is_shown: Callable[[HttpRequest], bool] = lambda _request: True
    count_waiting: Callable[[HttpRequest], int] = lambda _request: 0
    group: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """A piece of a shared page. ``context`` returns None when there is nothing to show."""

    title: str | _StrPromise
    template: str
    context: Callable[[HttpRequest], dict[str, Any] | None]


@dataclass(frozen=True, slots=True)
class SubjectPanel:
    """A piece of the page of one thing: of a place, a corridor, an organisation, an agreement.

    ``context(request, subject)`` asks the database at most twice, whatever it finds, and returns
    None when there is nothing to show. ``side`` says which view of a place shows it: the one of a
    land of origin, of destination, or, when it is empty, both. ``belongs`` is what a page says
    where there is nothing yet: what belongs there and who can add it, in whole sentences.
    """

    title: str | _StrPromise
    template: str
    context: Callable[[HttpRequest, Any], dict[str, Any] | None]
    side: Literal["", "origin", "destination"] = ""
    belongs: str | _StrPromise = ""


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """How much a room has about each country, for the map of the world.

    ``counts(person)`` is how many things ``person`` may see, by the code of a country;
    ``pairs(person)`` how many link two of them, by both codes in alphabetical order. Two
    queries each at most. Only things are counted here, never people.
    """

    title: str | _StrPromise
    counts: Callable[[Any], Mapping[str, int]]
    pairs: Callable[[Any], Mapping[tuple[str, str], int]] = lambda _person: {}


@dataclass(frozen=True, slots=True)
class TourStop:
    """One stop of the newcomer's tour: what to look at, for which role, and where."""

    title: str | _StrPromise
    text: str | _StrPromise
    url: Callable[[], str | None]
    role: str | _StrPromise = ""


navigation: Registry[NavigationItem] = Registry("navigation item")
navigation_groups: Registry[NavigationGroup] = Registry("navigation group")
account_pages: Registry[NavigationItem] = Registry("page of the account")
home_sections: Registry[Panel] = Registry("home section")
desk_panels: Registry[Panel] = Registry("desk panel")
place_panels: Registry[SubjectPanel] = Registry("panel of a place")
corridor_panels: Registry[SubjectPanel] = Registry("panel of a corridor")
place_counts: Registry[PlaceCount] = Registry("count of places")
organisation_panels: Registry[SubjectPanel] = Registry("panel of an organisation")
agreement_panels: Registry[SubjectPanel] = Registry("panel of an agreement")
council_panels: Registry[SubjectPanel] = Registry("panel of a council")
project_panels: Registry[SubjectPanel] = Registry("panel of a project")
tour: Registry[TourStop] = Registry("tour stop")
