"""Short lists of codes in one column: ``|ar|fr|``; a code is found in it whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

EMPTY = "|"


def joined(codes: Iterable[str]) -> str:
    """``codes`` in one text, each once, in their order."""
    kept = dict.fromkeys(code.replace("|", "") for code in codes)
    return EMPTY + "".join(f"{code}|" for code in kept if code)


def parted(text: str) -> list[str]:
    return [code for code in text.split("|") if code]


def holding(code: str) -> str:
    """What a text holds in which ``code`` stands."""
    return f"|{code}|"
