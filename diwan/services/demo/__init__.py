"""Invented services and guides for a demo site, through the room's own actions.

``*.json``: a wording is a list (English, French, Arabic); days are counted from today.
"""

from __future__ import annotations

import json
from datetime import time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils.translation import override

from diwan.agreements.demo.bodies import cast, register
from diwan.agreements.demo.files import day, moment, wording
from diwan.core import slots

from .. import actions
from ..models import Guide, Service
from ..said import (
    CostSaid,
    DocumentSaid,
    GuideSaid,
    LocationSaid,
    PhoneSaid,
    RequestSaid,
    ScheduleSaid,
    ServiceSaid,
)
from ..words import FeedbackKind, ServiceState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from diwan.people.models import Organisation, Person

_HERE = Path(__file__).parent


@transaction.atomic
def load() -> None:
    """People and organisations stand already; a second call does nothing."""
    if Service.objects.exists():
        return
    bodies, people = register(), cast()
    with override("en"):
        for said in _data("services.json"):
            _tell(said, bodies, people[said["by"]])
        for said in _data("guides.json"):
            _guide(said, bodies, people)


def _data(name: str) -> Any:
    return json.loads((_HERE / name).read_text(encoding="utf-8"))


def _tell(said: Mapping[str, Any], bodies: Mapping[str, Organisation], by: Person) -> None:
    service = actions.add(_said(said, bodies), by=by)
    if "place" in said:
        actions.add_location(service, _location(said["place"]), by=by)
    for number, kind, *staff in said.get("phones", ()):
        actions.add_phone(service, PhoneSaid(number, kind, is_staff=bool(staff)), by=by)
    for row in said.get("hours", ()):
        actions.add_schedule(service, _schedule(*row), by=by)
    for option, amount, currency in said.get("costs", ()):
        cost = CostSaid(wording(option), Decimal(amount), currency)
        actions.add_cost(service, cost, by=by)
    for paper in said.get("documents", ()):
        actions.add_document(service, DocumentSaid(wording(paper)), by=by)
    actions.move(service, ServiceState.ACTIVE, by=by)
    _set_back(service, said["confirmed"])
    for kind, note in said.get("feedback", ()):
        actions.say(service, FeedbackKind(kind), note, by=AnonymousUser())
    if "asked" in said:
        _ask(service, said, by)


def _said(said: Mapping[str, Any], bodies: Mapping[str, Organisation]) -> ServiceSaid:
    return ServiceSaid(
        name=wording(said["name"]),
        organisation=bodies[said["body"]],
        description=wording(said["description"]),
        side=said.get("side", ""),
        sensitivity=said.get("sensitivity", "public"),
        terms=said["terms"],
        languages=said["languages"],
        areas=said.get("areas", ()),
        themes=said.get("themes", ()),
        url=said.get("url", ""),
        email=said.get("email", ""),
        is_by_appointment=said.get("appointment", False),
        application_process=wording(said.get("how")),
        minimum_age=said.get("min_age"),
        is_free=said.get("free"),
        fees_description=wording(said.get("fees")),
        alert=wording(said.get("alert")),
        source="https://example.org/invented",
    )


def _location(said: Mapping[str, Any]) -> LocationSaid:
    return LocationSaid(
        place=said["code"],
        address=said["address"],
        city=said["city"],
        postal_code=said["postal"],
        latitude=Decimal(said["lat"]) if said["lat"] else None,
        longitude=Decimal(said["lon"]) if said["lon"] else None,
        accessibility=said["access"],
    )


def _schedule(
    days: Sequence[int],
    opens: str | None,
    closes: str | None,
    zone: str,
    *season: Any,
) -> ScheduleSaid:
    begins, ends, note = season or (None, None, None)
    return ScheduleSaid(
        days,
        zone,
        time.fromisoformat(opens) if opens else None,
        time.fromisoformat(closes) if closes else None,
        day(begins) if begins is not None else None,
        day(ends) if ends is not None else None,
        wording(note),
    )


def _set_back(service: Service, confirmed: int) -> None:
    """As if it had been shown long ago, and confirmed that day."""
    Service.objects.filter(pk=service.pk).update(
        assured_on=day(confirmed),
        added_at=moment(min(confirmed, -30)),
        published_at=moment(min(confirmed, -30)),
        changed_at=moment(confirmed),
    )


def _ask(service: Service, said: Mapping[str, Any], by: Person) -> None:
    found = actions.enquiry_of(actions.ask(service, said["asked"]))
    if found is not None:
        actions.answer(found, said["answered"], by=by)


def _guide(
    said: Mapping[str, Any], bodies: Mapping[str, Organisation], people: Mapping[str, Person]
) -> None:
    by = people[said["by"]]
    ends = said["until"]
    guide = actions.add_guide(
        GuideSaid(
            wording(said["title"]),
            said["country"],
            wording(said["steps"]),
            day(max(ends, 1)),
            bodies[said["body"]] if said["body"] else None,
            wording(said["summary"]),
            wording(said["cost"]),
            wording(said["duration"]),
            said["url"],
        ),
        by=by,
    )
    papers = [
        actions.add_paper(guide, wording(name), wording(details), by=by)
        for name, details in said["papers"]
    ]
    actions.publish_guide(guide, by=by, is_published=True)
    Guide.objects.filter(pk=guide.pk).update(valid_until=day(ends))
    if "follows" in said:
        who, state, ticked, number, sent, answer = said["follows"]
        keys = [paper.pk for paper in papers[:ticked]]
        kept = RequestSaid(state, keys, number, day(sent), day(answer))
        request = actions.begin_request(guide, by=people[who])
        actions.change_request(request, kept, by=people[who])


slots.demo.add("services", slots.DemoLoader(load), order=41)
