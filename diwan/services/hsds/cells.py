"""Single rows of HSDS tables as plain values; a mistake is a ValueError with its sentence."""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from diwan.people.importing import key_of

from ..rules.hours import days_of
from ..rules.plotting import is_on_earth
from ..words import Sensitivity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .planning import Known
    from .tables import Row, Tables

key = key_of
#: ``status`` of HSDS → our state
STATES: Mapping[str, str] = {
    "": "active",
    "active": "active",
    "inactive": "inactive",
    "defunct": "defunct",
    "temporarily closed": "paused",
}
_DIGITS = 5
_MOST_AGE = 120
_LONGEST = {"name": 200, "url": 500, "email": 254}


def mistakes(row: Row) -> Iterator[str]:
    """What cannot be right in a row of ``services``."""
    for column, most in _LONGEST.items():
        if len(row.get(column, "")) > most:
            yield _("The column “%(column)s” holds more than %(most)d letters. Shorten it.") % {
                "column": column,
                "most": most,
            }
    if row.get("status", "") not in STATES:
        yield _(
            "“%(cell)s” is no status of HSDS: active, inactive, defunct, temporarily closed."
        ) % {"cell": row["status"][:60]}
    if row.get("sensitivity") and row["sensitivity"] not in Sensitivity.values:
        yield _("“%(cell)s” is no class of openness. Write one of those on this page.") % {
            "cell": row["sensitivity"][:60]
        }
    if row.get("email") and not _is_mail(row["email"]):
        yield _("“%(cell)s” is no mail address.") % {"cell": row["email"][:60]}
    for column, read in (
        ("url", web),
        ("minimum_age", age),
        ("maximum_age", age),
        ("assured_date", day),
    ):
        try:
            read(row.get(column, ""))
        except ValueError as mistake:
            yield str(mistake)


def web(cell: str) -> str:
    """A web address, with its protocol."""
    if not cell:
        return ""
    address = cell if "://" in cell else f"https://{cell}"
    if not re.fullmatch(r"https?://[^\s/.]+(\.[^\s/.]+)+(/\S*)?", address):
        raise ValueError(_("“%(cell)s” is no address of a web site.") % {"cell": cell[:60]})
    return address


def age(cell: str) -> int | None:
    if not cell:
        return None
    try:
        found = int(Decimal(cell))
    except InvalidOperation:
        found = -1
    if not 0 <= found <= _MOST_AGE:
        raise ValueError(_("“%(cell)s” is no age in years.") % {"cell": cell[:60]})
    return found


def day(cell: str) -> date | None:
    if not cell:
        return None
    try:
        return date.fromisoformat(cell[:10])
    except ValueError:
        sentence = _("“%(cell)s” is no day. Write it like 2026-05-31.")
        raise ValueError(sentence % {"cell": cell[:60]}) from None


def hour(cell: str) -> time | None:
    if not cell:
        return None
    try:
        return time.fromisoformat(cell.rstrip("Zz")).replace(tzinfo=None)
    except ValueError:
        sentence = _("“%(cell)s” is no time of day. Write it like 09:30.")
        raise ValueError(sentence % {"cell": cell[:60]}) from None


# --- where ---------------------------------------------------------------------------------
def location(
    row: Row, beside: Mapping[str, list[Row]], places: Mapping[str, Sequence[str]]
) -> tuple[dict[str, object], list[str]]:
    """What a location says with its address and accessibility, and what is wrong with it."""
    wrong: list[str] = []
    addresses = beside.get("addresses", [])
    found = next((each for each in addresses if each.get("address_type") != "postal"), None)
    address = found or next(iter(addresses), {})
    is_virtual = row.get("location_type") == "virtual"
    place = place_of(address, places)
    if not place and not is_virtual:
        wrong.append(_("No place is known by the city, region or country of its address."))
    latitude, longitude = _point(row, wrong)
    lines = [address.get("address_1", ""), address.get("address_2", "")]
    access = [each.get("description", "") for each in beside.get("accessibility", [])]
    said: dict[str, object] = {
        "id": row.get("id", ""),
        "location_type": "virtual" if is_virtual else "physical",
        "name": row.get("name", "")[:200],
        "place": place,
        "address": ", ".join(line for line in lines if line)[:300],
        "city": address.get("city", "")[:120],
        "postal_code": address.get("postal_code", "")[:20],
        "latitude": latitude,
        "longitude": longitude,
        "transportation": row.get("transportation", ""),
        "accessibility_details": "; ".join(each for each in access if each),
    }
    return said, wrong


def place_of(address: Row, places: Mapping[str, Sequence[str]]) -> str:
    """The narrowest place that an address names, in its country."""
    lands = places.get(key(address.get("country", "")), ())
    land = next((code for code in lands if len(code) == len("TN")), "")
    for column in ("city", "region", "state_province", "country"):
        codes = list(places.get(key(address.get(column, "")), ())) if address.get(column) else []
        inside = [code for code in codes if not land or code.split("-")[0] == land]
        if len(inside) == 1:
            return inside[0]
    return land


