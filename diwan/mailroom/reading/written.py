"""Lines of an HTML letter, and which of them, or what behind a question in them, are answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from diwan.mailroom.splitting import Line, headers, marks

from .colours import Look, Shown, own_places

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MOST_IN_A_HEAD = 8


class Written(NamedTuple):
    """A line before it is known whose it is.

    Attributes:
        depth: how many quotes stand round it.
        looks: how its words are shown.
        turns: from which character on they are shown how; empty where all look the same.
    """

    text: str
    mark: str
    depth: int
    looks: frozenset[Look]
    is_old: bool
    turns: tuple[tuple[int, Look], ...] = ()


def told(written: Sequence[Written]) -> list[Line]:
    """The lines, with “>” before quotes; one that holds an answer behind its question is two."""
    own = _own(written)
    return [
        line for place, each in enumerate(written) for line in _lines(each, own.get(place, None))
    ]


def _lines(written: Written, begins: int | None) -> Iterator[Line]:
    if begins is None:
        yield _line(written, written.text)
        return
    if begins:
        head = written.text[:begins]
        yield _line(written, f"{head} ", end="")
    yield Line(written.text[begins:].strip(" ") if begins else written.text.rstrip(" "), "own")


def _line(written: Written, text: str, *, end: str = "\n") -> Line:
    mark = written.mark or ("quoted" if written.depth else "")
    text = "> " * written.depth + text
    return Line(text.rstrip(" ") if end else text, mark, end)


def _own(written: Sequence[Written]) -> dict[int, int]:
    """Places of answers inside an old letter; looked for only where some words look other."""
    if not any(look != Look() for line in written for look in line.looks):
        return {}
    begun = _old_begins(written)
    old = [
        Shown(place, line.text, line.looks, line.turns)
        for place, line in enumerate(written)
        if (line.depth or line.is_old or place >= begun) and line.text.strip()
    ]
    first = old[0].place if old else 0
    above = " ".join(marks.plain(line.text) for line in written[:first] if not line.mark)
    return own_places(old, above[:20_000])


def _old_begins(written: Sequence[Written]) -> int:
    """Where headers of an old letter stand that no program named; the end when nowhere."""
    kinds: list[str] = []
    for place, line in enumerate(written):
        kinds.append(headers.kind(marks.plain(line.text)))
        first = place - _MOST_IN_A_HEAD + 1
        if first >= 0 and _begins_a_head(kinds[first:]):
            return first
    rest = range(max(0, len(kinds) - _MOST_IN_A_HEAD + 1), len(kinds))
    return next((first for first in rest if _begins_a_head(kinds[first:])), len(written))


def _begins_a_head(kinds: Sequence[str]) -> bool:
    return kinds[0] in {"from", "date"} and len(set(kinds) - {""}) >= 3
