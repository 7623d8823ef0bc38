"""What changed between two versions of a text, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Op = Literal["same", "added", "removed"]
_TOKENS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that is in both versions, or only in the new or the old one."""

    op: Op
    text: str


def words(old: str, new: str) -> list[Piece]:
    """The pieces that lead from ``old`` to ``new``.

    Nothing is lost: the same and removed pieces joined are ``old``, the same and added ones
    are ``new``. Where a word was replaced, what was removed comes before what was added.
    """
    before, after = _TOKENS.findall(old), _TOKENS.findall(new)
    return _joined(_readable(list(_raw(before, after))))


def _raw(before: list[str], after: list[str]) -> Iterator[tuple[str, str]]:
    """(text only in old, text only in new) pairs; a shared stretch is given as both alike."""
    for op, a, b, c, d in SequenceMatcher(None, before, after).get_opcodes():
        same = "".join(before[a:b])
        yield same, same if op == "equal" else "".join(after[c:d])


def _readable(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """A lone space kept between two changes is told as part of one change."""
    merged: list[tuple[str, str]] = []
    in_change = False
    for index, (old, new) in enumerate(pairs):
        is_lone_space = old == new and not old.strip() and 0 < index < len(pairs) - 1
        is_change = old != new or is_lone_space
        if in_change and is_change:
            merged[-1] = (merged[-1][0] + old, merged[-1][1] + new)
        else:
            merged.append((old, new))
        in_change = is_change
    return merged


def _joined(pairs: Iterable[tuple[str, str]]) -> list[Piece]:
    pieces: list[Piece] = []
    for old, new in pairs:
        if old == new:
            pieces.append(Piece("same", old))
        else:
            pieces += [Piece("removed", old)] if old else []
            pieces += [Piece("added", new)] if new else []
    return [piece for piece in pieces if piece.text]
