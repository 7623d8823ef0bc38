"""A corridor: two places that people move between, from one to the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from diwan.core.errors import Refusal
from diwan.vocabularies.models import Place

if TYPE_CHECKING:
    from diwan.vocabularies.queries import PlaceQuerySet


@dataclass(frozen=True, slots=True)
class Corridor:
    """From a place of origin to a place of destination; what links them has no direction."""

    origin: Place
    destination: Place

    def __str__(self) -> str:
        return _("%(origin)s and %(destination)s") % {
            "origin": self.origin,
            "destination": self.destination,
        }

    def get_absolute_url(self) -> str:
        return reverse("portal:corridor", args=[self.origin.code, self.destination.code])

    @property
    def other_way(self) -> Corridor:
        return Corridor(self.destination, self.origin)


def corridor(origin: str, destination: str, *, person: Any) -> Corridor:
    """The corridor between two places given by their codes.

    Raises:
        Refusal: one is unknown, both are the same, or one lies in the other.
    """
    visible = Place.objects.visible_to(person).with_parents()
    here, there = _place(visible, origin), _place(visible, destination)
    if here == there:
        raise Refusal(
            _("Both ends are %(place)s. A corridor needs two different places.") % {"place": here}
        )
    if here in there.line or there in here.line:
        raise Refusal(
            _("One of %(one)s and %(other)s lies in the other. Choose two places apart.")
            % {"one": here, "other": there}
        )
    return Corridor(here, there)


def _place(visible: PlaceQuerySet, code: str) -> Place:
    if not code:
        raise Refusal(_("Choose both places: where people come from, and where they go."))
    found = visible.by_code([code[:60]]).first()
    if found is None:
        raise Refusal(
            _("No place has the code “%(code)s”. Choose both places from the lists.")
            % {"code": code[:60]}
        )
    return found
