"""Where everything stands in an archive: names of pages and files, and what links lead to.

Pure. All names are ASCII and the same in every language; pages of one language lie in one folder.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

PER_PAGE = 100
STYLE = "style.css"


@dataclass(frozen=True, slots=True)
class Leaf:
    """Page ``number`` of a long list; it shows ``list[first:last]``."""

    name: str
    number: int
    first: int
    last: int

    @property
    def begins(self) -> int:
        """Its first entry, counted from 1."""
        return self.first + 1


def leaves(stem: str, count: int) -> tuple[Leaf, ...]:
    """The pages of a list of ``count`` things, at least one."""
    starts = range(0, max(count, 1), PER_PAGE)
    return tuple(
        Leaf(
            name=f"{stem}.html" if page == 1 else f"{stem}-page-{page}.html",
            number=page,
            first=start,
            last=min(start + PER_PAGE, count),
        )
        for page, start in enumerate(starts, start=1)
    )


@dataclass(frozen=True, slots=True)
class Places:
    """Links to contributions, and to words in them.

    ``pages``: name of the page by number of the contribution. ``anchors``: ids of cited words
    that stand there.
    """

    pages: Mapping[int, str]
    anchors: Collection[str]

    def contribution(self, number: int) -> str:
        """Empty when it is nowhere to be read."""
        return f"{self.pages[number]}#c{number}" if number in self.pages else ""

    def words(self, number: int, anchor: str) -> str:
        """To the exact words, else to the whole contribution."""
        if anchor in self.anchors and number in self.pages:
            return f"{self.pages[number]}#{anchor}"
        return self.contribution(number)


def pages_of(numbers: Sequence[int]) -> dict[int, str]:
    """The page of each contribution, given in their order."""
    return {
        number: leaf.name
        for leaf in leaves("contributions", len(numbers))
        for number in numbers[leaf.first : leaf.last]
    }


def attachment(contribution: int, order: int, suffix: str) -> str:
    return f"files/c{contribution}-{order}{suffix}"


def paper(order: int, language: str, version: int, suffix: str) -> str:
    """``language`` may be anything: what is no ASCII letter is left out."""
    code = "".join(letter for letter in language if letter.isascii() and letter.isalpha())
    return f"papers/{order}-{code or 'xx'}-version-{version}{suffix}"
