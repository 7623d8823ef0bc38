"""Pages of places, corridors and themes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from diwan.core import clock, slots
from diwan.core.errors import Refusal
from diwan.vocabularies import finding
from diwan.vocabularies.models import Place, Theme
from diwan.vocabularies.queries import in_order, nested
from diwan.vocabularies.rules import may_steward
from diwan.vocabularies.words import PlaceKind

from ..models import Follow
from . import counting, feeds, scopes, showing
from .corridors import Corridor, corridor
from .forms import FollowForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

Side = Literal["", "origin", "destination"]
#: shown beside the map and on the page of a theme
MOST_ROWS = 20
#: drawn and listed; any other corridor is chosen by its ends
MOST_CORRIDORS = 24
_HOLD_MUNICIPALITIES = {PlaceKind.COUNTRY, PlaceKind.SUBDIVISION}


# --- the world -------------------------------------------------------------------------
@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """The map with its list, every region with its countries; or what was searched for."""
    words = request.GET.get("q", "").replace("\0", "").strip()[:80]
    if words:
        found = finding.find(words)
        return render(request, "portal/places/found.html", {"words": words, "found": found})
    world = list(Place.objects.visible_to(request.user).of_the_world())
    countries = [place for place in world if place.kind == PlaceKind.COUNTRY]
    counts = counting.by_country(request.user)
    top = next((place for place in world if place.parent_id is None), None)
    context = {
        "map": [_tile(place, counts[place.code]) for place in countries],
        "rows": counting.rows(countries, counts)[:MOST_ROWS],
        "tree": nested(world, top.pk) if top else [],
    }
    return render(request, "portal/places/index.html", context)


def _tile(place: Place, count: int) -> tuple[str, str, int, str]:
    return place.code, place.label(), count, place.get_absolute_url()


# --- a place ---------------------------------------------------------------------------
@require_safe
def place(request: HttpRequest, code: str, side: Side = "") -> HttpResponse:
    """What there is about a place: for both of its sides, or as a land of one of them."""
    shown = _place(request, code)
    if code != shown.code:
        return redirect(_view_of(shown, side), permanent=True)
    inside = list(Place.objects.visible_to(request.user).inside(shown))
    tree = nested(inside, shown.pk)
    panels = showing.panels(slots.place_panels.items(), request, shown, side)
    context = {
        "place": shown,
        "side": side,
        "leaves": [(part, below) for part, below in tree if not below],
        "branches": [(part, below) for part, below in tree if below],
        "country": _country(shown),
        "links": _links(request, shown, side),
        "may_note": may_steward(request.user),
        "may_add": may_steward(request.user) and shown.kind in _HOLD_MUNICIPALITIES,
        **_panels(panels),
        **_following(request, slots.Scope(place=shown)),
    }
    return render(request, "portal/places/place.html", context)


def _panels(panels: showing.Panels) -> dict[str, Any]:
    return {"panels": panels.shown, "missing": panels.missing}


def _place(request: HttpRequest, code: str) -> Place:
    visible = Place.objects.visible_to(request.user).with_parents()
    return get_object_or_404(visible.by_code([code]))


def _country(place: Place) -> Place | None:
    """The country that a part of one lies in."""
    above = (each for each in place.line if each.kind == PlaceKind.COUNTRY)
    return next(above, None)


def _view_of(place: Place, side: Side) -> Any:
    return f"{place.get_absolute_url()}{side}/" if side else place


def _links(request: HttpRequest, place: Place, side: Side) -> list[counting.Link]:
    """The corridors of a country, from it or, for a land of destination, to it."""
    if place.kind != PlaceKind.COUNTRY:
        return []
    counts = counting.partners(place.code, counting.by_pair(request.user))
    others = Place.objects.visible_to(request.user).by_code(list(counts))
    return [
        counting.Link(_way(place, row.place, side), row.count)
        for row in counting.rows(others if counts else [], counts)
    ]


def _way(place: Place, other: Place, side: Side) -> Corridor:
    return Corridor(other, place) if side == "destination" else Corridor(place, other)


@require_safe
def place_feed(request: HttpRequest, code: str) -> HttpResponse:
    return feeds.answer(slots.Scope(place=_place(request, code)))


# --- corridors -------------------------------------------------------------------------
@require_safe
def corridors(request: HttpRequest) -> HttpResponse:
    """Which places are linked and by how much; and the way to any other corridor."""
    asked = {end: request.GET.get(end, "").strip() for end in ("origin", "destination")}
    refusal = ""
    if any(asked.values()):
        try:
            return redirect(corridor(**asked, person=request.user))
        except Refusal as refused:
            refusal = str(refused)
    return _corridors(request, refusal, asked, status=422 if refusal else 200)


def _corridors(
    request: HttpRequest, refusal: str, asked: dict[str, str], status: int
) -> HttpResponse:
    countries = in_order(list(Place.objects.visible_to(request.user).countries()))
    by_code = {place.code: place for place in countries}
    strongest = counting.by_pair(request.user).most_common(MOST_CORRIDORS)
    pairs = {pair: count for pair, count in strongest if by_code.keys() >= set(pair)}
    links = [
        counting.Link(Corridor(by_code[one], by_code[other]), count)
        for (one, other), count in pairs.items()
    ]
    context = {
        "countries": countries,
        "links": links,
        "pairs": pairs,
        "asked": asked,
        "refusal": refusal,
    }
    return render(request, "portal/places/corridors.html", context, status=status)


@require_safe
def corridor_page(request: HttpRequest, origin: str, destination: str) -> HttpResponse:
    """What links two places; an address that names no corridor says why."""
    try:
        shown = corridor(origin, destination, person=request.user)
    except Refusal as refused:
        asked = {"origin": origin.upper(), "destination": destination.upper()}
        return _corridors(request, str(refused), asked, status=404)
    if [origin, destination] != [shown.origin.code, shown.destination.code]:
        return redirect(shown, permanent=True)
    panels = showing.panels(slots.corridor_panels.items(), request, shown, "")
    scope = scopes.of_corridor(shown)
    context = {"corridor": shown, **_panels(panels), **_following(request, scope)}
    return render(request, "portal/places/corridor.html", context)


@require_safe
def corridor_feed(request: HttpRequest, origin: str, destination: str) -> HttpResponse:
    try:
        shown = corridor(origin, destination, person=request.user)
    except Refusal as refused:
        raise Http404(str(refused)) from None
    return feeds.answer(scopes.of_corridor(shown))


# --- themes ----------------------------------------------------------------------------
@require_safe
def theme(request: HttpRequest, key: str) -> HttpResponse:
    """What is new on a theme."""
    shown = get_object_or_404(Theme, key=key)
    scope = slots.Scope(theme=shown)
    told = scopes.news(request.user, scope, clock.now() - feeds.KEPT, MOST_ROWS)
    context = {"theme": shown, "told": told, **_following(request, scope)}
    return render(request, "portal/places/theme.html", context)


@require_safe
def theme_feed(request: HttpRequest, key: str) -> HttpResponse:  # noqa: ARG001 - as each view
    return feeds.answer(slots.Scope(theme=get_object_or_404(Theme, key=key)))


# --- following -------------------------------------------------------------------------
def _following(request: HttpRequest, scope: slots.Scope) -> dict[str, Any]:
    """What the box about following needs, on every page of something that can be followed."""
    follow = Follow.objects.visible_to(request.user).about(scope).first()
    return {
        "follow": follow,
        "follow_form": FollowForm.of(scope, follow),
        "feed_url": scopes.feed_url(scope),
        "search_url": scopes.search_url(scope),
        "feed_title": _("New about %(name)s") % {"name": scopes.title(scope)},
    }
