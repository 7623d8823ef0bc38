"""Stretches of released words, and the citations made of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from diwan.core.errors import Conflict

from ... import rules
from ...models import Citation, Passage, Unused, Version
from ...rules import digest
from ...words import ContributionState, Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ...models import Discussion, Statement

_WORD = re.compile(r"\w+")
#: out of reach of any number or order that is given
FAR = 1_000_000
_FAR_ORDER = 10_000


@dataclass(frozen=True, slots=True)
class Stretch:
    """``masked[start:end]`` of the version with the key ``version``."""

    version: int
    start: int
    end: int


def stretch_of(passage: Passage) -> Stretch:
    return Stretch(passage.version_id, passage.start, passage.end)


def cited(discussion: Discussion, stretches: Sequence[Stretch]) -> list[dict[str, Any]]:
    """What a citation of each of these keeps: words of this discussion that readers see.

    Raises:
        Conflict: some of them are not shown, or there are no such words.
    """
    asked = {stretch.version for stretch in stretches}
    versions = {
        row.pk: row
        for row in Version.objects.filter(
            pk__in=asked,
            is_released=True,
            contribution__discussion=discussion,
            contribution__state=ContributionState.RELEASED,
        )
        .select_related("contribution")
        .defer("text", "pieces", "note")
    }
    languages = dict(_languages(asked))
    return [_kept(stretch, versions, languages) for stretch in dict.fromkeys(stretches)]


def _languages(versions: Iterable[int]) -> Iterator[tuple[tuple[int, int], str]]:
    rows = Passage.objects.filter(version__in=versions).exclude(language="")
    for version, start, language in rows.values_list("version", "start", "language"):
        yield (version, start), language


def _kept(
    stretch: Stretch, versions: dict[int, Version], languages: dict[tuple[int, int], str]
) -> dict[str, Any]:
    version = versions.get(stretch.version)
    if version is None or not 0 <= stretch.start < stretch.end <= len(version.masked):
        raise Conflict(_("Some of these words are not shown any more. Look at them again."))
    start, end = rules.stripped(version.masked, stretch.start, stretch.end)
    if start >= end:
        raise Conflict(_("There are no words in what you chose. Choose again."))
    return {
        "version": version,
        "start": start,
        "end": end,
        "sha256": digest(version.masked[start:end]),
        "language": languages.get((version.pk, stretch.start), version.contribution.language),
    }


def add(
    statement: Statement, found: Sequence[dict[str, Any]], stance: str = Stance.SUPPORTS
) -> list[Citation]:
    """Cite each of them after what is cited; the same words again only change their stance."""
    there = {(row.version_id, row.start, row.end): row for row in statement.citations.all()}
    last = max((row.order for row in there.values()), default=0)
    made = []
    for each in found:
        row = there.get((each["version"].pk, each["start"], each["end"]))
        if row is None:
            last += 1
            row = Citation(statement=statement, order=last, **each)
        row.stance, row.is_perhaps = stance, False
        row.save()
        made.append(row)
    contributions = {each["version"].contribution_id for each in found}
    Unused.objects.filter(reply=statement.reply, contribution__in=contributions).delete()
    return made


def settle(statement: Statement) -> None:
    """Number its citations from 1; first the one that holds its text, if there is one.

    What a contributor takes back takes a statement in their words along: it looks at the first.
    """
    rows = list(statement.citations.select_related("version").order_by("order"))
    ordered = sorted(rows, key=lambda row: not is_source(row, statement.text))
    wrong = [(row, order) for order, row in enumerate(ordered, start=1) if row.order != order]
    for far in (_FAR_ORDER, 0):
        for row, order in wrong:
            Citation.objects.filter(pk=row.pk).update(order=order + far)


def is_source(row: Citation, text: str) -> bool:
    """Whether the text of a statement stands in the words of a citation, word for word."""
    return _plain(text) in _plain(row.version.masked[row.start : row.end])


def _plain(text: str) -> str:
    """Its words alone, so that each of them is found as a whole."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "
