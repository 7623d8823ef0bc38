"""Writing what an import planned: each service in a savepoint of its own."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.people.actions import organisations as register
from diwan.people.models import Organisation
from diwan.people.rules.organisations import Description

from ..hsds import cells
from ..models import Location, Service
from ..said import CostSaid, DocumentSaid, LocationSaid, PhoneSaid, ScheduleSaid, ServiceSaid
from ..words import Sensitivity, ServiceState
from . import parts
from .finding import index
from .writing import add, change, move

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from diwan.people.models import Person

    from ..hsds.planning import Plan


@dataclass(slots=True)
class Outcome:
    """``refused``: what could not be written after all, and why."""

    added: int = 0
    changed: int = 0
    refused: list[tuple[Plan, str]] = field(default_factory=list)


def write(plans: Iterable[Plan], told: Mapping[str, str], *, by: Person) -> Outcome:
    """``plans`` one by one; a mistake undoes one service and nothing else."""
    outcome = Outcome()
    for plan in plans:
        try:
            with transaction.atomic():
                is_new = _write(plan, told, by)
        except (Refusal, PermissionDenied) as refusal:
            outcome.refused.append((plan, str(refusal)))
        else:
            outcome.added += is_new
            outcome.changed += not is_new
    return outcome


def _write(plan: Plan, told: Mapping[str, str], by: Person) -> bool:
    words = _Words(told.get("language", "en"))
    said = _said(plan, words, _body(plan, told, by))
    service = Service.objects.filter(hsds_id=plan.row["id"]).first()
    is_new = service is None
    if service is None:
        service = add(said, by=by, hsds_id=plan.row["id"])
    else:
        change(service, _no_more_open(said, service, plan), by=by)
        _clear(service)
    _add_parts(service, plan, words, by)
    state = ServiceState(cells.STATES[plan.row.get("status", "")])
    _move(service, state, by)
    _assure(service, plan)
    return is_new


def _no_more_open(said: ServiceSaid, service: Service, plan: Plan) -> ServiceSaid:
    """A file that says no class opens nothing that was closed meanwhile."""
    if plan.row.get("sensitivity"):
        return said
    classes = (said.sensitivity, service.sensitivity)
    return replace(said, sensitivity=max(classes, key=Sensitivity.values.index))


def _body(plan: Plan, told: Mapping[str, str], by: Person) -> Organisation:
    """The organisation of the register; one of that name that was added a row before as well."""
    name = plan.organisation_row["name"]
    rows = Organisation.objects.standing()
    found = rows.filter(pk=plan.organisation) if plan.organisation else rows.filter(name=name)
    there = found.first()
    if there is not None:
        return there
    country = next((str(each["place"]).split("-")[0] for each in plan.locations), "")
    description = plan.organisation_row.get("description", "")
    return register.add(
        Description(
            name[:200],
            told.get("kind", "civil_society"),
            country=country,
            description={told.get("language", "en"): description} if description else {},
            website=cells.web(plan.organisation_row.get("website", "")),
        ),
        by=by,
    )


def _said(plan: Plan, words: _Words, body: Organisation) -> ServiceSaid:
    row, told = plan.row, plan.parts
    return ServiceSaid(
        name=words(plan.name),
        organisation=body,
        description=words(row.get("description", "")),
        sensitivity=plan.sensitivity,
        terms=[str(each["term"]) for each in told["attributes"]],
        languages=[str(each["code"]) for each in told["languages"]],
        areas=[str(each["place"]) for each in told["service_areas"]],
        interpretation_services=words(row.get("interpretation_services", "")),
        url=cells.web(row.get("url", "")),
        email=row.get("email", ""),
        is_by_appointment=row.get("is_by_appointment", "") in {"1", "true", "yes"},
        application_process=words(row.get("application_process", "")),
        eligibility_description=words(row.get("eligibility_description", "")),
        minimum_age=cells.age(row.get("minimum_age", "")),
        maximum_age=cells.age(row.get("maximum_age", "")),
        fees_description=words(row.get("fees_description") or row.get("fees", "")),
        wait_time=words(row.get("wait_time", "")),
        alert=words(row.get("alert", "")),
    )


class _Words:
    """Texts of the file under its language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, text: object) -> dict[str, str]:
        return {self.language: str(text)} if text else {}


def _clear(service: Service) -> None:
    """What the file says of places, hours and numbers stands instead of what stood there."""
    for rows in (service.schedules, service.phones, service.costs, service.documents, service.at):
        rows.all().delete()
    Location.objects.filter(organisation=service.organisation, at__isnull=True).delete()


def _add_parts(service: Service, plan: Plan, words: _Words, by: Person) -> None:
    for each in plan.locations:
        parts.add_location(service, _location(each, words), by=by)
    for each in plan.parts["phones"]:
        number, kind = str(each["number"]), str(each["type"])
        note, is_staff = words(each["description"]), bool(each["is_staff"])
        said = PhoneSaid(number, kind, description=note, is_staff=is_staff)
        parts.add_phone(service, said, by=by)
    for each in plan.parts["schedules"]:
        parts.add_schedule(service, _schedule(each, words), by=by)
    for each in plan.parts["cost_options"]:
        amount, currency = Decimal(str(each["amount"])), str(each["currency"])
        parts.add_cost(service, CostSaid(words(each["option"]), amount, currency), by=by)
    for each in plan.parts["required_documents"]:
        said_document = DocumentSaid(words(each["document"]), str(each["url"]))
        parts.add_document(service, said_document, by=by)


def _location(said: Mapping[str, Any], words: _Words) -> LocationSaid:
    return LocationSaid(
        said["location_type"],
        words(said["name"]),
        said["place"],
        said["address"],
        said["city"],
        said["postal_code"],
        transportation=words(said["transportation"]),
        accessibility_details=words(said["accessibility_details"]),
        latitude=Decimal(said["latitude"]) if said["latitude"] else None,
        longitude=Decimal(said["longitude"]) if said["longitude"] else None,
    )


def _schedule(said: Mapping[str, Any], words: _Words) -> ScheduleSaid:
    opens, closes = (said[name] for name in ("opens_at", "closes_at"))
    begins, ends = (said[name] for name in ("valid_from", "valid_to"))
    return ScheduleSaid(
        said["days"],
        said["timezone"],
        time.fromisoformat(opens) if opens else None,
        time.fromisoformat(closes) if closes else None,
        date.fromisoformat(begins) if begins else None,
        date.fromisoformat(ends) if ends else None,
        words(said["description"]),
    )


def _move(service: Service, wanted: ServiceState, by: Person) -> None:
    """To where the file says it is; out of the drafts by way of being shown."""
    now_at = Service.objects.get(pk=service.pk).state
    if wanted == now_at:
        return
    if now_at == ServiceState.INACTIVE:
        move(service, ServiceState.ACTIVE, by=by)
    if wanted != ServiceState.ACTIVE:
        move(service, wanted, by=by)


def _assure(service: Service, plan: Plan) -> None:
    """The day of the file's own word: reading it in assures nothing."""
    told = cells.day(plan.row.get("assured_date", ""))
    given = told if told and told <= clock.now().date() else None
    Service.objects.filter(pk=service.pk).update(assured_on=given, assurer=None)
    index(Service.objects.get(pk=service.pk))
