"""What each `diwan` command does; the room that owns a thing does the work.

Every command is a function of a module here. It takes the parsed options and a ``say`` that
prints one line, and returns the exit status.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from argparse import Namespace

Say = Callable[[str], None]


def named(name: str) -> Callable[[Namespace, Say], int]:
    """The command that the parser calls ``module.function``."""
    module, _dot, function = name.partition(".")
    return cast(
        "Callable[[Namespace, Say], int]", getattr(import_module(f"{__name__}.{module}"), function)
    )
