"""Words of the writer below the old letter, that the writer's name at the end tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import headers, marks

if TYPE_CHECKING:
    from .letter import Letter

_MOST_HEADERS = 16
_MOST_NAME_WORDS = 4


def signed(letter: Letter, body: int) -> range:
    """The lines below an old letter that its sender did not end, but the writer.

    They begin behind the sender's name; where it does not stand there, with the old letter. A
    thread ends with the writer's name, too, when its first letter was theirs.
    """
    names = _parts(letter.writer)
    last = letter.last_kept(len(letter.lines))
    if last is None or last < body or len(names) < 2 or not _is_name(letter.plain[last], names):
        return range(0)
    first = _last_body(letter, body)
    sender = _sender(letter, first)
    if not sender or sender >= names or first > last:
        return range(0)
    ends = [at for at in range(first, last) if _is_name(letter.plain[at], sender - names)]
    return range(letter.next_with_words(ends[-1] + 1 if ends else first), len(letter.lines))


def _parts(name: str) -> set[str]:
    return {part for part in marks.plain(name).replace("-", " ").split() if len(part) > 1}


def _is_name(text: str, names: set[str]) -> bool:
    """Whether a line holds a name and hardly more: “Paul”, “P. Martin”."""
    words = text.replace("-", " ").replace(".", " ").strip(" ,").split()
    is_short = 0 < len(words) <= _MOST_NAME_WORDS
    return (
        is_short
        and any(word in names for word in words)
        and all(word in names or len(word) == 1 for word in words)
    )


def _last_body(letter: Letter, body: int) -> int:
    """Where the words of the last old letter begin, of all that stand one below the other."""
    found = body
    for at in range(body, len(letter.lines)):
        if letter.kinds[at] and (end := headers.block_end(letter, at)) > at:
            found = max(found, end)
        elif letter.plain[at].endswith(":") and marks.is_dated_attribution(letter.plain[at]):
            found = at + 1
    return letter.next_with_words(found)


def _sender(letter: Letter, first: int) -> set[str]:
    """The names of who wrote the old letter whose words begin at ``first``."""
    for at in range(first - 1, max(-1, first - _MOST_HEADERS), -1):
        if letter.kinds[at] == "from":
            return _parts(letter.plain[at].partition(":")[2].partition("<")[0])
    return set()
