"""The words of a response cut into stretches, so that each cited word can be linked to.

Pure. Citations may overlap: each stretch knows every citation that covers it.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diwan.texts.paragraphs import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_ADDRESS = re.compile(r"https?://[^\s<>\"“”«»]+", re.IGNORECASE)
_AFTER_ADDRESS = ".,;:!?'’)]}،؛؟"
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Mark:
    """``text[start:end]`` of a response is cited; ``statement`` is 0 for a resource."""

    start: int
    end: int
    statement: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch that is cited alike throughout, blanks made single.

    ``anchors``: of the citations that begin here. ``ends``: numbers of the statements whose
    citation ends here. ``url``: when the stretch is an address (``http`` or ``https``).
    """

    text: str
    anchors: tuple[str, ...] = ()
    ends: tuple[int, ...] = ()
    is_cited: bool = False
    url: str = ""

    @property
    def is_plain(self) -> bool:
        return not (self.anchors or self.ends or self.is_cited or self.url)


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int
    url: str
    marks: tuple[Mark, ...]


def anchor(contribution: int, version: int, start: int, end: int) -> str:
    """The id of cited words; it begins with a letter and needs no escaping."""
    return f"w{contribution}-{version}-{start}-{end}"


def runs(
    text: str, marks: Iterable[Mark], *, contribution: int, version: int
) -> tuple[tuple[Run, ...], ...]:
    """The paragraphs of ``text``, each cut where a citation or an address begins or ends."""
    wanted = sorted(set(marks), key=lambda mark: (mark.start, mark.end, mark.statement))
    cut = [list(_stretches(text, span.start, span.end, wanted)) for span in paragraphs(text)]
    last = {mark: stretch for paragraph in cut for stretch in paragraph for mark in stretch.marks}
    begun: set[str] = set()
    made = []
    for paragraph in cut:
        row = []
        for stretch in paragraph:
            fresh = [
                name
                for mark in stretch.marks
                if (name := anchor(contribution, version, mark.start, mark.end)) not in begun
            ]
            begun.update(fresh)
            row.append(_run(text, stretch, tuple(dict.fromkeys(fresh)), last))
        made.append(tuple(row))
    return tuple(made)


def _run(text: str, stretch: _Stretch, anchors: tuple[str, ...], last: dict[Mark, _Stretch]) -> Run:
    ending = {mark.statement for mark in stretch.marks if last[mark] is stretch}
    return Run(
        text=_BLANKS.sub(" ", text[stretch.start : stretch.end]),
        anchors=anchors,
        ends=tuple(sorted(ending - {0})),
        is_cited=any(mark.statement for mark in stretch.marks),
        url=stretch.url,
    )


def _stretches(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterator[_Stretch]:
    near = [mark for mark in marks if mark.start < end and mark.end > start]
    urls = dict(_addresses(text, start, end))
    edges = {start, end, *urls, *urls.values()}
    edges |= {edge for mark in near for edge in (mark.start, mark.end) if start < edge < end}
    places = sorted(edges)
    for begin, stop in itertools.pairwise(places):
        inside = next((at for at, to in urls.items() if at <= begin and stop <= to), None)
        url = "" if inside is None else text[inside : urls[inside]]
        covering = tuple(mark for mark in near if mark.start <= begin and stop <= mark.end)
        yield _Stretch(begin, stop, url, covering)


def _addresses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for found in _ADDRESS.finditer(text, start, end):
        stripped = found[0].rstrip(_AFTER_ADDRESS)
        yield found.start(), found.start() + len(stripped)
