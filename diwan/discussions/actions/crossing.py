"""Where the words of a contribution name another one of the discussion: kept, drawn as links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from diwan.texts.crossings import crossings

from .. import wordwork
from ..models import Contribution, CrossReference, Version
from ..words import ContributionState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from ..models import Discussion

_DIGITS = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹")


def cross(version: Version) -> int:
    """Keep which contributions the shown words name, and draw the links; returns how many.

    Only contributions of the same discussion that readers can find are named: released ones,
    and withdrawn ones, whose notice stands where they were. Running it again changes nothing.
    """
    return _keep(version, list(version.cross_references.all()))


def _keep(version: Version, known: Iterable[CrossReference]) -> int:
    found = _found(version)
    contribution = version.contribution
    if {(row.start, row.end): row.to_id for row in known} != {
        (start, end): to.pk for start, end, to in found
    }:
        version.cross_references.all().delete()
        CrossReference.objects.bulk_create(
            CrossReference(version=version, start=start, end=end, to=to) for start, end, to in found
        )
    drawn = wordwork.pieces(
        version.masked,
        version.parts,
        anchor=f"c{contribution.number}",
        links=[(start, end, f"#c{to.number}") for start, end, to in found],
    )
    if drawn != version.pieces:
        Version.objects.filter(pk=version.pk).update(pieces=drawn)
        version.pieces = drawn
    return len(found)


def _found(version: Version) -> list[tuple[int, int, Contribution]]:
    contribution = version.contribution
    named = [each for each in crossings(version.masked) if each.number != contribution.number]
    if not named:
        return []
    there = {
        row.number: row
        for row in Contribution.objects.on_record()
        .filter(discussion=contribution.discussion_id, number__in={each.number for each in named})
        .only("number")
    }
    return [(each.start, each.end, there[each.number]) for each in named if each.number in there]


def show(version: Version) -> None:
    """What follows from new words of a contribution, or from its being released at last."""
    contribution = version.contribution
    CrossReference.objects.filter(version__contribution=contribution).exclude(
        version=version
    ).delete()
    cross(version)
    _cross_each(_naming(contribution))


def hide(contribution: Contribution) -> None:
    """Nothing leads to a contribution any more that was taken out of the discussion."""
    _cross_each(Version.objects.filter(cross_references__to=contribution).distinct())


def cross_all(discussion: Discussion) -> None:
    """Look through all that is released: for what was released before links were drawn."""
    _cross_each(_shown(discussion.pk))


def _naming(contribution: Contribution) -> QuerySet[Version]:
    """Shown words of others in which the number of a contribution stands, as far as a database
    can tell.
    """
    number = str(contribution.number)
    written = [number.translate(str.maketrans(_DIGITS[0], digits)) for digits in _DIGITS]
    holds = Q()
    for each in written:
        holds |= Q(masked__contains=each)
    return _shown(contribution.discussion_id).filter(holds).exclude(contribution=contribution)


def _shown(discussion_id: int) -> QuerySet[Version]:
    return Version.objects.filter(
        is_released=True,
        contribution__discussion=discussion_id,
        contribution__state=ContributionState.RELEASED,
    )


def _cross_each(versions: QuerySet[Version]) -> None:
    rows = versions.select_related("contribution").defer("text").order_by("pk")
    for version in rows.prefetch_related("cross_references"):
        _keep(version, version.cross_references.all())


def named_in(contributions: Iterable[Contribution]) -> dict[int, list[int]]:
    """By contribution, the numbers of the released ones that name it; in one query."""
    rows = (
        CrossReference.objects.filter(
            to__in=[row.pk for row in contributions],
            version__is_released=True,
            version__contribution__state=ContributionState.RELEASED,
        )
        .order_by("version__contribution__number")
        .values_list("to", "version__contribution__number")
        .distinct()
    )
    found: dict[int, list[int]] = {}
    for to, number in rows:
        if number is not None:
            found.setdefault(to, []).append(number)
    return found
