"""What one row of a file says of an organisation; a mistake is a sentence.

Pure but for sentences: what the register knows is given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import override

from diwan.core.wording import HOUSE_LANGUAGES
from diwan.texts.normalise import fold

from ..rules.organisations import Description
from ..words import ActorKind
from ..words.organisations import Level

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_LONGEST_NAME = 200
#: as a page takes them
_LONGEST = {
    "acronym": 40,
    "name_en": _LONGEST_NAME,
    "name_fr": _LONGEST_NAME,
    "name_ar": _LONGEST_NAME,
    "description": 3000,
    "competence": 2000,
    "contact": 500,
}
_PARTS = re.compile(r"\s*[;|\n]\s*|\s*,\s+")
_STRONG = re.compile(r"[;|\n]")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Known:
    """What the vocabularies hold, by what rows may write."""

    #: folded name or code in small letters → codes of places that are called so
    places: Mapping[str, Sequence[str]]
    #: folded name or key → key of a theme
    themes: Mapping[str, str]
    #: name and code of the place that something unknown may mean, or nothing
    meant: Callable[[str], str] = lambda _cell: ""


def read(row: Mapping[str, str], known: Known) -> tuple[Description | None, list[str]]:
    """What a row says, or the sentences that tell why it cannot be read."""
    wrong: list[str] = []
    name = row.get("name", "")
    if not name:
        wrong.append(_("The name is missing. Write it into the column “name”."))
    elif len(name) > _LONGEST_NAME:
        wrong.append(_("The name is longer than 200 letters. Shorten it."))
    wrong.extend(_too_long(row))
    kind = _choice(row.get("kind", ""), ActorKind, _("kind of actor"), wrong)
    if not kind and not row.get("kind"):
        wrong.append(_("The kind of actor is missing. Write one of those on this page."))
    said = Description(
        name=name,
        kind=kind,
        names=_names(row),
        acronym=row.get("acronym", ""),
        level=_choice(row.get("level", ""), Level, _("level"), wrong),
        country=_one_place(row.get("country", ""), known, wrong),
        seat=_one_place(row.get("seat", ""), known, wrong, near=row.get("country", "")),
        places=_places(row.get("places", ""), known, wrong),
        origins=_places(row.get("origins", ""), known, wrong),
        themes=_themes(row.get("themes", ""), known, wrong),
        languages=_languages(row.get("languages", ""), wrong),
        description=_wording(row.get("description", "")),
        competence=_wording(row.get("competence", "")),
        contact=row.get("contact", ""),
        website=_website(row.get("website", ""), wrong),
    )
    return (None if wrong else said), wrong


def _too_long(row: Mapping[str, str]) -> list[str]:
    """A sentence for each cell of which a part would be lost."""
    return [
        _("The column “%(column)s” holds %(count)d letters, and at most %(most)d fit. Shorten it.")
        % {"column": column, "count": len(row[column]), "most": most}
        for column, most in _LONGEST.items()
        if len(row.get(column, "")) > most
    ]


def _names(row: Mapping[str, str]) -> dict[str, str]:
    given = {code: row.get(f"name_{code}", "") for code in HOUSE_LANGUAGES}
    return {code: text for code, text in given.items() if text}


def _choice(cell: str, choices: type[ActorKind | Level], title: str, wrong: list[str]) -> str:
    """The code of a choice written as code or in one of the three languages."""
    if not cell:
        return ""
    wanted = key_of(cell)
    for code, called in _called(choices).items():
        if wanted in called:
            return code
    wrong.append(
        _("“%(cell)s” is no %(column)s. Write one of those on this page.")
        % {"cell": cell[:60], "column": title}
    )
    return ""


def _called(choices: type[ActorKind | Level]) -> dict[str, set[str]]:
    called = {str(each.value): {key_of(str(each.value))} for each in choices}
    for code in HOUSE_LANGUAGES:
        with override(code):
            for each in choices:
                called[str(each.value)].add(key_of(str(each.label)))
    return called


def place_codes(cell: str, places: Mapping[str, Sequence[str]], wrong: list[str]) -> list[str]:
    """The codes of the places that ``cell`` lists; a sentence in ``wrong`` for each unknown one."""
    return _places(cell, Known(places, {}), wrong)


def _one_place(cell: str, known: Known, wrong: list[str], *, near: str = "") -> str:
    """The code of the one place that ``cell`` names, of several the one in the land ``near``."""
    if not cell:
        return ""
    codes = list(known.places.get(key_of(cell), ()))
    if len(codes) > 1 and near:
        lands = set(known.places.get(key_of(near), ()))
        codes = [code for code in codes if code.split("-")[0] in lands] or codes
    if len(codes) == 1:
        return codes[0]
    wrong.append(_ambiguous(cell[:60]) if codes else _unknown(cell[:60], known.meant(cell)))
    return ""


def _ambiguous(cell: str) -> str:
    return _("More than one place is called “%(cell)s”. Write its code, for example TN-11.") % {
        "cell": cell
    }


def _unknown(cell: str, meant: str) -> str:
    if meant:
        sentence = _("“%(cell)s” is not in the list of places. If you mean %(place)s, write that.")
        return sentence % {"cell": cell, "place": meant}
    sentence = _("“%(cell)s” is not in the list of places. Write its name or code as there.")
    return sentence % {"cell": cell}


def _places(cell: str, known: Known, wrong: list[str]) -> list[str]:
    codes = (_one_place(part, known, wrong) for part in _parts(cell, known.places))
    return list(dict.fromkeys(code for code in codes if code))


def _themes(cell: str, known: Known, wrong: list[str]) -> list[str]:
    found = []
    for part in _parts(cell, known.themes):
        key = known.themes.get(key_of(part))
        if key is None:
            wrong.append(
                _("“%(cell)s” is no theme of this site. Write one of those in the list of themes.")
                % {"cell": part[:60]}
            )
        else:
            found.append(key)
    return list(dict.fromkeys(found))


def _parts(cell: str, known: Mapping[str, object]) -> list[str]:
    """What a cell lists; a name with a comma in it stays whole where only the whole is known."""
    parts = [part for part in _PARTS.split(cell) if part]
    if _STRONG.search(cell) or all(key_of(part) in known for part in parts):
        return parts
    return [cell] if key_of(cell) in known else parts


def _languages(cell: str, wrong: list[str]) -> list[str]:
    codes = [part.strip() for part in re.split(r"[;,|\s]+", cell) if part.strip()]
    wrong.extend(
        _("“%(cell)s” is no code of a language. Write codes like fr, ar, wo.") % {"cell": code[:60]}
        for code in codes
        if not _LANGUAGE.fullmatch(code)
    )
    return codes


def _website(cell: str, wrong: list[str]) -> str:
    if not cell:
        return ""
    address = cell if "://" in cell else f"https://{cell}"
    try:
        parts = urlsplit(address)
        good = parts.scheme in {"http", "https"} and "." in (parts.hostname or "")
    except ValueError:
        good = False
    if good and len(address) <= _LONGEST_NAME and " " not in address:
        return address
    wrong.append(
        _("“%(cell)s” is no address of a web site. Write it like https://example.org.")
        % {"cell": cell[:60]}
    )
    return ""


def _wording(cell: str) -> dict[str, str]:
    """Under the language that its letters speak for: Arabic, or the first of the house."""
    if not cell:
        return {}
    return {
        "ar" if re.search("[\u0621-\u064a]{3}", cell) else "fr" if _is_french(cell) else "en": cell
    }


def _is_french(text: str) -> bool:
    said = re.findall(r"[^\W\d_]+", text.lower())
    french = {"le", "la", "les", "des", "du", "et", "pour", "aux", "une", "dans", "en", "au"}
    english = {"the", "of", "and", "for", "to", "in", "with", "a"}
    return sum(word in french for word in said) > sum(word in english for word in said)


def key_of(text: str) -> str:
    """How names of places, themes and choices are compared."""
    return " ".join(re.findall(r"[^\W_]+", fold(text).replace("_", " ")))
