"""Sentences that tell what was done in a country."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from diwan.texts.masking.view import plain_view
from diwan.texts.normalise import fold

from .cues import cue, folded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diwan.texts.gazetteer import Gazetteer

_COUNTRIES_AT_MOST = 3
_PLACES_AT_MOST = 2
#: how sure it is that something was done in a country, by what stands before its name
_SUBJECT, _INSIDE, _NAMED, _ELSEWHERE = 3, 2, 0, -1
_IN = re.compile(
    r"(?:(?<!\w)(?:in|within|across|throughout|inside|en|au|aux|a|dans|في)(?: (?:la|le|les|l|the))?"
    r"(?: (?:\w+ )?(?:region|province|district|ville|city|county|ولايه|مدينه|منطقه)"
    r"(?: (?:de|du|d|of))?)?|(?<!\w)(?:focus\w*|concentr\w*) (?:on|sur)|(?<!\w)و?ب)\W*$"
)
_OPENS = re.compile(r"^\W*(?:the |le |la |l|les )?\W*$")
_AND = re.compile(r"(?: and | et | و|, | & |/)$")
_LOCAL = re.compile(
    r"([A-ZÀ-Þ][\w’'-]+)(?:, (?:en|in|au|aux) | ?\(|, )([A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)?)"
)


def tells(sentence: str) -> bool:
    """Whether the sentence says that something was done, and what; a meeting is not enough."""
    bare = folded(sentence)
    return (
        bool(cue("done").search(bare))
        and bool(cue("evidence").search(bare))
        and not cue("meetings").search(bare)
    )


def places(
    sentence: str, gazetteer: Gazetteer, own_country: str, local: Mapping[str, str]
) -> tuple[str, ...]:
    """The countries, at most two, that the sentence tells of; none when it is not clear.

    That is the one which acts, the first word of the sentence, else the one that something
    happens in, else the only one that is named. Where migrants live is not where it happened.

    Args:
        local: folded names of regions and towns → country, see :func:`localities`.
    """
    bare = folded(sentence)
    if own_country and cue("our_country").search(bare):
        return (own_country,)
    sure = _sureness(bare, sentence, gazetteer, local)
    best = max(sure.values(), default=_ELSEWHERE)
    likely = [code for code, each in sure.items() if each == best]
    if (best == _NAMED and len(sure) > 1) or best == _ELSEWHERE or len(sure) > _COUNTRIES_AT_MOST:
        return ()
    return tuple(likely[:_PLACES_AT_MOST])


def _sureness(
    bare: str, sentence: str, gazetteer: Gazetteer, local: Mapping[str, str]
) -> dict[str, int]:
    """Country → how sure it is that the sentence tells of it."""
    known = [(" ".join(each.words), each.code) for each in gazetteer.named(sentence)]
    spoken = set(re.findall(r"[\w’'-]+", bare))
    known += [(name, code) for name, code in local.items() if name in spoken]
    sure: dict[str, int] = {}
    end, before = 0, _ELSEWHERE
    for start, name, code in _placed(bare, known):
        is_row = bool(end) and bool(_AND.search(bare[end:start])) and start - end <= len(" and ")
        before = before if is_row else _before(bare[:start])
        sure[code] = max(sure.get(code, _ELSEWHERE), before)
        end = start + len(name)
    return sure


def _placed(bare: str, known: list[tuple[str, str]]) -> list[tuple[int, str, str]]:
    """(start, name, code) of each name in folded words, in their order."""
    found: list[tuple[int, str, str]] = []
    for name, code in dict.fromkeys(known):
        pattern = rf"(?<!\w)(?:و?[بلف]?)?(?P<name>{re.escape(name)})(?!\w)"
        found += [(each.start("name"), name, code) for each in re.finditer(pattern, bare)]
    return sorted(found)


def _before(words: str) -> int:
    """How sure the words before a country make it that something was done there."""
    if _OPENS.match(words):
        return _SUBJECT
    inside = _IN.search(words)
    if inside:
        is_home = cue("living").search(words[: inside.start()].strip()[-40:])
        return _ELSEWHERE if is_home else _INSIDE
    return _NAMED


@lru_cache(maxsize=1024)
def localities(text: str, gazetteer: Gazetteer) -> dict[str, str]:
    """Folded name of a region or town → its country, as the text tells: “Murcia, in Spain”."""
    found: dict[str, str] = {}
    for match in _LOCAL.finditer(plain_view(text)):
        codes = gazetteer.codes(match[2])
        if codes and not gazetteer.codes(match[1]):
            found.setdefault(fold(match[1]), codes[0])
    return found
