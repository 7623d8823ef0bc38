"""The verification cycle: those who run a service say twice a year that all of it is still so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from diwan.audit import actions as audit
from diwan.core import clock
from diwan.mailroom import actions as mailroom
from diwan.people.models import Person
from diwan.people.queries.organisations import managers_of
from diwan.people.rules import QuietHours

from ..models import Service
from ..rules import assurance
from ..rules.openness import SHOWN
from ..words import ServiceState
from .finding import index
from .writing import hold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from diwan.people.models import Organisation

#: services that one run looks at
_MOST = 500


@transaction.atomic
def confirm(service: Service, *, by: Any) -> None:
    """Say that everything stands there as it is (``assured_date`` of HSDS).

    Raises:
        PermissionDenied: ``by`` may not edit the service.
    """
    locked = hold(service, by=by)
    locked.assured_on, locked.assurer, locked.asked_on = clock.now().date(), by, None
    locked.save(update_fields=["assured_on", "assurer", "asked_on"])
    audit.record("service.confirmed", by=by, on=locked)


def ask_for_word(now: datetime) -> int:
    """Write to the managers of services whose word ends soon or has ended; once for each word.

    One letter for a manager and an organisation, with the names of its open services only.
    """
    today = now.date()
    ends = today - assurance.HOLDS + assurance.ASK_BEFORE
    due = Service.objects.all().due(ends).filter(asked_on__isnull=True)
    rows = list(due.select_related("organisation").order_by("organisation", "pk")[:_MOST])
    by_body: dict[Organisation, list[Service]] = {}
    for service in rows:
        by_body.setdefault(service.organisation, []).append(service)
    for body, services in by_body.items():
        with transaction.atomic():
            keys = [service.pk for service in services]
            Service.objects.filter(pk__in=keys).update(asked_on=today)
            _tell("confirm_services", body, services, now)
    return len(rows)


def take_down(now: datetime) -> int:
    """Take from the lists what nobody has vouched for in a year, and tell its managers."""
    today = now.date()
    rows = Service.objects.filter(state__in=SHOWN, published_at__isnull=False)
    due = rows.due(today - assurance.TAKEN_DOWN_AFTER).select_related("organisation")
    count = 0
    for service in due[:_MOST]:
        since = service.published_at.date() if service.published_at else today
        if assurance.is_to_be_taken_down(service.assured_on, since, today):
            _take_down(service, now)
            count += 1
    return count


@transaction.atomic
def _take_down(service: Service, now: datetime) -> None:
    service.state = ServiceState.INACTIVE
    service.save(update_fields=["state"])
    index(service)
    _tell("taken_down", service.organisation, [service], now)
    audit.record("service.taken_down", by=None, on=service)


def _tell(kind: str, body: Organisation, services: Iterable[Service], now: datetime) -> None:
    """A letter may be read over a shoulder: it names no service that hides anything."""
    named = [service for service in services if service.sensitivity == "public"]
    people = Person.objects.active().filter(pk__in=managers_of(body, now.date()))
    for person in people:
        with override(person.language):
            url = settings.DIWAN_ORIGIN + reverse("services:mine")
            context = {
                "organisation": body.name_shown,
                "names": [str(service) for service in named],
                "url": url,
            }
        mailroom.send(
            f"services/{kind}",
            to=person.email,
            language=person.language,
            context=context,
            due_at=after_quiet(person, now),
        )


def after_quiet(person: Person, now: datetime) -> datetime | None:
    """None of these letters is so urgent that it may wake somebody."""
    if person.quiet_from is None or person.quiet_until is None:
        return None
    return QuietHours(person.time_zone, person.quiet_from, person.quiet_until).end_for(now)
