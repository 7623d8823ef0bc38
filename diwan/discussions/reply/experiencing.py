"""Sentences that tell what was done in a country."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diwan.texts.masking import plain_view
from diwan.texts.normalise import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_DONE = re.compile(
    r"\b(?:\w{3,}ed|was|were|has|have|had|began|ran|built|gave|paid|won|led|set up|made|took|brought"
    r"|a été|ont été|fut|était|étaient|avait|avaient|a permis|ont permis|a \w+é|ont \w+é|\w+èrent"
    r"|avons \w+[éi]s?)\b"
    r"|(?<!\w)(?:تم|تمت|أطلقت|أطلق|أنشأت|أنشئ|أنشئت|قامت|قام|كانت|كان|نفذت|نجحت|استفاد|بدأت|بدأ|فتحت|أسست|أسسنا|أنشأنا|قمنا|شارك|شاركت|وفرت|ساهمت|ساعدت|افتتحت|جربنا|جربت|حصل|حصلت)(?!\w)",
    re.IGNORECASE,
)
_EVIDENCE = re.compile(
    r"\d|\b(?:project|programme|program|scheme|initiative|fund|centre|center|cooperative|network|agreement"
    r"|projet|fonds|réseau|coopérative|dispositif|accord|caisse|programme)s?\b"
    r"|مشروع|برنامج|مبادرة|صندوق|مركز|تعاونية|شبكة|اتفاق|جمعية",
    re.IGNORECASE,
)
_OUR_COUNTRY = re.compile(
    r"\b(?:in (?:our|my) country|in my homeland|chez nous|(?:dans|de) (?:notre|mon) pays)\b"
    r"|في (?:بلدنا|بلدي|بلادنا|بلادي|وطننا)|عندنا في البلد",
    re.IGNORECASE,
)
_ARABIC = re.compile("[\u0621-\u064a]")


class Gazetteer:
    """Finds countries by their names in any language.

    Args:
        names: code → its names in every language.
    """

    def __init__(self, names: Mapping[str, Sequence[str]]) -> None:
        self._codes = {
            fold(name): code for code in sorted(names) for name in names[code] if len(name) > 2
        }
        longest_first = sorted(self._codes, key=lambda name: (-len(name), name))
        parts = "|".join(_pattern(name) for name in longest_first)
        self._pattern = re.compile(rf"(?<!\w)(?:{parts})(?!\w)") if parts else None

    def codes(self, text: str) -> list[str]:
        """Codes of the countries named in ``text``, in the order of their first mention."""
        if self._pattern is None:
            return []
        found = (match.group() for match in self._pattern.finditer(fold(text)))
        return list(dict.fromkeys(self._code(name) for name in found))

    def _code(self, found: str) -> str:
        code = self._codes.get(found)
        while code is None:
            found = found[1:]
            code = self._codes.get(found)
        return code


def _pattern(name: str) -> str:
    """The name; in Arabic also with a preposition or a conjunction written onto it."""
    escaped = re.escape(name)
    return rf"و?[بلفك]?{escaped}" if _ARABIC.search(name) else escaped


def tells(sentence: str) -> bool:
    """Whether the sentence says that something was done, and what."""
    view = plain_view(sentence)
    return bool(_DONE.search(view)) and bool(_EVIDENCE.search(view))


def place(sentence: str, gazetteer: Gazetteer, own_country: str) -> str:
    """The country the sentence is about; empty when it names none, or more than two."""
    named = gazetteer.codes(sentence)
    if own_country and _OUR_COUNTRY.search(plain_view(sentence)):
        return own_country
    return named[0] if 1 <= len(named) <= 2 else ""
