"""Facts about organisations, without a database, a clock or Django."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from diwan.texts.normalise import fold, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

#: national and local authorities, and the employment services that they run
AUTHORITIES = frozenset({"national_government", "local_authority", "employment_service"})
#: who signs for an organisation
SIGNING = frozenset({"manager", "officer"})
#: a review holds a year unless the steward says otherwise, three at most
REVIEW_HOLDS = timedelta(days=365)
LONGEST_REVIEW = timedelta(days=3 * 366)
#: how long before its day a review stands on the desk
REMIND_BEFORE = timedelta(days=30)
#: how long before its end whoever holds a mandate is told
MANDATE_NOTICE = timedelta(days=21)
#: what an organisation says of itself is confirmed anew after a year
SELF_HOLDS = timedelta(days=365)
_LONGEST_SLUG = 60
#: addresses of pages that no organisation may have
RESERVED = frozenset(
    {"new", "institutions", "associations", "export", "import", "twins", "merge", "merges"}
)
#: unwritten imports are kept for a day
IMPORT_LIFE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Description:
    """What can be said of an organisation. Places are codes, themes are keys."""

    name: str
    kind: str
    names: dict[str, str] = field(default_factory=dict)
    acronym: str = ""
    level: str = ""
    country: str = ""
    seat: str = ""
    places: list[str] = field(default_factory=list)
    origins: list[str] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    description: dict[str, str] = field(default_factory=dict)
    competence: dict[str, str] = field(default_factory=dict)
    contact: str = ""
    website: str = ""


def is_authority(kind: str) -> bool:
    """Whether an organisation, or a person who takes part as such, is an authority."""
    return kind in AUTHORITIES


def slug_base(name: str, names: Mapping[str, str]) -> str:
    """The first of the names that Latin letters can write, as part of an address."""
    for text in (name, *(names.get(code, "") for code in ("en", "fr")), *names.values()):
        latin = re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
        if len(latin) > 2:
            return latin[:_LONGEST_SLUG].strip("-")
    return "organisation"


def free_slug(base: str, taken: Iterable[str]) -> str:
    """``base``, or with the first number that makes it one that none of ``taken`` is."""
    used = RESERVED | set(taken)
    numbered = (f"{base}-{number}" for number in range(2, len(used) + 3))
    return next(slug for slug in (base, *numbered) if slug not in used)


def folded_names(names: Iterable[str]) -> str:
    """The names as the search compares them: words folded, one name a line, none twice."""
    lines = (" ".join(fold(word) for word in words(name)) for name in names)
    return "\n".join(dict.fromkeys(line for line in lines if line))


def folded_query(query: str) -> list[str]:
    """The words of a search, folded as names are."""
    return [fold(word) for word in words(query)]


def verification(
    *,
    verified: date | None,
    due: date | None,
    is_asked: bool,
    self_verified: date | None,
    today: date,
) -> str:
    """How far an organisation has been looked at; a code of ``Verification``.

    A steward's word holds up to and with the day its review falls due.
    """
    if verified and due and due >= today:
        return "verified"
    if is_asked:
        return "asked"
    if verified:
        return "overdue"
    if self_verified and today - self_verified <= SELF_HOLDS:
        return "by_itself"
    return "none"


def would_circle(child: int, above: Iterable[int]) -> bool:
    """Whether ``child`` stands among those ``above`` its parent, or is the parent itself."""
    return child in set(above)
