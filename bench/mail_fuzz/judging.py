"""What is asked of one letter: read without a crash, in time, and nothing of it lost."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from diwan.mailroom import reading
from diwan.mailroom.reading.messages import parsed
from diwan.mailroom.splitting import restore
from diwan.mailroom.words import Sort

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diwan.mailroom.reading.parts import Parts

#: seconds that one letter may take, however short; a longer one this much a megabyte
_MOST_SECONDS = 1.0
_ARMOUR = "-----BEGIN PGP SIGNED MESSAGE-----"


@dataclass(slots=True)
class Judged:
    """``reached``: how many parts inside a part were read; ``faults``: what went wrong."""

    reached: int
    seconds: float
    faults: list[str] = field(default_factory=list)


class Judge:
    """Listens to the reader while it reads, to know which parts and lines it came to."""

    def __init__(self) -> None:
        self._parts: Any = None
        reader: Any = reading
        original = reader.Parts

        def listening(*args: Any, **options: Any) -> Any:
            self._parts = original(*args, **options)
            return self._parts

        reader.Parts = listening

    def judge(self, raw: bytes) -> Judged:
        self._parts = None
        started = time.process_time()
        result = reading.read(raw)
        seconds = time.process_time() - started
        parts = self._parts
        judged = Judged(len(parts.types) - 1 if parts is not None else 0, seconds)
        judged.faults += _faults(raw, result, parts, seconds)
        return judged


def _faults(
    raw: bytes, result: reading.Reading, parts: Parts | None, seconds: float
) -> Iterator[str]:
    if result.sort == Sort.UNREADABLE:
        yield f"crash: {result.sort_evidence}"
        return
    if seconds > _MOST_SECONDS * max(1, len(raw) / 1_000_000):
        yield "slow"
    words = [result.text, result.subject, result.from_name, result.from_address]
    words += [cut.text for cut in result.cuttings] + [file.name for file in result.attachments]
    whole = "\x01".join(words)
    if "\x00" in whole or any("\ud800" <= each <= "\udfff" for each in whole):
        yield "characters that a database refuses"
    if any(set(file.name) & set("/\\") for file in result.attachments):
        yield "a folder in a file's name"
    if parts is not None:
        lines = "\n".join(line.text for line in parts.body.lines)
        back = restore(result.text, result.cuttings)
        if _ARMOUR not in lines and back.strip() != lines.strip() and not _same_lines(back, lines):
            yield "lines lost"


def _same_lines(one: str, other: str) -> bool:
    def kept(text: str) -> list[str]:
        return [line for line in text.split("\n") if line.strip()]

    return kept(one) == kept(other)


def reaches_parts(raw: bytes) -> bool:
    """Whether the bytes have a part inside a part at all."""
    return parsed(raw).is_multipart()
