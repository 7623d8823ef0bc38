"""Facts about places and names, without a database."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from diwan.texts.normalise import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LONGEST_NAME = 120
_LONGEST_SLUG = 40
_SIGNS = re.compile(r"[\W_]+")
_ARABIC_ARTICLE = re.compile("(?<!\\S)ال(?=\\S{2})")
#: words that a place's address goes on with, so that no municipality is called so there
ADDRESS_WORDS = ("add", "note", "origin", "destination", "feed")
_OTHER_NAME = re.compile(r"\s*[\[(].*?[\])]")


def may_steward(person: Any) -> bool:
    """Whether ``person`` looks after the vocabularies."""
    return bool(getattr(person, "is_active", False)) and bool(
        getattr(person, "is_steward", False) or getattr(person, "is_administrator", False)
    )


def clean_names(names: Mapping[str, str]) -> dict[str, str]:
    """The names that were given, without blanks at the edges and without empty ones."""
    kept = {language: " ".join(name.split()) for language, name in names.items()}
    return {language: name[:_LONGEST_NAME] for language, name in kept.items() if name}


def local_name(official: str) -> str:
    """An ISO 3166-2 name in its spoken order: ``Murcia, Región de`` is *Región de Murcia*."""
    first = _OTHER_NAME.sub("", official).strip()
    name, comma, before = first.partition(", ")
    return f"{before} {name}" if comma else first


def sort_key(name: str) -> tuple[str, str]:
    """Orders names as a reader of their language expects: accents and case come last."""
    return fold(name).lstrip("'"), name


def country_of(code: str) -> str:
    """``TN`` for ``TN``, ``TN-11`` and ``TN-11/sfax``; nothing for a region of the world."""
    country = re.split("[-/]", code, maxsplit=1)[0]
    return country if country.isalpha() else ""


#: how far a name is from what was typed; ``UNLIKE`` and more is not meant
Likeness = Callable[[str, str], float]
UNLIKE = 9.0
_ALIKE = 0.74


def plain_name(text: str) -> str:
    """``text`` folded, with spaces for signs and without Arabic articles: what is compared."""
    return _ARABIC_ARTICLE.sub("", _SIGNS.sub(" ", fold(text)).strip())


def likeness(wanted: str, name: str) -> float:
    """0 the name itself, 1 its beginning, 2 the beginning of one of its words, 3 a part of it.

    Both as :func:`plain_name` gives them; fewer than three letters are no part of a name.
    """
    if wanted == name:
        return 0
    if name.startswith(wanted):
        return 1
    if f" {wanted}" in name:
        return 2
    return 3 if len(wanted) > 2 and wanted in name else UNLIKE


def resemblance(wanted: str, name: str) -> float:
    """Below 1 for a name that is written much like ``wanted``, the smaller the more alike."""
    if len(wanted) < 4 or not 0.6 < len(wanted) / len(name) < 1.7:
        return UNLIKE
    matcher = SequenceMatcher(None, wanted, name, autojunk=False)
    if matcher.quick_ratio() < _ALIKE:
        return UNLIKE
    ratio = matcher.ratio()
    return 1 - ratio if ratio >= _ALIKE else UNLIKE


def slug_of(names: Mapping[str, str], taken: Iterable[str]) -> str:
    """A short code part for a municipality that none of ``taken`` has.

    Letters of the Latin name where there is one, else of any other.
    """
    text = next((names[code] for code in ("fr", "en", *names) if names.get(code)), "")
    base = re.sub(r"[^\w]+", "-", fold(text)).strip("-_")[:_LONGEST_SLUG] or "place"
    used = {*taken, *ADDRESS_WORDS}
    candidates = [base, *(f"{base}-{number}" for number in range(2, len(used) + 3))]
    return next(candidate for candidate in candidates if candidate not in used)
