"""Short invented texts in three languages, the same ones for every run and for the peer."""

from __future__ import annotations

from functools import cache
from itertools import accumulate
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from diwan.texts import thesaurus

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = ("en", "fr", "ar")
#: what stands in about a third of the texts of each language
COMMON = {"en": "migration", "fr": "compétences", "ar": "الهجرة"}
_SHORTEST, _LONGEST = 20, 45
_COMMON_SHARE, _TERM_SHARE = 0.33, 0.01
_TERM = {"en": "skills bank", "fr": "banque de compétences", "ar": "بنك الكفاءات"}


class Text(NamedTuple):
    language: str
    text: str


def texts(count: int, seed: int = 7) -> Iterator[Text]:
    """Words of the field as often as words are: the commonest in a tenth, most in few."""
    rng = Random(seed)
    for number in range(count):
        code = LANGUAGES[number % len(LANGUAGES)]
        words, weights = _words(code)
        said = rng.choices(words, cum_weights=weights, k=rng.randint(_SHORTEST, _LONGEST))
        if rng.random() < _COMMON_SHARE:
            said.insert(3, COMMON[code])
        if rng.random() < _TERM_SHARE:
            said.insert(5, _TERM[code])
        yield Text(code, f"{' '.join(said)} {_rare(number)}.")


def _rare(number: int) -> str:
    """A word that three texts have."""
    return f"projet{number // 3}"


@cache
def _words(code: str) -> tuple[list[str], list[float]]:
    """With the running sums of 1, 1/2, 1/3 …"""
    concepts = thesaurus.known().values()
    words = list(dict.fromkeys(word for concept in concepts for word in concept.words[code]))
    Random(code).shuffle(words)
    return words, list(accumulate(1 / place for place in range(1, len(words) + 1)))
