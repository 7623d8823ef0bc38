"""A gate may only close where its pattern cannot match: nothing is shown that was hidden before."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diwan.texts.masking import accounts, addresses, phones
from diwan.texts.masking.gates import Gated, View, folded, open_ones, view_of

ALL = [
    *accounts._JOINTS,
    *accounts._HANDLES,
    *phones._LABELLED,
    *phones._INTERNATIONAL,
    *phones._NATIONAL,
    *phones._ALONE,
    *addresses._LABELLED,
    *addresses._STREETS,
]


def closed_on(gated: Gated, view: View) -> bool:
    return not list(open_ones([gated], view))


@pytest.mark.parametrize("gated", ALL, ids=lambda gated: gated.pattern.pattern[:40])
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
@given(data=st.data())
def test_a_gate_is_open_wherever_its_pattern_matches(gated: Gated, data: st.DataObject) -> None:
    before, after = data.draw(st.text(max_size=9)), data.draw(st.text(max_size=9))
    view = view_of(f"{before}\n{data.draw(st.from_regex(gated.pattern))}\n{after}")
    if gated.pattern.search(view.plain):
        assert not closed_on(gated, view)


@pytest.mark.parametrize("written", ["Skype", "SKYPE", "ſkype", "s\u212aype"])
def test_letters_that_patterns_take_for_others_open_the_gate(written: str) -> None:
    view = view_of(f"{written}: amina.b")
    assert [each for each in accounts._HANDLES if each.pattern.search(view.plain)]
    assert not closed_on(accounts._HANDLES[0], view)


@pytest.mark.parametrize("blank", ["\n", "\t", "\u2003", "\u3000", "\u00a0"])
def test_every_blank_counts_as_one(blank: str) -> None:
    view = view_of(f"rue{blank}des Oliviers, 1002 Tunis")
    assert addresses._STREETS[2].pattern.search(view.plain)
    assert not closed_on(addresses._STREETS[2], view)


def test_dotted_and_dotless_letters_are_folded_as_the_patterns_fold_them() -> None:
    assert folded("Lİnkedın  in") == "linkedin in"


def test_most_gates_are_closed_on_plain_prose() -> None:
    view = view_of("Notre commune a ouvert un guichet en 2012, où l’on écoute 350 personnes.")
    assert sum(closed_on(each, view) for each in ALL) > 30
