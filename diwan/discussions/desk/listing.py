"""The rows of the list of contributions beside the desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce, Substr

from diwan.core.wording import direction

from .. import naming
from ..models import Contribution, Passage, Version
from ..words import ContributionState, PassageKind, PassageMark

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..reviewing import Target
    from .filters import Said

_FIRST_WORDS = 120
_SHOWN_WORDS = 70


@dataclass(frozen=True, slots=True)
class Row:
    """One contribution; ``words`` begin its first answer, ``cited`` counts statements.

    ``query`` opens it at the desk; ``place`` is its number, for addresses.
    """

    contribution: Contribution
    query: str
    place: str
    is_readable: bool
    is_here: bool
    signed: str  # safe HTML
    words: str
    direction: str
    language_name: str
    country: str
    answers: list[Target]
    marks: list[str]
    cited: int


def rows(
    said: Sequence[Said], known: Mapping[str, Target], here: int | None, *, query: str = ""
) -> list[Row]:
    """In the order given, in two queries.

    Args:
        known: what passages may answer.
        here: the number of the contribution that is open.
        query: what else the address of the desk says, ending in ``&``.
    """
    found = (
        Contribution.objects.select_related("country")
        .only(
            *("number", "state", "language", "received_at", "created_at"),
            *("attribution", "author_name", "organisation_name", "country__names"),
            "country__footnote",
        )
        .in_bulk([each.pk for each in said])
    )
    words = _words([each.pk for each in said])
    return [
        _row(found[each.pk], each, words.get(each.pk, ""), known, here, query)
        for each in said
        if each.pk in found
    ]


def _row(
    contribution: Contribution,
    said: Said,
    words: str,
    known: Mapping[str, Target],
    here: int | None,
    query: str,
) -> Row:
    return Row(
        contribution=contribution,
        query=f"{query}c={contribution.number}",
        place=str(contribution.number),
        is_readable=contribution.state == ContributionState.RELEASED,
        is_here=contribution.number is not None and contribution.number == here,
        signed=naming.signature(contribution),
        words=naming.shortened(" ".join(words.split()), _SHOWN_WORDS),
        direction=direction(contribution.language),
        language_name=naming.language_name(contribution.language),
        country=str(contribution.country or ""),
        answers=[target for key, target in known.items() if key in said.about],
        marks=[str(mark.label) for mark in PassageMark if mark in said.mark],
        cited=said.cited,
    )


def _words(contributions: Sequence[int]) -> dict[int, str]:
    """How the first answer of each released one begins, or the whole of it."""
    answers = Passage.objects.filter(version=OuterRef("pk"), kind=PassageKind.ANSWER)
    start = Coalesce(Subquery(answers.order_by("start").values("start")[:1]), 0)
    shown = Version.objects.filter(
        contribution__in=contributions,
        contribution__state=ContributionState.RELEASED,
        is_released=True,
    )
    begun = shown.annotate(words=Substr("masked", start + 1, _FIRST_WORDS)).order_by()
    return dict(begun.values_list("contribution", "words"))
