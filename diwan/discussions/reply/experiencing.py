"""Sentences that tell what was done in a country."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diwan.texts.masking.view import plain_view

from .cues import folded

if TYPE_CHECKING:
    from diwan.texts.gazetteer import Gazetteer, Named

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

_COUNTRIES_AT_MOST = 2


def tells(sentence: str) -> bool:
    """Whether the sentence says that something was done, and what."""
    view = plain_view(sentence)
    return bool(_DONE.search(view)) and bool(_EVIDENCE.search(view))


def place(sentence: str, gazetteer: Gazetteer, own_country: str) -> str:
    """The country the sentence tells of; empty when it names none, or more than two.

    Of two, the one that something happens in is meant, else the first.
    """
    if own_country and _OUR_COUNTRY.search(plain_view(sentence)):
        return own_country
    named = gazetteer.named(sentence)
    codes = list(dict.fromkeys(each.code for each in named))
    if not 1 <= len(codes) <= _COUNTRIES_AT_MOST:
        return ""
    return next((each.code for each in named if _is_inside(each, sentence)), codes[0])


def _is_inside(named: Named, sentence: str) -> bool:
    words = r"\W+".join(map(re.escape, named.words))
    inside = rf"(?:(?<!\w)(?:in|within|across|throughout|inside|en|au|aux|في)\W+|(?<!\w)و?ب){words}"
    return bool(re.search(inside, folded(sentence)))
