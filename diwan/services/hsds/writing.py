"""What strangers may know of services, as HSDS 3.0: tables, and one document for programs.

It is given ``disclosing.Shown`` and asks nothing else: what is hidden cannot be written.
"""

from __future__ import annotations

import io
import uuid
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from babel.numbers import get_currency_precision
from django.conf import settings

from diwan.core.wording import choose
from diwan.people.sheets import written_csv

from ..rules import codes
from ..words import Term
from .cells import STATES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..disclosing import Shown

Table = list[dict[str, Any]]
_STATUS = {ours: theirs for theirs, ours in STATES.items() if theirs}
TAXONOMY = "diwan"


def identifier(*parts: object) -> str:
    """The same UUID for the same thing at every call."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "/".join([settings.DIWAN_ORIGIN, *map(str, parts)])))


def tables(rows: Iterable[Shown]) -> dict[str, Table]:
    """Every table with its rows, in the active language."""
    made: dict[str, dict[str, dict[str, Any]]] = {}

    def put(table: str, row: dict[str, Any]) -> None:
        made.setdefault(table, {})[row["id"]] = row

    for shown in rows:
        put("organizations", _organization(shown))
        put("services", _service(shown))
        _put_locations(shown, put)
        for table, part in _parts(shown):
            put(table, part)
        for code in codes.parted(shown.service.terms):
            put("taxonomy_terms", _term(code))
    return {table: list(rows.values()) for table, rows in made.items()}


def zipped(rows: Iterable[Shown]) -> bytes:
    """The tables as CSV files in a ZIP."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for table, found in tables(rows).items():
            lines = ([_cell(value) for value in row.values()] for row in found)
            packed.writestr(f"{table}.csv", written_csv(found[0].keys(), lines))
    return made.getvalue()


def document(rows: Iterable[Shown]) -> dict[str, Any]:
    """Services with what belongs to each inside it, as the API of HSDS 3.0 gives a page."""
    contents = [_whole(shown) for shown in rows]
    count = len(contents)
    return {
        "version": "3.0",
        "total_items": count,
        "total_pages": 1,
        "page_number": 1,
        "size": count,
        "first_page": True,
        "last_page": True,
        "empty": not count,
        "contents": contents,
    }


def _whole(shown: Shown) -> dict[str, Any]:
    own = tables([shown])
    service = own["services"][0]
    whole: dict[str, Any] = {**service, "organization": own["organizations"][0]}
    locations = {row["id"]: row for row in own.get("locations", [])}
    for table in ("addresses", "accessibility"):
        for row in own.get(table, []):
            locations[row["location_id"]].setdefault(table, []).append(row)
    whole["service_at_locations"] = [
        {**row, "location": locations[row["location_id"]]}
        for row in own.get("service_at_locations", [])
    ]
    for table in ("phones", "schedules", "languages", "cost_options", "required_documents"):
        whole[table] = own.get(table, [])
    whole["service_areas"] = own.get("service_areas", [])
    terms = {row["id"]: row for row in own.get("taxonomy_terms", [])}
    whole["attributes"] = [
        {**row, "taxonomy_term": terms[row["taxonomy_term_id"]]}
        for row in own.get("attributes", [])
    ]
    return whole


def _organization(shown: Shown) -> dict[str, Any]:
    body = shown.service.organisation
    return {
        "id": identifier("organisation", body.slug),
        "name": body.name,
        "description": choose(body.description).text,
        "website": body.website,
        "uri": settings.DIWAN_ORIGIN + body.get_absolute_url(),
    }


