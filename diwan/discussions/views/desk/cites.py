"""Citations as the desk shows them: a few of each statement, and how many there are in all.

The words are cut out by the database: a statement may cite a hundred contributions of some pages
each, and none of them is fetched as a whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Q
from django.db.models.functions import Substr
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from diwan.core.wording import direction

from ...models import Citation
from ...reply.keeping import digest
from ...words import ContributionState, Stance

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.safestring import SafeString

_SIGNS = {Stance.SUPPORTS: "+", Stance.DIFFERS: "≠", Stance.QUALIFIES: "±"}
_KEPT = (
    "pk",
    "statement",
    "stance",
    "is_perhaps",
    "language",
    "sha256",
    "version__is_released",
    "version__contribution__number",
    "version__contribution__state",
    "words",
)


@dataclass(frozen=True, slots=True)
class Cite:
    """A citation; no words where they were taken back, or are not the cited ones any more.

    ``contribution`` is its number; ``flag`` as :func:`...reply.citing.words_of` gives it.
    """

    pk: int
    contribution: int
    words: str
    flag: str
    stance: str
    is_perhaps: bool
    language: str

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def sign(self) -> str:
        return _SIGNS[Stance(self.stance)]

    @property
    def stance_word(self) -> str:
        return str(Stance(self.stance).label)

    @property
    def flag_word(self) -> str:
        return {
            "withdrawn": _("Withdrawn by its author"),
            "set_aside": _("Not shown any more"),
            "edited": _("Changed since it was cited"),
        }.get(self.flag, "")


def marks(found: Iterable[Cite]) -> SafeString:
    """The numbers of the cited contributions, each with its stance in signs and in words.

    Made here and not in a template: a page has hundreds of them.
    """
    perhaps = _("perhaps")
    return format_html_join(
        " ",
        '<span class="cited-mark" data-stance="{}"{}>{}{}{}'
        '<span class="hidden-visually"> {}</span></span>',
        (
            (
                each.stance,
                mark_safe(" data-flag" if each.flag else ""),
                "" if each.stance == Stance.SUPPORTS else each.sign,
                each.contribution,
                "?" if each.is_perhaps else "",
                _side_by_side(each.stance_word, perhaps * each.is_perhaps, each.flag_word),
            )
            for each in found
        ),
    )


def _side_by_side(*words: str) -> str:
    return ", ".join(filter(None, words))


@dataclass(frozen=True, slots=True)
class Total:
    """Of all citations of a statement: ``voices`` are contributions that support it and show."""

    citations: int = 0
    voices: int = 0
    perhaps: int = 0


def totals(statements: Iterable[int]) -> dict[int, Total]:
    """By the key of the statement's row; one query."""
    supports = Q(stance=Stance.SUPPORTS, version__contribution__state=ContributionState.RELEASED)
    counted: Any = (
        Citation.objects.filter(statement__in=list(statements))
        .order_by()
        .values_list("statement")
        .annotate(
            citations=Count("pk"),
            voices=Count("version__contribution", filter=supports, distinct=True),
            perhaps=Count("pk", filter=Q(is_perhaps=True)),
        )
    )
    return {statement: Total(*numbers) for statement, *numbers in counted}


def cites(which: Q) -> dict[int, list[Cite]]:
    """These citations by the key of their statement's row, in their order; one query."""
    found: dict[int, list[Cite]] = {}
    length = F("end") - F("start")
    rows = Citation.objects.filter(which).annotate(
        words=Substr("version__masked", F("start") + 1, length)
    )
    for row in rows.order_by("statement", "order").values(*_KEPT):
        found.setdefault(row["statement"], []).append(_cite(row))
    return found


def _cite(row: dict[str, Any]) -> Cite:
    words, flag = _standing(row)
    return Cite(
        pk=row["pk"],
        contribution=row["version__contribution__number"] or 0,
        words=" ".join(words.split()),
        flag=flag,
        stance=row["stance"],
        is_perhaps=row["is_perhaps"],
        language=row["language"],
    )


def _standing(row: dict[str, Any]) -> tuple[str, str]:
    """The words that may be shown, and what became of them since."""
    state = row["version__contribution__state"]
    if state != ContributionState.RELEASED:
        return "", "withdrawn" if state == ContributionState.WITHDRAWN else "set_aside"
    if digest(row["words"]) != row["sha256"]:
        return "", "edited"
    return row["words"], "" if row["version__is_released"] else "edited"