def _point(row: Row, wrong: list[str]) -> tuple[str, str]:
    latitude, longitude = row.get("latitude", ""), row.get("longitude", "")
    if not latitude and not longitude:
        return "", ""
    try:
        if is_on_earth(float(latitude), float(longitude)):
            return f"{float(latitude):.6f}", f"{float(longitude):.6f}"
    except ValueError:
        pass
    wrong.append(_("Latitude and longitude are no point on the earth. Correct or empty them."))
    return "", ""


# --- parts ---------------------------------------------------------------------------------
def phone(row: Row, _known: Known, _tables: Tables) -> dict[str, object]:
    """A number of a named contact is the staff's, whatever else it says (P-13)."""
    number = row.get("number", "")[:40]
    if sum(each.isdigit() for each in number) < _DIGITS:
        raise ValueError(_("“%(cell)s” is no whole telephone number.") % {"cell": number})
    extension = f" ×{row['extension']}" if row.get("extension") else ""
    kind = row.get("type", "voice")
    return {
        "number": f"{number}{extension}"[:40],
        "type": kind if kind in {"voice", "text", "fax", "textphone"} else "voice",
        "description": row.get("description", ""),
        "is_staff": bool(row.get("contact_id")) or row.get("is_staff", "") in {"1", "true", "yes"},
    }


def schedule(row: Row, known: Known, _tables: Tables) -> dict[str, object]:
    if row.get("freq", "WEEKLY").upper() != "WEEKLY" or row.get("interval", "1") not in {"", "1"}:
        raise ValueError(_("Only hours that come back every week are kept. Say others in words."))
    days = sorted(days_of(row.get("byday", "")))
    if not days:
        raise ValueError(_("The column “byday” names no day of the week, for example MO,TU."))
    opens, closes = hour(row.get("opens_at", "")), hour(row.get("closes_at", ""))
    if (opens is None) != (closes is None):
        raise ValueError(_("Give both opens_at and closes_at, or none of them."))
    zone = row.get("timezone", "")
    begins, ends = day(row.get("valid_from", "")), day(row.get("valid_to", ""))
    if begins and ends and ends < begins:
        raise ValueError(_("These hours would end before they begin. Correct one of the two days."))
    return {
        "days": days,
        "timezone": zone if zone in available_timezones() else known.timezone,
        "opens_at": opens.isoformat() if opens else "",
        "closes_at": closes.isoformat() if closes else "",
        "valid_from": begins.isoformat() if begins else "",
        "valid_to": ends.isoformat() if ends else "",
        "description": row.get("description", ""),
    }


def language(row: Row, known: Known, _tables: Tables) -> dict[str, object]:
    for cell in (row.get("code", ""), row.get("name", "")):
        if cell and (code := known.languages.get(key(cell))):
            return {"code": code}
    sentence = _("“%(cell)s” is no language that the directory knows. Write a code like fr or ar.")
    raise ValueError(sentence % {"cell": (row.get("name") or row.get("code", ""))[:60]})


def cost(row: Row, _known: Known, _tables: Tables) -> dict[str, object]:
    try:
        amount = Decimal(row.get("amount", ""))
    except InvalidOperation:
        amount = Decimal(-1)
    if amount < 0:
        sentence = _("“%(cell)s” is no amount of money.")
        raise ValueError(sentence % {"cell": row.get("amount", "")[:60]})
    return {
        "option": row.get("option") or row.get("amount_description") or str(_("Price")),
        "amount": str(amount),
        "currency": row.get("currency", "").upper(),
    }


def document(row: Row, _known: Known, _tables: Tables) -> dict[str, object]:
    if not row.get("document"):
        raise ValueError(_("The column “document” is empty."))
    return {"document": row["document"], "url": web(row.get("uri", ""))}


def area(row: Row, known: Known, _tables: Tables) -> dict[str, object]:
    codes = known.places.get(key(row.get("name", "")), ())
    if len(codes) != 1:
        sentence = _("“%(cell)s” is not in the list of places. Write its name or code as there.")
        raise ValueError(sentence % {"cell": row.get("name", "")[:60]})
    return {"place": codes[0]}


def attribute(row: Row, known: Known, tables: Tables) -> dict[str, object]:
    wanted = row.get("taxonomy_term_id", "")
    terms = (each for each in tables.get("taxonomy_terms", []) if each.get("id") == wanted)
    term = next(terms, {})
    for cell in (term.get("code", ""), term.get("name", ""), row.get("label", "")):
        if cell and (code := known.terms.get(key(cell))):
            return {"term": code}
    sentence = _("“%(cell)s” is no kind of help that the directory knows.")
    raise ValueError(sentence % {"cell": (term.get("name") or row.get("label", ""))[:60]})


def _is_mail(cell: str) -> bool:
    try:
        validate_email(cell)
    except ValidationError:
        return False
    return True
