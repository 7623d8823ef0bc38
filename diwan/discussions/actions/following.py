"""What becomes of passages and of drafts of the reply when words change or are taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef

from diwan.texts.differences import words

from .. import rules
from ..models import Citation, Mention, Passage, Resource, Version
from ..words import ContributionState
from . import redacting, unquoting

if TYPE_CHECKING:
    from django.db.models import QuerySet


def forget(versions: QuerySet[Version]) -> None:
    """Remove what rests on words that are taken back; that they were cited stays.

    Called while the words still stand.
    """
    Passage.objects.filter(version__in=versions).delete()
    rows = list(versions.select_related("contribution__discussion"))
    is_all = all(row.contribution.state != ContributionState.RELEASED for row in rows)
    redacting.take_back(rows, everywhere=is_all)
    if is_all:
        unquoting.forget(rows)
    others = Mention.objects.filter(resource=OuterRef("pk")).exclude(version__in=versions)
    named = Resource.objects.filter(mentions__version__in=versions).exclude(Exists(others))
    Resource.objects.filter(pk__in=list(named.values_list("pk", flat=True))).delete()


def follow(version: Version, before: str) -> None:
    """Move passages and citations along when the words shown were masked anew.

    Words that were masked themselves are not those any more that were cited: their citations
    stay as they were, which marks them, and no statement keeps the words.
    """
    if before == version.masked:
        return
    moves = rules.Moves(before, version.masked)
    _move_passages(version, moves)
    _move_citations(Mention.objects.filter(version=version), version, moves, before)
    cited = Citation.objects.filter(version=version)
    kept = _move_citations(cited, version, moves, before)
    changed = list(cited.exclude(pk__in=kept).values_list("pk", flat=True))
    pieces = words(before, version.masked)
    removed = [piece.text for piece in pieces if piece.op == "removed"]
    redacting.take_back_masked(version, removed, changed)


def _move_passages(version: Version, moves: rules.Moves) -> None:
    rows = list(Passage.objects.filter(version=version).order_by("start"))
    Passage.objects.filter(version=version).delete()
    moved: list[Passage] = []
    end = 0
    for row in rows:
        row.pk = None
        row.start = max(end, moves.position(row.start))
        row.end = moves.position(row.end - 1) + 1
        if row.start < row.end:
            moved.append(row)
            end = row.end
    Passage.objects.bulk_create(moved)


def _move_citations(
    rows: QuerySet[Any], version: Version, moves: rules.Moves, before: str
) -> list[int]:
    """Give citations of the same words their new place; returns the keys of these."""
    moved = []
    for row in rows:
        place = rules.kept_stretch(moves, before, version.masked, row.start, row.end)
        if place and version.masked[slice(*place)] == before[row.start : row.end]:
            row.start, row.end = place
            moved.append(row)
    rows.bulk_update(moved, ["start", "end"], batch_size=200)
    return [row.pk for row in moved]
