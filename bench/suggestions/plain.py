"""Word TF-IDF as scikit-learn's TfidfVectorizer makes it by default, to stand beside ours.

Words of two letters and more in lower case; ``log((1 + n) / (1 + df)) + 1``; unit length; cosine.
"""

from __future__ import annotations

import re
from collections import Counter
from math import log
from typing import TYPE_CHECKING

from diwan.texts.similarity import dot, unit

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD = re.compile(r"(?u)\b\w\w+\b")


class Plain:
    def __init__(self, texts: Sequence[str]) -> None:
        counted = [Counter(_WORD.findall(text.lower())) for text in texts]
        found = Counter(word for each in counted for word in each)
        self._rarity = {
            word: log((1 + len(texts)) / (1 + held)) + 1 for word, held in found.items()
        }
        self._vectors = [self._vector(each) for each in counted]

    def _vector(self, counted: Counter[str]) -> dict[str, float]:
        return unit({word: n * self._rarity[word] for word, n in counted.items()})

    def nearest(
        self, number: int, among: Sequence[int], most: int, known: Sequence[int]
    ) -> list[int]:
        """Of the texts ``among``, those nearest to ``number`` or to what is known to say the same.

        None that shares no word.
        """
        own = [self._vectors[each] for each in (number, *known)]
        near = [(-sum(dot(each, self._vectors[other]) for each in own), other) for other in among]
        return [other for likeness, other in sorted(near) if likeness < 0][:most]
