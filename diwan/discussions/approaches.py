"""The people a team wants to hear: who was asked, who has answered since; and a pasted list."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from diwan.core.wording import HOUSE_LANGUAGES
from diwan.people.models import Person

from . import naming
from .words import ContributionState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from .models import Approach, Discussion

#: lines of one paste
MOST = 200
_FIELDS = ("name", "email", "organisation", "language", "note")
_LENGTHS = {"name": 200, "email": 254, "organisation": 200, "language": 8, "note": 2000}
#: what the first line may call the columns, in the languages of the house
_HEADS = {
    "name": ("name", "nom", "الاسم"),
    "email": (
        "email",
        "e-mail",
        "mail",
        "courriel",
        "e-mail address",
        "البريد",
        "البريد الإلكتروني",
    ),
    "organisation": ("organisation", "organization", "المنظمة", "المؤسسة"),
    "language": ("language", "langue", "اللغة"),
    "note": ("note", "notes", "remarque", "ملاحظة"),
}


# --- the list ------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Row:
    approach: Approach
    has_answered: bool
    language_name: str


def listed(discussion: Discussion, *, only_unanswered: bool = False) -> list[Row]:
    """Everybody on the list with whether they have contributed since; in four queries."""
    rows = list(discussion.approaches.select_related("asked_by"))
    came = _came(discussion, [row.email.lower() for row in rows if row.email])
    made = [
        Row(
            row,
            _has_answered(row, came),
            naming.language_name(row.language) if row.language else "",
        )
        for row in rows
    ]
    return [row for row in made if not (only_unanswered and row.has_answered)]


def _has_answered(row: Approach, came: Mapping[str, datetime]) -> bool:
    last = came.get(row.email.lower())
    return last is not None and last >= (row.asked_at or row.added_at)


def _came(discussion: Discussion, addresses: Iterable[str]) -> dict[str, datetime]:
    """By address, when something last came from it: proved, or by the account it belongs to."""
    wanted = set(addresses)
    owners: dict[int, set[str]] = {}
    verified = EmailAddress.objects.filter(verified=True, email__in=wanted)
    own = Person.objects.active().filter(email__in=wanted)
    for pk, address in (
        *verified.values_list("user", "email"),
        *own.values_list("pk", "email"),
    ):
        owners.setdefault(pk, set()).add(address.lower())
    handed_in = discussion.contributions.filter(
        state__in=[
            ContributionState.HELD,
            ContributionState.RETURNED,
            ContributionState.RELEASED,
        ],
    ).annotate(at=Coalesce(F("received_at"), F("created_at")))
    came: dict[str, datetime] = {}
    for author, address, is_verified, at in handed_in.order_by("at").values_list(
        "author", "author_email", "is_verified", "at"
    ):
        mine = owners.get(author, set()) if author else {address.lower()} if is_verified else set()
        for each in mine & wanted:
            came[each] = at
    return came


# --- a pasted list -------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Line:
    """One line of a paste; ``problem`` says why it cannot be taken."""

    number: int
    values: Mapping[str, str]
    problem: str = ""


def read(text: str, known: Iterable[str] = ()) -> list[Line]:
    """Lines of “name, e-mail, organisation, language, note”, separated by commas, semicolons or
    tabs; a first line may name the columns in another order.

    Args:
        known: addresses that stand on the list already.
    """
    rows = [row for row in _rows(text) if any(cell.strip() for cell in row)]
    columns = _columns(rows[0]) if rows else None
    seen = {address.lower() for address in known}
    made = []
    for number, row in enumerate(rows[1:] if columns else rows, start=1):
        line = _line(number, dict(zip(columns or _FIELDS, map(str.strip, row), strict=False)), seen)
        seen.add(line.values["email"].lower())
        made.append(line)
    return made


def _rows(text: str) -> list[list[str]]:
    lines = "\n".join(text.replace("\0", "").strip().splitlines())
    first = lines.partition("\n")[0]
    mark = max("\t;,", key=lambda each: (first.count(each), each == ","))
    return list(csv.reader(io.StringIO(lines), delimiter=mark))


def _columns(row: list[str]) -> list[str] | None:
    """What the columns are called, when the first line says it; None when it is no heading."""
    names = {head: field for field, heads in _HEADS.items() for head in heads}
    found = [names.get(cell.strip().lower(), "") for cell in row]
    return found if "email" in found or sum(map(bool, found)) > 1 else None


def _line(number: int, found: Mapping[str, str], seen: set[str]) -> Line:
    values = {field: found.get(field, "") for field in _FIELDS}
    values["email"] = values["email"].removeprefix("mailto:").strip("<> ").lower()
    values["language"] = values["language"].lower()
    return Line(number, values, problem(values, seen))


def problem(values: Mapping[str, str], seen: set[str]) -> str:
    """Why somebody cannot be put on the list, in a sentence; empty when they can."""
    if not values["name"] and not values["organisation"]:
        return _("Give a name or an organisation.")
    if any(len(values[field]) > most for field, most in _LENGTHS.items()):
        return _("Something in this line is too long; shorten it.")
    if values["email"]:
        try:
            validate_email(values["email"])
        except ValidationError:
            return _("“%(address)s” is no e-mail address.") % {"address": values["email"]}
        if values["email"] in seen:
            return _("This address stands on the list already.")
    if values["language"] and values["language"] not in HOUSE_LANGUAGES:
        return _("Give the language as en, fr or ar, or leave it empty.")
    return ""
