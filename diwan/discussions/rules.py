"""Facts of a discussion as pure functions: no database, no clock, no Django."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from diwan.texts.differences import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

#: letters of a name that stands for a person without the others
_SURNAME = 4

#: From each stage, the stages it may move to.
NEXT_STAGES: dict[str, frozenset[str]] = {
    "draft": frozenset({"open"}),
    "open": frozenset({"extended", "closed"}),
    "extended": frozenset({"extended", "closed"}),
    "closed": frozenset({"extended", "consolidated"}),
    "consolidated": frozenset({"endorsed", "delivered"}),
    "endorsed": frozenset({"delivered"}),
    "delivered": frozenset({"followed_up"}),
    "followed_up": frozenset(),
}

#: From each state of a contribution, the states a facilitator may move it to.
NEXT_STATES: dict[str, frozenset[str]] = {
    "draft": frozenset(),
    "held": frozenset({"released", "returned", "set_aside"}),
    "returned": frozenset({"held", "set_aside"}),
    "set_aside": frozenset({"held"}),
    "released": frozenset({"set_aside"}),
    "withdrawn": frozenset(),
}


def may_move(stage: str, to: str) -> bool:
    return to in NEXT_STAGES.get(stage, frozenset())


def may_have_reply(stage: str) -> bool:
    """Whether a reply may be published: everybody has spoken."""
    return stage not in {"draft", "open", "extended"}


def may_decide(state: str, to: str) -> bool:
    return to in NEXT_STATES.get(state, frozenset())


def start_of_day(day: date, time_zone: str) -> datetime:
    """The first moment of a calendar day there, aware, in UTC."""
    try:
        return datetime.combine(day, time.min, ZoneInfo(time_zone)).astimezone(UTC)
    except OverflowError:  # the first day of all begins before it elsewhere
        return datetime.min.replace(tzinfo=UTC)


def end_of_day(day: date, time_zone: str) -> datetime:
    """The moment after a calendar day has ended there, aware, in UTC."""
    if day == date.max:
        return datetime.max.replace(tzinfo=UTC)
    return start_of_day(day + timedelta(days=1), time_zone)


def local_day(moment: datetime, time_zone: str) -> date:
    """The calendar day of an aware moment there."""
    return moment.astimezone(ZoneInfo(time_zone)).date()


def is_late(moment: datetime, last_day: date, time_zone: str) -> bool:
    """Whether something that came at ``moment`` came after the last day there."""
    return moment >= end_of_day(last_day, time_zone)


def days_left(now: datetime, last_day: date, time_zone: str) -> int:
    """Calendar days left, today included as 1 on the last day; 0 or less when it is over."""
    return (last_day - local_day(now, time_zone)).days + 1


def signed(attribution: str, name: str, organisation: str) -> tuple[str, ...]:
    """What the public name of a contributor is made of; nothing for an anonymous one (P-23)."""
    if attribution == "named":
        return tuple(part for part in (name.strip(), organisation.strip()) if part)
    stands_for = organisation.strip() if attribution == "organisation" else ""
    return (stands_for,) if stands_for else ()


def without_name(text: str, name: str, marker: str) -> str:
    """``text`` with each whole occurrence of the writer's full name replaced by ``marker``.

    Also of one long name with initials of the others: “F. Benali”, “Benali, F.”. Names of fewer
    than two words, or of under five letters, are left: they are common words.
    """
    words = name.split()
    if len(words) < 2 or len(name) < 5:
        return text
    orders = {tuple(words), tuple(reversed(words))}
    either = "|".join(r"\s+".join(map(re.escape, order)) for order in sorted(orders))
    whole = re.sub(rf"(?<!\w)(?:{either})(?!\w)", lambda _found: marker, text, flags=re.IGNORECASE)
    short = "|".join(_with_initials(words))
    return re.sub(rf"(?<!\w)(?:{short})", lambda _found: marker, whole) if short else whole


def _with_initials(words: Sequence[str]) -> Iterator[str]:
    """One name in full, of four letters or more, with initials of the others."""
    for name in words:
        others = {word[0].upper() for word in words if word != name and word[0].isalpha()}
        if len(name) < _SURNAME or not others:
            continue
        initials = rf"(?:[{''.join(sorted(others))}]\.[\s-]*)+"
        full = rf"(?i:{re.escape(name)})"
        yield rf"{initials}{full}(?!\w)"
        yield rf"{full},?\s+{initials}(?<=\.)"


def joined_answers(
    answers: Iterable[tuple[str | None, str]],
) -> tuple[str, list[dict[str, object]]]:
    """One text from answers by question, and where each stands in it.

    Args:
        answers: pairs of a question key (None for free text) and its text, in order.

    Returns:
        The text, answers parted by an empty line, and ``[{"question", "start", "end"}]`` in
        characters for those that are not empty.
    """
    pieces: list[str] = []
    parts: list[dict[str, object]] = []
    position = 0
    for key, raw in answers:
        answer = raw.replace("\r\n", "\n").strip()
        if not answer:
            continue
        if pieces:
            position += 2
        pieces.append(answer)
        parts.append({"question": key, "start": position, "end": position + len(answer)})
        position += len(answer)
    return "\n\n".join(pieces), parts


def with_restored(text: str, position: int, cut: str) -> str:
    """``text`` with a cut piece put back where it stood (an offset in ``text``)."""
    position = min(max(position, 0), len(text))
    before, after = text[:position].rstrip("\n"), text[position:].lstrip("\n")
    return "\n\n".join(piece for piece in (before, cut.strip("\n"), after) if piece.strip())


def kept_parts(old: str, parts: Sequence[dict[str, Any]], new: str) -> list[dict[str, Any]]:
    """Where the answers of an old text stand in a new one.

    An answer's place in the new text runs from the place of its first kept word to the next
    answer's; an answer of which nothing is left loses its part. Gaps stay with the answer
    before them, so that no word of the new text is lost.
    """
    if not parts:
        return []
    moved = Moves(old, new)
    starts: list[tuple[int, Any]] = []
    for part in parts:
        start, end = moved.position(int(part["start"])), moved.position(int(part["end"]))
        if end > start:
            starts.append((start, part["question"]))
    kept: list[dict[str, Any]] = []
    for index, (start, question) in enumerate(starts):
        begin = 0 if index == 0 else start
        end = starts[index + 1][0] if index + 1 < len(starts) else len(new)
        stripped = new[begin:end].rstrip()
        kept.append({"question": question, "start": begin, "end": begin + len(stripped)})
    return kept


class Moves:
    """Where the offsets of an old text have moved to in a new one, word by word."""

    def __init__(self, old: str, new: str) -> None:
        #: stretches that are in both: where they begin in the old and in the new, how long
        self.runs: list[tuple[int, int, int]] = []
        self.length = len(new)
        before = after = 0
        for piece in words(old, new):
            size = len(piece.text)
            if piece.op == "same":
                self.runs.append((before, after, size))
            before += size if piece.op != "added" else 0
            after += size if piece.op != "removed" else 0
        self.starts = [before for before, _after, _size in self.runs]

    def position(self, offset: int) -> int:
        """The new offset of an old one: in the same word, or at the next word that was kept."""
        index = bisect_right(self.starts, offset) - 1
        if index >= 0:
            before, after, size = self.runs[index]
            if offset <= before + size:
                return after + offset - before
        return self.runs[index + 1][1] if index + 1 < len(self.runs) else self.length


def kept_stretch(moves: Moves, old: str, new: str, start: int, end: int) -> tuple[int, int] | None:
    """Where ``old[start:end]`` stands in ``new`` with the same words, blanks aside; else None."""
    begin, stop = moves.position(start), moves.position(end - 1) + 1
    is_kept = begin < stop and new[begin:stop].split() == old[start:end].split()
    return (begin, stop) if is_kept else None


def left_around(start: int, end: int, taken: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """What is left of a stretch without those that are taken, in order."""
    left = []
    for begin, stop in sorted(taken):
        if start < begin < end:
            left.append((start, begin))
        if begin < end and stop > start:
            start = max(start, stop)
    return [*left, (start, end)] if start < end else left


def stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without blanks at its ends; empty when there is nothing else in it."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return start, start + len(piece.strip())


def blanked(text: str, start: int, end: int) -> str:
    """``text`` as long as before, with blanks for ``text[start:end]``; lines stay lines."""
    blanks = re.sub(r"[^\n]", " ", text[start:end])
    return text[:start] + blanks + text[end:]


def next_number(numbers: Sequence[int | None]) -> int:
    """The number of the next released contribution; numbers are never given twice."""
    return max((number for number in numbers if number), default=0) + 1


def digest(words: str) -> str:
    """SHA-256, hexadecimal, of words in UTF-8."""
    return sha256(words.encode()).hexdigest()
