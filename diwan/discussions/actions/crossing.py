"""Where the words of a contribution name another one of the discussion: kept, drawn as links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from diwan.texts.crossings import crossings

from .. import wordwork
from ..models import Contribution, CrossReference, Version
from ..words import ContributionState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.db.models import QuerySet

    from diwan.texts.crossings import Crossing

    from ..models import Discussion

    #: start, end, and the number named there
    Place = tuple[int, int, int]

_DIGITS = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹")


def cross(version: Version) -> int:
    """Keep which contributions the shown words name, and draw the links; returns how many.

    Only contributions of the same discussion that readers can find are named: released ones,
    and withdrawn ones, whose notice stands where they were. Running it again changes nothing.
    """
    return _cross_each([version])


def show(version: Version) -> None:
    """What follows from new words of a contribution."""
    CrossReference.objects.filter(version__contribution=version.contribution).exclude(
        version=version
    ).delete()
    cross(version)


def arrive(contribution: Contribution) -> None:
    """Who named a contribution before it was released leads to it from now on."""
    _cross_each(_naming(contribution))


def hide(contribution: Contribution) -> None:
    """Nothing leads to a contribution any more that was taken out of the discussion."""
    _cross_each(_read(Version.objects.filter(cross_references__to=contribution).distinct()))


def cross_all(discussion: Discussion) -> None:
    """Look through all that is released: for what was released before links were drawn."""
    shown = _shown(discussion.pk)
    # most name nobody: only their words are read
    naming = [pk for pk, text in shown.values_list("pk", "masked").iterator() if crossings(text)]
    known = CrossReference.objects.filter(version__in=shown).values_list("version", flat=True)
    _cross_each(_read(shown.filter(pk__in={*naming, *known})))


def _naming(contribution: Contribution) -> list[Version]:
    """Shown words of others in which the number of a contribution stands, as far as a database
    can tell.
    """
    number = str(contribution.number)
    written = [number.translate(str.maketrans(_DIGITS[0], digits)) for digits in _DIGITS]
    holds = Q()
    for each in written:
        holds |= Q(masked__contains=each)
    return _read(
        _shown(contribution.discussion_id).filter(holds).exclude(contribution=contribution)
    )


def _shown(discussion_id: int) -> QuerySet[Version]:
    return Version.objects.filter(
        is_released=True,
        contribution__discussion=discussion_id,
        contribution__state=ContributionState.RELEASED,
    )


def _read(versions: QuerySet[Version]) -> list[Version]:
    rows = versions.select_related("contribution").defer("text").order_by("pk")
    return list(rows.prefetch_related("cross_references"))


# --- one discussion at a time --------------------------------------------------------------
def _cross_each(versions: Sequence[Version]) -> int:
    """Of one discussion; one query to know who is named, however many name somebody."""
    found = {version.pk: _found(version) for version in versions}
    named = {each.number for rows in found.values() for each in rows}
    there = _there(versions[0].contribution.discussion_id, named) if named else {}
    count = 0
    for version in versions:
        to = [(each.start, each.end, each.number) for each in found[version.pk]]
        count += _keep(version, [each for each in to if each[2] in there], there)
    return count


def _found(version: Version) -> list[Crossing]:
    own = version.contribution.number
    return [each for each in crossings(version.masked) if each.number != own]


def _there(discussion_id: int, numbers: set[int]) -> dict[int, int]:
    """Of these numbers, those that readers can find, with the keys of their contributions."""
    rows = Contribution.objects.on_record().filter(discussion=discussion_id, number__in=numbers)
    return {number: pk for number, pk in rows.values_list("number", "pk") if number is not None}


def _keep(version: Version, found: Sequence[Place], there: Mapping[int, int]) -> int:
    known = {(row.start, row.end, row.to_id) for row in version.cross_references.all()}
    if known != {(start, end, there[number]) for start, end, number in found}:
        version.cross_references.all().delete()
        CrossReference.objects.bulk_create(
            CrossReference(version=version, start=start, end=end, to_id=there[number])
            for start, end, number in found
        )
    if known or found:
        _draw(version, found)
    return len(found)


def _draw(version: Version, found: Sequence[Place]) -> None:
    drawn = wordwork.pieces(
        version.masked,
        version.parts,
        anchor=f"c{version.contribution.number}",
        links=[(start, end, f"#c{number}") for start, end, number in found],
    )
    if drawn != version.pieces:
        Version.objects.filter(pk=version.pk).update(pieces=drawn)
        version.pieces = drawn


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
