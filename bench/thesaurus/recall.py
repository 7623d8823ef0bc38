"""How often a sentence finds the same sentence in another language by its concepts alone.

``sentences.tsv`` was invented with the thesaurus in mind; the lists of the vocabularies (goals of
development, objectives on migration, themes) were written for another purpose, and reach wider.
``make bench-thesaurus`` prints the figures.
"""

from __future__ import annotations

import csv
from collections import Counter
from math import log
from pathlib import Path

from diwan.texts.similarity import cosine, unit
from diwan.texts.thesaurus import concepts
from diwan.texts.thesaurus.loading import LANGUAGES

_HERE = Path(__file__).parent
_LISTS = _HERE.parents[1] / "diwan" / "vocabularies" / "data"
INVENTED = (_HERE / "sentences.tsv",)
UNSEEN = tuple(_LISTS / f"{name}.tsv" for name in ("sdg", "gcm", "themes"))


def sentences(files: tuple[Path, ...]) -> list[dict[str, str]]:
    """The rows of TSV files that have a column for each language."""
    found: list[dict[str, str]] = []
    for file in files:
        with file.open(encoding="utf-8", newline="") as lines:
            found += csv.DictReader(lines, delimiter="\t")
    return found


def recall(files: tuple[Path, ...], asked: str, found: str, most: int) -> float:
    """The share of sentences in ``asked`` whose twin in ``found`` is among the ``most`` nearest."""
    rows = sentences(files)
    told = {language: [concepts(row[language], language) for row in rows] for language in LANGUAGES}
    rarity = Counter(each for counted in told.values() for one in counted for each in one)
    vectors = {
        language: [
            unit({each: log(1 + 3 * len(rows) / rarity[each]) for each in one}) for one in counted
        ]
        for language, counted in told.items()
    }
    hits = 0
    for place, query in enumerate(vectors[asked]):
        near = [cosine(query, other) for other in vectors[found]]
        better = sum(one >= near[place] for one in near) - 1
        hits += near[place] > 0 and better < most
    return hits / len(rows)
