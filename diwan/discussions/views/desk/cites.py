"""Citations as the desk shows them: a few of each statement, and how many there are in all.

The words are cut out by the database: a statement may cite a hundred contributions of some pages
each, and none of them is fetched as a whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Q
from django.db.models.functions import Substr
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from diwan.core.wording import direction

from ...models import Citation
from ...rules import digest
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
        return _flag_words()[self.flag] if self.flag else ""


def _flag_words() -> dict[str, str]:
    return {
        "withdrawn": _("Withdrawn by its author"),
        "set_aside": _("Not shown any more"),
        "edited": _("Changed since it was cited"),
    }


class Marks:
    """Numbers of cited contributions, each with its stance in a sign and in words.

    Drawn here and not in a template, its words translated once: a page has hundreds of them.
    """

    def __init__(self) -> None:
        self.stances = {stance.value: escape(str(stance.label)) for stance in Stance}
        self.perhaps = escape(_("perhaps"))
        self.flags = {flag: escape(words) for flag, words in _flag_words().items()}

    def of(self, found: Iterable[Cite]) -> SafeString:
        """Of the citations of one statement, in their order."""
        return mark_safe(" ".join(map(self._mark, found)))

    def _mark(self, cite: Cite) -> str:
        words = [self.stances[cite.stance]]
        words += [self.perhaps] if cite.is_perhaps else []
        words += [self.flags[cite.flag]] if cite.flag else []
        sign = "" if cite.stance == Stance.SUPPORTS else cite.sign
        return (
            f'<span class="cited-mark" data-stance="{cite.stance}"'
            f"{' data-flag' if cite.flag else ''}>{sign}{cite.contribution}"
            f"{'?' if cite.is_perhaps else ''}"
            f'<span class="hidden-visually"> {", ".join(words)}</span></span>'
        )


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
