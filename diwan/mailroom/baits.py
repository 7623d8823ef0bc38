"""Words that unwanted letters bait with, in English, French and Arabic."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

#: a piece that stands in every match, or the match itself where it needs no pattern
_BAITS: dict[str, str] = {
    " won": r"you(’|')?(ve| have)? won\b",
    "lottery": r"\blottery\b",
    "jackpot": r"\bjackpot\b",
    "claim ": r"claim (now|your)",
    "prize": r"\bprize\b",
    "next of kin": "",
    "wire transfer of": "",
    "million ": r"million (us )?(dollars|euros|usd|eur)",
    "unclaimed ": r"unclaimed (funds|inheritance)",
    "viagra": r"\bviagra\b",
    "casino": r"\bcasino\b",
    "forex": r"\bforex\b",
    "crypto": r"crypto ?(invest|profit)",
    "double your": "",
    "work from home and earn": "",
    "act now": "",
    "limited offer": "",
    "click here": "",
    "100% free": "",
    "verify your account": "",
    "vous avez gagné": "",
    "loterie": r"\bloterie\b",
    "gros lot": "",
    "réclamez": "",
    "cliquez ici": "",
    "gagnez de l'argent": "",
    "offre limitée": "",
    "crédit rapide": "",
    "prêt ": r"prêt (rapide|entre particuliers)",
    "vérifiez votre compte": "",
    "héritage de ": r"héritage de \d",
    "لقد ربحت": "",
    "مبروك": "",
    "ربحت جائزة": "",
    "فزت": "",
    "يانصيب": "",
    "جائزة": "",
    "اضغط هنا": "",
    "انقر هنا": "",
    "اربح المال": "",
    "قرض سريع": "",
    "عرض محدود": "",
    "كازينو": "",
    "ميراث بقيمة": "",
}


def baits(plain: str) -> set[str]:
    """Those that stand in ``plain``: case folded, composed, with single blanks and “'”."""
    begun = tuple(piece for piece in _BAITS if piece in plain)
    return {match.group() for match in _pattern(begun).finditer(plain)} if begun else set()


@lru_cache(maxsize=256)
def _pattern(begun: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(_BAITS[piece] or re.escape(piece) for piece in begun))
