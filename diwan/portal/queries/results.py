"""What was found, as pages show it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diwan.core import slots

    from ..finding.asking import Hit
    from ..rules import Stretch
    from .facets import Facet

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Found:
    """One result as the page shows it; ``document`` is what was found, in the language shown."""

    document: Hit
    source_title: str
    shown: slots.Findable
    title: list[Stretch]
    text: list[Stretch]

    @property
    def languages(self) -> tuple[str, str]:
        """Of the title and of the text, as far as they are known."""
        return self.shown.languages or (self.document.language, self.document.language)


@dataclass(frozen=True, slots=True)
class Results:
    """One page of results.

    ``count`` are the things found, each once in whatever languages; more than were looked at are
    neither shown nor counted, then it ``is_capped``. ``reachable`` can be leafed through.
    """

    found: list[Found]
    count: int
    reachable: int
    page: int
    is_capped: bool
    is_asked: bool
    facets: Sequence[Facet] = field(default=())

    @property
    def page_count(self) -> int:
        return max(1, -(-self.reachable // PER_PAGE))

    @property
    def number(self) -> int:
        return self.page

    @property
    def paginator(self) -> Results:
        """So that ``core/ui/pager.html`` reads these results as it reads Django's pages."""
        return self

    @property
    def num_pages(self) -> int:
        return self.page_count

    @property
    def has_other_pages(self) -> bool:
        return self.page_count > 1

    @property
    def has_previous(self) -> bool:
        return self.page > 1

    @property
    def has_next(self) -> bool:
        return self.page < self.page_count

    @property
    def previous_page_number(self) -> int:
        return self.page - 1

    @property
    def next_page_number(self) -> int:
        return self.page + 1


NOTHING = Results([], 0, 0, 1, is_capped=False, is_asked=False)
