"""What belongs to a service: where it is, when it is open, numbers, prices, papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from babel.numbers import get_currency_precision, list_currencies
from django.db import transaction
from django.utils.translation import gettext as _

from diwan.audit import actions as audit
from diwan.core.errors import Refusal
from diwan.people.rules import time_zones
from diwan.vocabularies.models import Place

from ..models import (
    CostOption,
    Location,
    Phone,
    RequiredDocument,
    Schedule,
    Service,
    ServiceAtLocation,
)
from ..rules import codes, hours, plotting
from ..words import Access
from .writing import hold, touch

if TYPE_CHECKING:
    from decimal import Decimal

    from ..said import CostSaid, DocumentSaid, LocationSaid, PhoneSaid, ScheduleSaid

Row = TypeVar("Row", Schedule, Phone, CostOption, RequiredDocument)

CURRENCIES = frozenset(list_currencies())
_DIGITS = 5


@transaction.atomic
def add_location(service: Service, said: LocationSaid, *, by: Any) -> ServiceAtLocation:
    """A new place of the organisation, at which the service is.

    Raises:
        PermissionDenied: ``by`` may not edit the service.
        Refusal: it is nowhere, or not on this earth.
    """
    locked = hold(service, by=by)
    place = Place.objects.by_code([said.place]).first() if said.place else None
    _refuse_nowhere(said, place)
    names = ("location_type", "name", "address", "city", "postal_code", "latitude", "longitude")
    location = Location.objects.create(
        organisation=locked.organisation,
        place=place,
        accessibility=codes.joined(code for code in said.accessibility if code in Access.values),
        **{name: getattr(said, name) for name in (*names, "transportation", "url")},
        accessibility_details=said.accessibility_details,
    )
    return _there(locked, location, by)


@transaction.atomic
def use_location(service: Service, location: Location, *, by: Any) -> ServiceAtLocation:
    """Another place of the same organisation.

    Raises:
        Refusal: it is of another one.
    """
    locked = hold(service, by=by)
    if location.organisation_id != locked.organisation_id:
        raise Refusal(_("That place belongs to another organisation. Choose one of yours."))
    return _there(locked, location, by)


@transaction.atomic
def add_schedule(
    service: Service, said: ScheduleSaid, *, by: Any, at: ServiceAtLocation | None = None
) -> Schedule:
    """Raises:
    Refusal: no day, only one of the two hours, an unknown time zone, or the wrong way round.
    """
    locked = hold(service, by=by)
    if not said.days:
        raise Refusal(_("Choose at least one day of the week."))
    if hours.contradicts(said.opens_at, said.closes_at):
        raise Refusal(_("Give both hours, or none of them if it is closed on these days."))
    if said.timezone not in time_zones():
        raise Refusal(_("Choose a time zone of the list, for example Africa/Tunis."))
    if said.valid_from and said.valid_to and said.valid_to < said.valid_from:
        raise Refusal(_("These hours would end before they begin. Correct one of the two days."))
    names = ("timezone", "opens_at", "closes_at", "valid_from", "valid_to", "description")
    row = Schedule(service=locked, at=at, byday=hours.byday_of(said.days))
    return _kept(row, locked, by, {name: getattr(said, name) for name in names})


@transaction.atomic
def add_phone(service: Service, said: PhoneSaid, *, by: Any) -> Phone:
    """Raises:
    Refusal: there are too few digits in it.
    """
    locked = hold(service, by=by)
    if sum(each.isdigit() for each in said.number) < _DIGITS and said.type != "text":
        raise Refusal(_("That is no whole telephone number. Write it as one dials it from abroad."))
    row = Phone(service=locked, languages=codes.joined(said.languages))
    names = ("number", "type", "description", "is_staff")
    return _kept(row, locked, by, {name: getattr(said, name) for name in names})


@transaction.atomic
def add_cost(service: Service, said: CostSaid, *, by: Any) -> CostOption:
    """Raises:
    Refusal: the currency is unknown, or has fewer digits than the amount.
    """
    locked = hold(service, by=by)
    if said.currency not in CURRENCIES:
        raise Refusal(_("Give the currency by its three letters, for example EUR or TND."))
    row = CostOption(service=locked, option=said.option, currency=said.currency)
    return _kept(row, locked, by, {"amount": in_minor(said.amount, said.currency)})


@transaction.atomic
def add_document(service: Service, said: DocumentSaid, *, by: Any) -> RequiredDocument:
    locked = hold(service, by=by)
    row = RequiredDocument(service=locked)
    return _kept(row, locked, by, {"document": said.document, "url": said.url})


@transaction.atomic
def remove_part(part: Any, *, by: Any) -> None:
    """A place where nothing else is goes with its last service.

    Raises:
        PermissionDenied: ``by`` may not edit the service.
    """
    locked = hold(part.service, by=by)
    location = part.location if isinstance(part, ServiceAtLocation) else None
    part.delete()
    if location is not None and not location.at.exists():
        location.delete()
    touch(locked)
    audit.record("service.part_gone", by=by, on=locked)


def in_minor(amount: Decimal, currency: str) -> int:
    """Raises:
    Refusal: the currency has fewer digits after the point.
    """
    minor = amount.scaleb(get_currency_precision(currency))
    if minor != minor.to_integral_value():
        raise Refusal(
            _("%(currency)s has %(digits)s digits after the point. Round the amount.")
            % {"currency": currency, "digits": get_currency_precision(currency)}
        )
    return int(minor)


def _there(service: Service, location: Location, by: Any) -> ServiceAtLocation:
    row, _is_new = ServiceAtLocation.objects.get_or_create(service=service, location=location)
    touch(service)
    audit.record("service.part", by=by, on=service)
    return row


def _kept(row: Row, service: Service, by: Any, values: dict[str, Any]) -> Row:
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    touch(service)
    audit.record("service.part", by=by, on=service)
    return row


def _refuse_nowhere(said: LocationSaid, place: Place | None) -> None:
    if said.location_type == "physical" and place is None:
        raise Refusal(_("Say in which place it is: people look for it there."))
    if (said.latitude is None) != (said.longitude is None):
        raise Refusal(_("Give both latitude and longitude, or none of them."))
    if said.latitude is None or said.longitude is None:
        return
    if not plotting.is_on_earth(float(said.latitude), float(said.longitude)):
        raise Refusal(_("That point is not on the earth. Look at latitude and longitude."))
