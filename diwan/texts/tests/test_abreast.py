"""Work in several processes gives what plain work gives."""

from __future__ import annotations

import gc
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.texts import abreast as module
from diwan.texts.abreast import abreast, kept


@pytest.fixture(autouse=True)
def _three_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "processors", lambda: 3)


def test_results_stand_in_order_and_come_from_three_processes() -> None:
    made = abreast(lambda n: (n * n, os.getpid()), range(30), heft=lambda _n: 1, least=1)
    assert [square for square, _process in made] == [n * n for n in range(30)]
    assert len({process for _square, process in made}) == 3


def test_little_work_stays_here() -> None:
    made = abreast(lambda _n: os.getpid(), range(30), heft=lambda _n: 1, least=20)
    assert set(made) == {os.getpid()}


def test_no_things_are_no_work() -> None:
    assert abreast(str, [], heft=len, least=1) == []


def test_a_fault_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        abreast(lambda n: 1 // (9 - n), range(10), heft=lambda _n: 1, least=1)


def test_what_a_killed_process_owes_is_done_here() -> None:
    here = os.getpid()

    def work(n: int) -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), 9)
        return n

    assert abreast(work, range(10), heft=lambda _n: 1, least=1) == list(range(10))


def test_what_cannot_be_handed_over_is_done_here() -> None:
    made = abreast(lambda n: lambda: n, range(10), heft=lambda _n: 1, least=1)
    assert [each() for each in made] == list(range(10))


@given(st.lists(st.integers(0, 50)), st.integers(1, 5))
def test_shares_are_whole_and_none_is_empty(hefts: list[int], count: int) -> None:
    ends = module._ends(hefts, count)
    assert ends == sorted(set(ends))
    assert ends[-1:] == ([len(hefts)] if hefts else [])
    assert len(ends) <= count


class _Count:
    def __init__(self, number: int) -> None:
        self.number = number

    def add(self, other: int) -> tuple[int, int]:
        self.number += other
        return self.number, os.getpid()

    def add_away_from(self, here: int) -> int:
        """What the copies do not live through."""
        if os.getpid() != here:
            os.kill(os.getpid(), 9)
        self.number += 1
        return self.number


def test_what_is_kept_stays_in_its_process_with_all_that_was_done_to_it() -> None:
    with kept(_Count, range(30), heft=lambda _n: 1, least=1) as counts:
        counts.each(_Count.add, 100)
        done = counts.each(_Count.add, 1000)
    assert [number for number, _process in done] == [n + 1100 for n in range(30)]
    assert len({process for _number, process in done}) == 3


def test_what_a_killed_process_kept_is_made_anew_here() -> None:
    with kept(_Count, range(10), heft=lambda _n: 1, least=1) as counts:
        counts.each(_Count.add, 100)
        assert counts.each(_Count.add_away_from, os.getpid()) == [n + 101 for n in range(10)]
        done = counts.each(_Count.add, 1000)
    assert [number for number, _process in done] == [n + 1101 for n in range(10)]


def test_the_collector_works_again_afterwards() -> None:
    with kept(_Count, range(3), heft=lambda _n: 1, least=1):
        assert not gc.isenabled()
    assert gc.isenabled()
