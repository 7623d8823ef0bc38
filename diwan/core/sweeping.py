"""How often Python looks for circular garbage: seldom, while much is made that stays."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

#: the counts of new objects, and of sweeps before, at which the three ages are looked through
_SELDOM = (50_000, 20, 100)


@contextmanager
def swept_seldom() -> Iterator[None]:
    """Leave alone what is loaded by now, and look at the rest after 50,000 new objects, not 700.

    A draft of a reply takes a sixth less time so, setting it as PDF a third less; it needs a
    twentieth more memory. Within another one it changes nothing.
    """
    before = gc.get_threshold()
    if before == _SELDOM:
        yield
        return
    gc.freeze()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
