"""How a search is written for each database."""

from __future__ import annotations

import pytest

from diwan.core import fulltext

ASKED = [["abeill", "abeille"], ['"deux mots"'], ["mie", "mie*"]]


def test_every_word_must_be_found_in_any_of_its_forms_for_sqlite() -> None:
    assert fulltext.fts5(ASKED) == (
        '("abeill" OR "abeille") AND (({title body} : "deux mots")) AND ("mie" OR "mie"*)'
    )


def test_every_word_must_be_found_in_any_of_its_forms_for_postgresql() -> None:
    assert fulltext.tsquery(ASKED) == (
        "('abeill' | 'abeille') & (('deux':A <-> 'mots':A) | ('deux':C <-> 'mots':C))"
        " & ('mie' | 'mie':*)"
    )


def test_another_database_is_refused() -> None:
    with pytest.raises(NotImplementedError, match="oracle"):
        fulltext.making("x", "oracle")
    with pytest.raises(NotImplementedError, match="oracle"):
        fulltext.dropping("x", "oracle")
