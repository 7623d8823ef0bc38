"""Whether the citations of a kept reply still name the words they were made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..models import Citation, Mention
from .citing import words_of

if TYPE_CHECKING:
    from ..models import Reply


@dataclass(frozen=True, slots=True)
class Finding:
    """A citation that no longer stands as it was.

    ``problem``: ``withdrawn``, ``set_aside``, ``edited`` or ``other_words``. ``statement`` is
    its number, 0 for a citation of a resource; ``other_words``: the version is still shown, but
    what stands there is not what was cited.
    """

    problem: str
    statement: int
    contribution: int
    start: int
    end: int


def verify(reply: Reply) -> list[Finding]:
    """Every citation hashed anew; two queries. Nothing found: all stand."""
    said = Citation.objects.filter(statement__reply=reply).order_by("statement__number", "order")
    named = Mention.objects.filter(resource__reply=reply).order_by("resource__order", "pk")
    found = [
        _found(row.statement.number, row) for row in said.select_related("statement", _VERSION)
    ]
    found += [_found(0, row) for row in named.select_related(_VERSION)]
    return [finding for finding in found if finding is not None]


_VERSION = "version__contribution"


def _found(number: int, row: Citation | Mention) -> Finding | None:
    version = row.version
    words, flag = words_of(row, version)
    if not flag:
        return None
    is_other = not words and flag == "edited" and version.is_released
    contribution = version.contribution.number or 0
    problem = "other_words" if is_other else flag
    return Finding(problem, number, contribution, row.start, row.end)
