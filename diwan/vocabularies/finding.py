"""Finding a place by any of its names: three languages, three scripts, other spellings, codes."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

import pycountry
from babel import Locale
from django.core.cache import cache as kept

from diwan.core.wording import HOUSE_LANGUAGES

from . import rules, source
from .models import Place
from .words import PlaceKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: beside the languages of the house: neighbours, and those who live and work there
_LANGUAGES = ("es", "it", "de", "pt", "nl", "ro", "ru", "uk", "tr", "sq", "sv", "pl", "el", "fa")
#: of subdivisions also what the house's own languages call them
_EXONYMS = (*HOUSE_LANGUAGES, *_LANGUAGES)
_ORDER = list(PlaceKind.values)
_KEPT_SECONDS = 300
_LONGEST = 80

#: key of the place, position of its kind, and its folded names, the one it is called by first
Known = list[tuple[int, int, list[str]]]


def find(text: str, most: int = 12) -> list[Place]:
    """The places that ``text`` can mean, the likeliest first, with what they lie in.

    A name in any of the house's languages, another spelling or language, a code, the beginning
    of a name, or a word of it; only when there is nothing of the kind, what is written alike.
    """
    wanted = rules.plain_name(text[:_LONGEST])
    if not wanted:
        return []
    known = _known()
    found = _ranked(known, wanted, rules.likeness) or _ranked(known, wanted, rules.resemblance)
    places = Place.objects.with_parents().in_bulk([pk for *_rank, pk in found[:most]])
    return [places[pk] for *_rank, pk in found[:most] if pk in places]


def _ranked(known: Known, wanted: str, how: rules.Likeness) -> list[tuple[float, int, int, int]]:
    """(rank, kind, length, key), the best first; a large place comes before a small one."""
    ranked = []
    for pk, kind, names in known:
        best = min((how(wanted, name), len(name)) for name in names) if names else (None, 0)
        if best[0] is not None and best[0] < rules.UNLIKE:
            ranked.append((best[0], kind, best[1], pk))
    return sorted(ranked)


def _known() -> Known:
    """Every place with its names; kept until a place is added or five minutes have gone."""
    last = Place.objects.order_by("-pk").values_list("pk", "code").first() or ()
    key = "vocabularies-names-" + sha256(repr(last).encode()).hexdigest()
    known: Known | None = kept.get(key)
    if known is None:
        rows = Place.objects.order_by("pk").values_list("pk", "kind", "code", "names")
        known = [
            (pk, _ORDER.index(kind), _names(kind, code, names)) for pk, kind, code, names in rows
        ]
        kept.set(key, known, _KEPT_SECONDS)
    return known


def _names(kind: str, code: str, names: dict[str, str]) -> list[str]:
    other = _MORE_NAMES.get(kind, _no_names)(code)
    plain = (rules.plain_name(name) for name in (*names.values(), code, *other))
    return [name for name in dict.fromkeys(plain) if name]


def _other_names(code: str) -> Iterator[str]:
    yield from source.aliases().get(code, ())
    for language in _LANGUAGES:
        yield _territories(language).get(code, "")
    country = pycountry.countries.get(alpha_2=code)
    for field in ("alpha_3", "name", "official_name", "common_name"):
        yield getattr(country, field, "")


def _exonyms(code: str) -> Iterator[str]:
    """What a subdivision is called in other languages; none is known in Arabic."""
    official = source.official_names().get(code, "")
    for language in _EXONYMS:
        yield source.exonym(official, language)


def _no_names(_code: str) -> Iterator[str]:
    yield from ()


_MORE_NAMES: dict[str, Callable[[str], Iterator[str]]] = {
    PlaceKind.COUNTRY: _other_names,
    PlaceKind.SUBDIVISION: _exonyms,
}


@cache
def _territories(language: str) -> dict[str, str]:
    return dict(Locale(language).territories)
