"""Rules of forums, without database, clock and Django."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet
    from datetime import date

HELD, OPEN, LOCKED, HIDDEN = "held", "open", "locked", "hidden"
SHOWN, WITHDRAWN = "shown", "withdrawn"
#: which state of a topic may follow which
TOPIC_MOVES: Mapping[str, AbstractSet[str]] = {
    HELD: {OPEN, HIDDEN},
    OPEN: {LOCKED, HIDDEN},
    LOCKED: {OPEN, HIDDEN},
    HIDDEN: {OPEN},
}
#: the same of a post; what its author took back stays taken back
POST_MOVES: Mapping[str, AbstractSet[str]] = {
    HELD: {SHOWN, HIDDEN, WITHDRAWN},
    SHOWN: {HIDDEN, WITHDRAWN},
    HIDDEN: {SHOWN, WITHDRAWN},
    WITHDRAWN: frozenset(),
}

#: of an address of mail, ``forum-<slug>+<tag>@``: 64 characters in front of the @ (RFC 5321)
LONGEST_SLUG = 24
LONGEST_TITLE = 150
LONGEST_POST = 20_000  # characters
LONGEST_WHY = 1_000
#: of one member in one forum: two machines that answer each other stop here
POSTS_A_DAY = 40
TOPICS_A_DAY = 10
#: letters in somebody's name that nobody could prove: more of them a day are not kept
HELD_A_DAY = 5
#: an author may change the words for so long: others have answered what stood there
CHANGEABLE_FOR = timedelta(days=1)
#: answers stand under what they answer, no deeper than this
DEEPEST = 3
#: how far ahead a call may close
LONGEST_CALL = timedelta(days=366)
LONGEST_CALL_TEXT = 8_000
#: held and hidden words are erased after it
KEPT_FOR = timedelta(days=180)

#: looked for from the first blank of a row only, else long rows take the square of their length
_BLANKS = re.compile(r"(?<![ \t\u00a0])[ \t\u00a0]+\n")
_GAPS = re.compile(r"\n{3,}")
_REPLY = re.compile(r"^(?:\s*(?:re|fwd?|aw|tr|rép|رد|إعادة توجيه)\s*[:：])+\s*", re.IGNORECASE)


class Threaded(NamedTuple):
    """A post and how deep it stands."""

    key: int
    depth: int


def may_move(state: str, to: str, moves: Mapping[str, AbstractSet[str]]) -> bool:
    return to in moves[state]


def threaded(posts: Iterable[tuple[int, int | None]]) -> list[Threaded]:
    """Each post once, answers below what they answer, in the order in which they came.

    Args:
        posts: (key, key of the post it answers or None) in the order of time; an answer to what
            is not there stands by itself.
    """
    rows = list(posts)
    known: set[int] = set()
    below: dict[int | None, list[int]] = {}
    for key, parent in rows:
        below.setdefault(parent if parent in known else None, []).append(key)
        known.add(key)
    found: list[Threaded] = []
    waiting = [Threaded(key, 0) for key in reversed(below.get(None, []))]
    while waiting:
        post = waiting.pop()
        found.append(post)
        waiting += [Threaded(key, post.depth + 1) for key in reversed(below.get(post.key, []))]
    return [Threaded(post.key, min(post.depth, DEEPEST)) for post in found]


def signed(attribution: str, name: str, organisation: str) -> tuple[str, ...]:
    """What the public name of a writer is made of; nothing for an anonymous one (P-23)."""
    chosen = {"named": (name, organisation), "organisation": (organisation,)}
    return tuple(part.strip() for part in chosen.get(attribution, ()) if part.strip())


def tidied(text: str) -> str:
    """``text`` without blanks at the ends of lines and without gaps."""
    ends = text.replace("\r\n", "\n").replace("\r", "\n")
    return _GAPS.sub("\n\n", _BLANKS.sub("\n", ends)).strip()


def title_of(subject: str) -> str:
    """The title of a topic that a letter opens: its subject without “Re:”, in one line."""
    return " ".join(_REPLY.sub("", subject).split())[:LONGEST_TITLE]


def without_name(text: str, name: str, marker: str) -> str:
    """``text`` with ``marker`` where its writer, who is not to be named, signed it."""
    name = " ".join(name.split())
    if not name:
        return text
    found = r"\s+".join(map(re.escape, name.split(" ")))
    return re.sub(rf"(?<!\w){found}(?!\w)", lambda _found: marker, text, flags=re.IGNORECASE)


def may_close_on(today: date, day: date) -> bool:
    """Whether a call made ``today`` may take answers until ``day``."""
    return today < day <= today + LONGEST_CALL


def is_wider(readers: str, than: str) -> bool:
    """Whether what was written for some would be read by more."""
    ranks = ("body", "members", "public")
    return ranks.index(readers) > ranks.index(than) or readers == than == "body"
