"""Small worlds for the tests of services."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from diwan.services import actions
from diwan.services.said import LocationSaid, PhoneSaid, ServiceSaid
from diwan.services.words import ServiceState

if TYPE_CHECKING:
    from diwan.people.models import Organisation, Person
    from diwan.services.models import Service


def say(body: Organisation, name: str = "Evening course", **fields: Any) -> ServiceSaid:
    return ServiceSaid(name={"en": name}, organisation=body, **fields)


def make_service(
    by: Person,
    body: Organisation,
    name: str = "Evening course",
    *,
    is_shown: bool = True,
    place: str = "",
    phone: str = "",
    **fields: Any,
) -> Service:
    """Written down by ``by``, with a place and a number where given, and shown."""
    fields.setdefault("email", "office@example.org")
    service = actions.add(say(body, name, **fields), by=by)
    if place:
        actions.add_location(service, LocationSaid(place=place), by=by)
    if phone:
        actions.add_phone(service, PhoneSaid(phone), by=by)
    return actions.move(service, ServiceState.ACTIVE, by=by) if is_shown else service
