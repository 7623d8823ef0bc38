"""Find entries that may be the same body, and note that two are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from diwan.audit.actions import record
from diwan.core import clock
from diwan.people.likeness import Entry, Pair, likely_twins
from diwan.people.models import Likeness, Organisation

from .demanding import demand_steward

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diwan.people.models import Person


def find_twins() -> int:
    """Compare all names anew; pairs that were dismissed stay so. How many are open now.

    Compares before it writes: with many entries it takes seconds, in which others may write.
    """
    entries = [
        Entry(pk, tuple(folded.split("\n")), country, website)
        for pk, folded, country, website in Organisation.objects.standing().values_list(
            "pk", "folded", "country_id", "website"
        )
    ]
    parents = dict(Organisation.objects.standing().values_list("pk", "parent_id"))
    return _keep([pair for pair in likely_twins(entries) if not _one_roof(pair, parents)])


def _one_roof(pair: Pair, parents: Mapping[int, int | None]) -> bool:
    """Branches are called like what they are part of, and like each other."""
    above, other = parents.get(pair.first), parents.get(pair.second)
    return pair.first == other or pair.second == above or (above is not None and above == other)


@transaction.atomic
def _keep(found: list[Pair]) -> int:
    done = Likeness.objects.filter(dismissed_at__isnull=False).values_list("first", "second")
    dismissed = set(done)
    standing = set(Organisation.objects.standing().values_list("pk", flat=True))
    Likeness.objects.filter(dismissed_at__isnull=True).delete()
    rows = [
        Likeness(first_id=pair.first, second_id=pair.second, score=pair.score)
        for pair in found
        if (pair.first, pair.second) not in dismissed and {pair.first, pair.second} <= standing
    ]
    return len(Likeness.objects.bulk_create(rows))


@transaction.atomic
def dismiss_twins(likeness: Likeness, *, by: Person) -> None:
    """They are two bodies."""
    demand_steward(by, likeness.first, likeness.second)
    likeness.dismissed_at = clock.now()
    likeness.dismissed_by = by
    likeness.save(update_fields=["dismissed_at", "dismissed_by"])
    pair = {"first": likeness.first_id, "second": likeness.second_id}
    record("dismiss twins", by=by, on=likeness, details=pair)
