"""The thesaurus finds the same sentence in another language."""

from __future__ import annotations

from itertools import permutations

import pytest

from bench.thesaurus.recall import INVENTED, UNSEEN, recall
from diwan.texts.thesaurus.loading import LANGUAGES


@pytest.mark.parametrize(("asked", "found"), [*permutations(LANGUAGES, 2)])
def test_sentences_find_each_other(asked: str, found: str) -> None:
    assert recall(INVENTED, asked, found, 1) >= 0.9
    assert recall(UNSEEN, asked, found, 1) >= 0.6
    assert recall(UNSEEN, asked, found, 5) >= 0.8
