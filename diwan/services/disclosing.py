"""The one gate between what is kept about a service and what a reader learns of it (P-13).

Pages, panels, files and programs read ``Shown`` and never the rows behind it: what a class hides
is not in it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from diwan.core import clock

from .rules import hours
from .rules.openness import tells

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from diwan.vocabularies.models import Place

    from .models import CostOption, Location, Phone, RequiredDocument, Schedule, Service


@dataclass(frozen=True, slots=True)
class Shown:
    """A service as one reader sees it; ``is_inside``: somebody from whom nothing is hidden."""

    service: Service
    locations: list[Location]
    standing: hours.Standing
    schedules: list[Schedule] = field(default_factory=list)
    phones: list[Phone] = field(default_factory=list)
    costs: list[CostOption] = field(default_factory=list)
    documents: list[RequiredDocument] = field(default_factory=list)
    areas: list[Place] = field(default_factory=list)
    email: str = ""
    url: str = ""
    nearness: int | None = None
    is_inside: bool = False

    @property
    def places(self) -> list[Place]:
        """Where it is said to be, each once; else whom it serves."""
        there = [each.place for each in self.locations if each.place]
        return list({place.code: place for place in there or self.areas}.values())

    @property
    def hides(self) -> bool:
        """Whether this reader does not see all of it."""
        return not self.is_inside and self.service.sensitivity != "public"


def row(service: Any) -> Shown:
    """For lists, of ``ServiceQuerySet.for_listing``: where an open one is, and nothing else."""
    return Shown(
        service,
        _locations(service, is_inside=False),
        hours.Standing("appointment" if service.is_by_appointment else "unknown"),
        nearness=getattr(service, "nearness", None),
    )


def rows(services: Iterable[Service]) -> list[Shown]:
    return [row(service) for service in services]


def told(service: Any, *, is_inside: bool = False, now: datetime | None = None) -> Shown:
    """All that a reader may know, of ``ServiceQuerySet.with_all``."""

    def may(what: str) -> bool:
        return is_inside or tells(service.sensitivity, what)

    locations = _locations(service, is_inside=is_inside)
    schedules = _schedules(service, locations, is_inside=is_inside) if may("hours") else []
    return Shown(
        service,
        locations,
        _standing(service, schedules, now or clock.now()),
        schedules,
        [phone for phone in service.phones.all() if _is_told(phone, may, is_inside=is_inside)],
        list(service.costs.all()),
        list(service.documents.all()),
        list(service.areas.all()),
        service.email if may("mail") else "",
        service.url if may("mail") else "",
        getattr(service, "nearness", None),
        is_inside,
    )


def _is_told(phone: Phone, may: Any, *, is_inside: bool) -> bool:
    return is_inside or (may("phone") and not phone.is_staff)


def _locations(service: Any, *, is_inside: bool) -> list[Location]:
    if not (is_inside or tells(service.sensitivity, "place")):
        return []
    return [at.location for at in service.there if is_inside or not at.is_shared]


def _schedules(service: Any, locations: Sequence[Location], *, is_inside: bool) -> list[Schedule]:
    """Hours of a place that is not told are not told either."""
    known = {location.pk for location in locations}
    there = {at.pk: at.location_id for at in service.there}
    return [
        schedule
        for schedule in service.schedules.all()
        if is_inside or schedule.at_id is None or there.get(schedule.at_id) in known
    ]


def _standing(service: Any, schedules: Sequence[Schedule], now: datetime) -> hours.Standing:
    if service.state == "paused":
        return hours.Standing("closed")
    openings = [schedule.opening for schedule in schedules]
    return hours.standing(openings, now, by_appointment_only=service.is_by_appointment)
