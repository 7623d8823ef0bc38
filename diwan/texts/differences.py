"""What changed between two versions of a text, word by word."""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain
from typing import TYPE_CHECKING, Literal, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    _Pairs = Iterator[tuple[str, str]]

Op = Literal["same", "added", "removed"]
#: the work of matching grows with both lengths multiplied, and faster where much is repeated
_MOST_PAIRS = 1_500_000
#: what ends a sentence
_ENDS = frozenset(".!?؟؛;")
T = TypeVar("T", bound=Hashable)
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
    head = _shared(before, after)
    tail = _shared(before[head:][::-1], after[head:][::-1])
    end, stop = len(before) - tail, len(after) - tail
    yield "".join(before[:head]), "".join(after[:head])
    yield from _matched(before[head:end], after[head:stop])
    yield "".join(before[end:]), "".join(after[stop:])


def _matched(before: list[str], after: list[str]) -> _Pairs:
    """Token by token; of long texts sentence by sentence first, so that no text takes for ever."""
    if len(before) * len(after) <= _MOST_PAIRS:
        for same, old, new in _alike(before, after):
            yield "".join(old), "".join(old if same else new)
        return
    olds, news = _lines(before), _lines(after)
    if len(olds) * len(news) > 10 * _MOST_PAIRS or len(olds) == len(news) == 1:
        yield "".join(before), "".join(after)
        return
    for same, some, others in _alike(olds, news):
        if same:
            yield _text(some), _text(some)
        elif len(some) == len(others):
            for one, other in zip(some, others, strict=True):
                yield from _matched(list(one), list(other))
        else:
            yield from _reworded(some, others)


def _reworded(some: list[tuple[str, ...]], others: list[tuple[str, ...]]) -> _Pairs:
    """Sentences of which one says more than the other: their words, when they are not too many."""
    old, new = [*chain(*some)], [*chain(*others)]
    if len(old) * len(new) > _MOST_PAIRS:
        yield "".join(old), "".join(new)
    else:
        yield from _matched(old, new)


def _text(lines: list[tuple[str, ...]]) -> str:
    return "".join(chain(*lines))


def _alike(before: list[T], after: list[T]) -> Iterator[tuple[bool, list[T], list[T]]]:
    for op, a, b, c, d in SequenceMatcher(None, before, after).get_opcodes():
        yield op == "equal", before[a:b], after[c:d]


def _lines(tokens: list[str]) -> list[tuple[str, ...]]:
    lines: list[tuple[str, ...]] = []
    start = 0
    for index, token in enumerate(tokens, start=1):
        if "\n" in token or token in _ENDS or index == len(tokens):
            lines.append(tuple(tokens[start:index]))
            start = index
    return lines


def _shared(before: list[str], after: list[str]) -> int:
    """How many tokens both begin with: most edits touch little, and matching is not cheap."""
    pairs = zip(before, after, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(before), len(after)))


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
    return _without_seams(piece for piece in pieces if piece.text)


def _without_seams(pieces: Iterable[Piece]) -> list[Piece]:
    """Neighbours of the same kind are one piece."""
    told: list[Piece] = []
    for piece in pieces:
        if told and told[-1].op == piece.op:
            told[-1] = Piece(piece.op, told[-1].text + piece.text)
        else:
            told.append(piece)
    return told
