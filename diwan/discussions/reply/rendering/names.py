"""How a reply names places, languages and kinds of actors in the language of its layout."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from babel import Locale
from django.utils.translation import gettext as _

from diwan.core.wording import HOUSE_LANGUAGES
from diwan.people.words import ActorKind
from diwan.vocabularies.source import wordings, wordings_of_names

from ...naming import active, language_name
from .wording import comma

if TYPE_CHECKING:
    from collections.abc import Iterable

_KINDS = {kind.value: kind.label for kind in ActorKind}


def kind(code: str) -> str:
    return str(_KINDS[code]) if code in _KINDS else _("Kind not known")


def kind_inside(code: str) -> str:
    """A kind of actor inside a sentence, where it begins small."""
    return _small(kind(code))


def language(code: str) -> str:
    """A language inside a sentence; French writes languages small."""
    name = language_name(code)
    return _small(name) if active() == "fr" else name


def way(text: str) -> str:
    """``rtl`` or ``ltr``, by the first letter of a name; typesetters do not guess it."""
    first = next((kind for kind in map(bidirectional, text) if kind in {"L", "R", "AL"}), "L")
    return "ltr" if first == "L" else "rtl"


def addressee(codes: str) -> str:
    """Whom a recommendation is for: codes one blank apart, or words of a facilitator."""
    known = addressees()
    parts = codes.split()
    return comma().join(known[part] for part in parts) if {*parts} <= {*known} else codes


def addressees() -> dict[str, str]:
    """By the codes of ``recommending``."""
    return {
        "national_government": _("national governments"),
        "local_authority": _("local and regional authorities"),
        "european_union": _("the European Union"),
        "international_organisation": _("international organisations"),
        "employers": _("employers"),
        "banks": _("banks and transfer operators"),
        "education": _("schools, universities and training centres"),
        "civil_society": _("civil society"),
        "diaspora": _("nationals abroad and their associations"),
        "individuals": _("migrants and their families"),
        "media": _("the media"),
    }


def place(code: str) -> str:
    """A country or region, with a star when a footnote about the designation belongs to it."""
    return _place(code, active()) if code else ""


def footnotes(codes: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """(name, note) of the places among ``codes`` whose designation has a note, by name."""
    notes = wordings("footnotes")
    return tuple(
        sorted((place(code), notes[code][_house(active())]) for code in {*codes} & {*notes})
    )


@cache
def _place(code: str, language: str) -> str:
    own = wordings_of_names().get(code, {})
    name = own.get(_house(language)) or str(Locale(language).territories.get(code, code))
    star = "*" if code in wordings("footnotes") else ""
    return name[:1].upper() + name[1:] + star


def _house(language: str) -> str:
    return language if language in HOUSE_LANGUAGES else "en"


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]
