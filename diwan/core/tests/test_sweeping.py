"""Seldom sweeping ends with what it was begun for."""

from __future__ import annotations

import gc

import pytest

from diwan.core.sweeping import swept_seldom


def test_afterwards_everything_is_as_before() -> None:
    before = gc.get_threshold()
    with swept_seldom():
        assert gc.get_threshold() != before
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0


def test_a_fault_leaves_it_as_before_too() -> None:
    before = gc.get_threshold()
    with pytest.raises(ZeroDivisionError), swept_seldom():
        _ = 1 / 0
    assert gc.get_threshold() == before


def test_the_outer_one_decides_when_it_ends() -> None:
    with swept_seldom():
        seldom = gc.get_threshold()
        with swept_seldom():
            pass
        assert gc.get_threshold() == seldom
        assert gc.get_freeze_count() > 0