def _service(shown: Shown) -> dict[str, Any]:
    service = shown.service
    return {
        "id": service.hsds_id,
        "organization_id": identifier("organisation", service.organisation.slug),
        "name": str(service),
        "description": choose(service.description).text,
        "url": shown.url,
        "email": shown.email,
        "status": _STATUS[service.state],
        "interpretation_services": choose(service.interpretation_services).text,
        "application_process": choose(service.application_process).text,
        "fees_description": choose(service.fees_description).text,
        "wait_time": choose(service.wait_time).text,
        "eligibility_description": choose(service.eligibility_description).text,
        "minimum_age": service.minimum_age,
        "maximum_age": service.maximum_age,
        "assured_date": service.assured_on,
        "alert": choose(service.alert).text,
        "last_modified": service.changed_at.isoformat(),
        # not of HSDS: what its readers may pass over
        "sensitivity": service.sensitivity,
        "is_by_appointment": "true" if service.is_by_appointment else "false",
    }


def _put_locations(shown: Shown, put: Any) -> None:
    service = shown.service
    for location in shown.locations:
        key = identifier("location", location.pk)
        place = location.place
        put(
            "locations",
            {
                "id": key,
                "location_type": location.location_type,
                "name": choose(location.name).text,
                "transportation": choose(location.transportation).text,
                "latitude": location.latitude,
                "longitude": location.longitude,
            },
        )
        put(
            "service_at_locations",
            {
                "id": identifier("at", service.hsds_id, location.pk),
                "service_id": service.hsds_id,
                "location_id": key,
            },
        )
        put(
            "addresses",
            {
                "id": identifier("address", location.pk),
                "location_id": key,
                "address_1": location.address,
                "city": location.city,
                "state_province": place.code if place else "",
                "postal_code": location.postal_code,
                "country": place.code[:2] if place else "",
                "address_type": location.location_type,
            },
        )
        for label in location.access_labels:
            row = {"id": identifier("access", location.pk, label), "location_id": key}
            put("accessibility", {**row, "description": label})


def _parts(shown: Shown) -> Iterable[tuple[str, dict[str, Any]]]:
    key = shown.service.hsds_id
    for schedule in shown.schedules:
        yield "schedules", _schedule(key, schedule)
    for phone in shown.phones:
        row = {"id": identifier("phone", phone.pk), "service_id": key, "number": phone.number}
        yield "phones", {**row, "type": phone.type, "description": choose(phone.description).text}
    for code in shown.service.language_codes:
        yield (
            "languages",
            {"id": identifier("language", key, code), "service_id": key, "code": code},
        )
    for cost in shown.costs:
        amount = Decimal(cost.amount).scaleb(-get_currency_precision(cost.currency))
        row = {"id": identifier("cost", cost.pk), "service_id": key, "option": str(cost)}
        yield "cost_options", {**row, "currency": cost.currency, "amount": amount}
    for paper in shown.documents:
        row = {"id": identifier("document", paper.pk), "service_id": key}
        yield "required_documents", {**row, "document": str(paper), "uri": paper.url}
    for place in shown.areas:
        row = {"id": identifier("area", key, place.code), "service_id": key}
        yield "service_areas", {**row, "name": place.code, "description": str(place)}
    for code in codes.parted(shown.service.terms):
        row = {"id": identifier("attribute", key, code), "link_id": key}
        link = {"taxonomy_term_id": identifier("term", code), "link_entity": "service"}
        yield "attributes", {**row, **link}


def _schedule(key: str, schedule: Any) -> dict[str, Any]:
    return {
        "id": identifier("schedule", schedule.pk),
        "service_id": key,
        "valid_from": schedule.valid_from,
        "valid_to": schedule.valid_to,
        "timezone": schedule.timezone,
        "freq": "WEEKLY",
        "interval": 1,
        "byday": schedule.byday,
        "description": choose(schedule.description).text,
        "opens_at": schedule.opens_at,
        "closes_at": schedule.closes_at,
    }


def _term(code: str) -> dict[str, Any]:
    name = str(dict(Term.choices).get(code, code))
    return {"id": identifier("term", code), "code": code, "name": name, "taxonomy": TAXONOMY}


def _cell(value: object) -> str:
    return "" if value is None else str(value)
