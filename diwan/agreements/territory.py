"""For which territory an organisation joins an agreement, where nobody said it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diwan.vocabularies.words import PlaceKind

if TYPE_CHECKING:
    from diwan.people.models import Organisation
    from diwan.vocabularies.models import Place

_NARROW = (PlaceKind.SUBDIVISION, PlaceKind.MUNICIPALITY)


def territories(body: Organisation) -> list[Place]:
    """The towns and regions it works in, none that holds another one; else its seat or country."""
    places = list(body.places.filter(kind__in=_NARROW).with_parents().order_by("pk"))
    holding = {wider.pk for place in places for wider in place.line}
    narrowest = [place for place in places if place.pk not in holding]
    return narrowest or [place for place in (body.seat or body.country,) if place]
