"""How often Python looks for circular garbage: seldom, in a process that ends soon anyway."""

from __future__ import annotations

import gc


def sweep_seldom() -> None:
    """Leave alone what is loaded by now, and look at the rest after 50,000 new objects, not 700.

    Setting a reply as PDF makes millions of objects and takes a third less time so; it needs a
    twentieth more memory.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
