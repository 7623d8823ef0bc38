"""What rooms above hear when organisations come, change or go.

They add themselves: ``changes.organisations_changed.add("portal", renew)``. Each is given primary
keys, in the transaction of the change, and must be safe to call twice. A key may be of a row that
leads to another one by now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diwan.core.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

organisations_changed: Registry[Callable[[Sequence[int]], None]] = Registry(
    "listener of organisations"
)


def announce(keys: Sequence[int]) -> None:
    for listener in organisations_changed:
        listener(keys)
