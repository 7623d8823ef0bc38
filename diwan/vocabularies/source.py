"""The lists as they come: from this folder's small files, CLDR (Babel) and ISO (pycountry)."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pycountry
from babel import Locale

from diwan.core.wording import HOUSE_LANGUAGES

from .rules import local_name
from .words import PlaceKind

if TYPE_CHECKING:
    from collections.abc import Iterator

_DATA = Path(__file__).parent / "data"
#: Countries whose subdivisions are listed: both ends of the corridors served.
CORRIDOR_COUNTRIES = [
    "BE",
    "CV",
    "DE",
    "DZ",
    "EG",
    "ES",
    "FR",
    "IT",
    "LY",
    "MA",
    "MD",
    "MR",
    "SE",
    "SN",
    "TN",
]
_DISPUTED_MARK = "(EH"
#: shown by their official names only: iso-codes misspells them, or names them as one side does
_UNTRANSLATED = frozenset({"DE-TH", "ES-MC", "IT-32", "IT-RG", "MD-SN"})


@dataclass(frozen=True, slots=True)
class PlaceData:
    code: str
    kind: str
    names: dict[str, str]
    parent: str
    footnote: dict[str, str] = field(default_factory=dict)


def places() -> Iterator[list[PlaceData]]:
    """Levels of places, each after the one that holds its parents."""
    regions = list(_regions())
    yield [place for place in regions if not place.parent]
    yield [place for place in regions if place.parent == "001"]
    yield [place for place in regions if place.parent not in {"", "001"}]
    yield list(_countries())
    left = list(_subdivisions())
    while left:
        waiting = {place.code for place in left}
        yield [place for place in left if place.parent not in waiting]
        left = [place for place in left if place.parent in waiting]


def wordings(name: str) -> dict[str, dict[str, str]]:
    """The file ``name``: by code or key, in its order, the texts in three languages."""
    return {
        next(iter(row.values())): {language: row[language] for language in HOUSE_LANGUAGES}
        for row in _rows(name)
    }


@cache
def aliases() -> dict[str, tuple[str, ...]]:
    """By code of a country, what else it is called, as people write it."""
    return {row["code"]: tuple(row["names"].split("|")) for row in _rows("aliases")}


@cache
def migration_related() -> frozenset[str]:
    """Codes of the SDG targets that concern migration: those with a mark in ``sdg.tsv``."""
    return frozenset(row["code"] for row in _rows("sdg") if row["migration"])


@cache
def sdg_goals() -> dict[str, dict[str, str]]:
    """By number, ``1`` to ``17``, the short names of the goals that SDG targets belong to."""
    return wordings("sdg_goals")


def _rows(name: str) -> list[dict[str, str]]:
    with (_DATA / f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _regions() -> Iterator[PlaceData]:
    for row in _rows("regions"):
        yield PlaceData(row["code"], PlaceKind.REGION, _names(row["code"]), row["parent"])


def _countries() -> Iterator[PlaceData]:
    footnotes = wordings("footnotes")
    for row in _rows("regions"):
        for code in row["countries"].split():
            footnote = footnotes.get(code, {})
            yield PlaceData(code, PlaceKind.COUNTRY, _names(code), row["code"], footnote)


def _subdivisions() -> Iterator[PlaceData]:
    named, footnotes = wordings("subdivisions"), wordings("footnotes")
    countries = {country.alpha_2 for country in pycountry.countries}
    for country in CORRIDOR_COUNTRIES:
        for item in _iso_subdivisions(country):
            if item.code.partition("-")[2] in countries and country == "FR":
                continue  # overseas France has country codes of its own
            names = named.get(item.code) or _found_names(item.code, item.name)
            footnote = footnotes["EH"] if _DISPUTED_MARK in item.name else {}
            parent = item.parent_code or country
            yield PlaceData(item.code, PlaceKind.SUBDIVISION, names, parent, footnote)


def _found_names(code: str, official: str) -> dict[str, str]:
    """The official name, and what the languages of the house call it where iso-codes tells.

    A translation of a name with a remark, ``(EH-partial)``, or of a disputed one is not taken.
    """
    own = _language(code)
    others = {
        language: local_name(name)
        for language in HOUSE_LANGUAGES
        if (name := exonym(official, language)) and language != own
    }
    plain = "(" not in official and code not in _UNTRANSLATED
    return {own: local_name(official)} | (others if plain else {})


def exonym(official: str, language: str) -> str:
    """What ``language`` calls the subdivision of this ISO name (iso-codes, in pycountry), or ""."""
    said = _exonyms(language).gettext(official) if official else ""
    return "" if said == official else said


@cache
def _exonyms(language: str) -> NullTranslations:
    return translation("iso3166-2", pycountry.LOCALES_DIR, languages=[language], fallback=True)


@cache
def official_names() -> dict[str, str]:
    """By code of a listed subdivision, its name in ISO 3166-2."""
    return {item.code: item.name for each in CORRIDOR_COUNTRIES for item in _iso_subdivisions(each)}


def _iso_subdivisions(country: str) -> list[Any]:
    found: list[Any] = pycountry.subdivisions.get(country_code=country)  # type: ignore[no-untyped-call]
    return found


def _names(code: str) -> dict[str, str]:
    """Our own wording of a region or country, else that of CLDR."""
    own = wordings_of_names().get(code)
    if own:
        return own
    names = {language: _territories(language)[code] for language in HOUSE_LANGUAGES}
    return {language: name[:1].upper() + name[1:] for language, name in names.items()}


@cache
def wordings_of_names() -> dict[str, dict[str, str]]:
    return wordings("names")


@cache
def _territories(language: str) -> dict[str, str]:
    return dict(Locale(language).territories)


@cache
def _language(code: str) -> str:
    """The language of a subdivision's official name: of its longest listed prefix."""
    listed = {row["code"]: row["language"] for row in _rows("local_languages")}
    return next(listed[code[:end]] for end in range(len(code), 1, -1) if code[:end] in listed)
