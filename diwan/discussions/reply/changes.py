"""What changed from one version of a reply to the next, statement by statement; never stored.

Both versions are as they may be read now: words taken back since are in neither of them, so that
they can be in no change.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diwan.texts import differences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diwan.texts.differences import Piece

    from .document import Document, Statement

    #: contribution, digest of the words, stance
    Cited = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one statement: ``kinds`` of ``added``, ``dropped``, ``reworded``, ``cited``,
    ``moved``.

    ``before`` and ``after`` are its two forms, None where it is not in that version; ``pieces``
    lead from the old words to the new ones, and are empty where one of them was taken back.
    ``gained`` and ``lost``: contributions cited, or cited with another stance, only after and
    only before.
    """

    key: str
    kinds: tuple[str, ...]
    before: Statement | None
    after: Statement | None
    pieces: tuple[Piece, ...] = ()
    gained: tuple[int, ...] = ()
    lost: tuple[int, ...] = ()


def changes(before: Document, after: Document) -> tuple[Change, ...]:
    """In the order of the new version, what was dropped last; statements are told by their keys."""
    old = {each.key: each for each in before.statements}
    new = {each.key: each for each in after.statements}
    moved = _moved([each for each in before.statements if each.key in new], new)
    made = [
        _changed(old[each.key], each, is_moved=each.key in moved)
        if each.key in old
        else Change(each.key, ("added",), None, each)
        for each in after.statements
    ]
    dropped = (each for each in before.statements if each.key not in new)
    made += [Change(each.key, ("dropped",), each, None) for each in dropped]
    return tuple(each for each in made if each.kinds)


def _changed(old: Statement, new: Statement, *, is_moved: bool) -> Change:
    had, has = _cited(old), _cited(new)
    said = {
        "reworded": _is_reworded(old, new),
        "cited": had != has,
        "moved": is_moved or old.about != new.about,
    }
    is_readable = said["reworded"] and old.text and new.text
    return Change(
        key=new.key,
        kinds=tuple(kind for kind, is_so in said.items() if is_so),
        before=old,
        after=new,
        pieces=tuple(differences.words(old.text, new.text)) if is_readable else (),
        gained=tuple(sorted({number for number, _digest, _stance in has - had})),
        lost=tuple(sorted({number for number, _digest, _stance in had - has})),
    )


def _is_reworded(old: Statement, new: Statement) -> bool:
    return (old.text, old.kind, old.addressee, old.place, old.language) != (
        new.text,
        new.kind,
        new.addressee,
        new.place,
        new.language,
    )


def _cited(statement: Statement) -> set[Cited]:
    return {(each.contribution, each.sha256, each.stance) for each in statement.citations}


def _moved(before: Sequence[Statement], after: dict[str, Statement]) -> set[str]:
    """Keys of the fewest statements that must move to bring the others into their new order."""
    order = [after[each.key].number for each in before]
    stay = set(_longest_rising(order))
    return {each.key for each, number in zip(before, order, strict=True) if number not in stay}


def _longest_rising(numbers: Sequence[int]) -> Iterator[int]:
    """A longest rising subsequence of different numbers, last one first."""
    ends: list[int] = []  # the smallest last number of a rising run of each length
    back: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(ends, number)
        back[number] = ends[at - 1] if at else None
        ends[at : at + 1] = [number]
    last = ends[-1] if ends else None
    while last is not None:
        yield last
        last = back[last]
