"""What a text is about: its stems, its concepts, wider concepts, and the themes of talk."""

from __future__ import annotations

from collections import Counter
from functools import cache, lru_cache
from pathlib import Path

from diwan.texts.similarity import features
from diwan.texts.thesaurus import broader

_THEMES = Path(__file__).parent / "themes.txt"


@lru_cache(maxsize=50_000)
def meaning(text: str, language: str) -> Counter[str]:
    """Features of ``text``: ``=stem``, ``#concept``, ``^wider concept``, ``~theme``."""
    found = Counter(features(text, language))
    for feature, count in list(found.items()):
        if feature[0] == "#":
            for wider in _around(feature[1:]):
                found[wider] = found.get(wider, 0) + count
    return found


@cache
def _around(concept: str) -> tuple[str, ...]:
    """The wider concepts of a concept, itself as one of them, and its themes."""
    return (f"^{concept}", *(f"^{each}" for each in broader(concept)), *themes().get(concept, ()))


@cache
def themes() -> dict[str, tuple[str, ...]]:
    """Concept → the themes that it belongs to."""
    found: dict[str, tuple[str, ...]] = {}
    for line in _THEMES.read_text(encoding="utf-8").splitlines():
        name, _colon, concepts = line.partition(": ")
        if not line.startswith("#"):
            for concept in concepts.split():
                found[concept] = (*found.get(concept, ()), f"~{name}")
    return found
