"""What a facilitator sees of a text before deciding: what came, what is hidden, what was cut.

Pure: no database, no clock, no Django.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Literal

from diwan.texts.differences import words
from diwan.texts.normalise import fold

from .offices import office

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Side = Literal["before", "after"]

#: how letters end, in the three languages, folded
_CLOSINGS = re.compile(
    r"^\W*(?:(?:best|kind|warm|with (?:best|kind|warm)) (?:regards|wishes)|regards|sincerely|"
    r"yours (?:sincerely|faithfully|truly)|many thanks|thank you|cordialement|bien cordialement|"
    r"bien a vous|salutations|meilleures salutations|sinceres salutations|respectueusement|"
    r"merci|مع (?:التحيه|التحية|خالص|اطيب|أطيب)|تحياتي|وتفضلوا|ولكم جزيل|شكرا)",
    re.IGNORECASE,
)
_CLOSING_LINES = 8
_SIGNATURE_LENGTH = 400
_SIGNED_LINE = 60
#: what stands where something was hidden
_MARKERS = re.compile(r"(?:\[[^\[\]]+\]\W*)+")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of text; ``is_marked`` where the two sides differ."""

    text: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Block:
    """What stands under one question (None: free text): stretches, and cut pieces among them."""

    question: str | None
    items: list[Any] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Leftover:
    """Something that may tell who wrote a text that shall not be signed."""

    kind: Literal["name", "organisation", "office", "signature"]
    text: str


def stretches(text: str, masked: str, side: Side) -> list[Stretch]:
    """One side of a text and its masked form: joined they are that side, marked where hidden."""
    other = {"before": "added", "after": "removed"}[side]
    pieces = [piece for piece in words(text, masked) if piece.op != other]
    return [Stretch(piece.text, piece.op != "same") for piece in pieces]


def between(run: Sequence[Stretch], start: int, end: int) -> list[Stretch]:
    """The stretches of the text from ``start`` to ``end``, in characters."""
    found, position = [], 0
    for stretch in run:
        begin, stop = max(start - position, 0), min(end - position, len(stretch.text))
        if stop > begin:
            found.append(Stretch(stretch.text[begin:stop], stretch.is_marked))
        position += len(stretch.text)
    return found


def blocks(
    text: str, masked: str, parts: Sequence[dict[str, Any]], side: Side, cuts: Sequence[Any] = ()
) -> list[Block]:
    """One side of a version, question by question, with the cut pieces where they stood.

    Args:
        cuts: in the order of their ``position``, an offset in ``text``; only on the side before.
    """
    run = stretches(text, masked, side)
    whole = text if side == "before" else masked
    if not parts:
        return [Block(None, list(_with_cuts(run, len(whole), cuts)))]
    names = ("start", "end") if side == "before" else ("masked_start", "masked_end")
    found, left = [], list(cuts)
    for index, part in enumerate(parts):
        start, end = part[names[0]], part[names[1]]
        # what was cut between two answers stands with the first, and the rest with the last
        is_last = index + 1 == len(parts)
        here = [cut for cut in left if is_last or cut.position < parts[index + 1][names[0]]]
        left = [cut for cut in left if cut not in here]
        found.append(Block(part["question"], list(_with_cuts(run, end, here, start=start))))
    return found


def _with_cuts(
    run: Sequence[Stretch], end: int, cuts: Sequence[Any], *, start: int = 0
) -> Iterator[Any]:
    position = start
    for cut in cuts:
        place = min(max(cut.position, position), end)
        yield from between(run, position, place)
        yield cut
        position = place
    yield from between(run, position, end)


def left_of_author(
    masked: str, *, attribution: str, name: str, organisation: str
) -> tuple[Leftover, ...]:
    """What in the words to be shown may still tell the author, who chose not to be named (P-23)."""
    if attribution == "named":
        return ()
    text, end = fold(masked), fold("\n".join(_ending(masked)))
    found = [
        Leftover("name", word)
        for word in dict.fromkeys(name.split())
        # a short one, such as Awa or نور, is looked for where people sign
        if len(word) > 2 and _stands_in(word, text if len(word) > 3 else end)
    ]
    if attribution == "anonymous" and len(organisation) > 3 and _stands_in(organisation, text):
        found.append(Leftover("organisation", organisation))
    held = office(masked, text)
    if held:
        found.append(Leftover("office", held))
    signature = _signature(masked)
    if signature:
        found.append(Leftover("signature", signature))
    return tuple(found)


def _stands_in(word: str, folded: str) -> bool:
    plain = fold(word)
    if plain not in folded:  # making an expression takes longer than looking
        return False
    return re.search(rf"(?<!\w){re.escape(plain)}(?!\w)", folded) is not None


def _ending(text: str) -> list[str]:
    """The short lines at the very end, where people sign."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return list(takewhile(lambda line: len(line) < _SIGNED_LINE, reversed(lines[-3:])))


def _signature(text: str) -> str:
    """The lines after a closing formula near the end, when they are few."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    tail = lines[-_CLOSING_LINES:]
    for index, line in enumerate(tail):
        after = tail[index + 1 :]
        if all(_MARKERS.fullmatch(rest) for rest in after):
            continue
        if _CLOSINGS.match(fold(line)) and len(" ".join(after)) < _SIGNATURE_LENGTH:
            return "\n".join(after)
    return ""
