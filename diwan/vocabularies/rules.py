"""Facts about places and names, without a database."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from diwan.texts.normalise import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LONGEST_NAME = 120
_LONGEST_SLUG = 40
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


def slug_of(names: Mapping[str, str], taken: Iterable[str]) -> str:
    """A short code part for a municipality that none of ``taken`` has.

    Letters of the Latin name where there is one, else of any other.
    """
    text = next((names[code] for code in ("fr", "en", *names) if names.get(code)), "")
    base = re.sub(r"[^\w]+", "-", fold(text)).strip("-_")[:_LONGEST_SLUG] or "place"
    used = set(taken)
    candidates = [base, *(f"{base}-{number}" for number in range(2, len(used) + 3))]
    return next(candidate for candidate in candidates if candidate not in used)
