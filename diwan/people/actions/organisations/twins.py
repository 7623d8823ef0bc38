"""Find entries that may be the same body, and note that two are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from diwan.audit.actions import record
from diwan.core import clock
from diwan.people.likeness import Entry, likely_twins
from diwan.people.models import Likeness, Organisation

from .demanding import demand_steward

if TYPE_CHECKING:
    from diwan.people.models import Person


@transaction.atomic
def find_twins() -> int:
    """Compare all names anew; pairs that were dismissed stay so. How many are open now."""
    entries = [
        Entry(pk, tuple(folded.split("\n")), country, website)
        for pk, folded, country, website in Organisation.objects.standing().values_list(
            "pk", "folded", "country_id", "website"
        )
    ]
    dismissed = set(
        Likeness.objects.filter(dismissed_at__isnull=False).values_list("first", "second")
    )
    Likeness.objects.filter(dismissed_at__isnull=True).delete()
    found = [pair for pair in likely_twins(entries) if (pair.first, pair.second) not in dismissed]
    Likeness.objects.bulk_create(
        Likeness(first_id=pair.first, second_id=pair.second, score=pair.score) for pair in found
    )
    return len(found)


@transaction.atomic
def dismiss_twins(likeness: Likeness, *, by: Person) -> None:
    """They are two bodies."""
    demand_steward(by, likeness.first, likeness.second)
    likeness.dismissed_at = clock.now()
    likeness.dismissed_by = by
    likeness.save(update_fields=["dismissed_at", "dismissed_by"])
    pair = {"first": likeness.first_id, "second": likeness.second_id}
    record("dismiss twins", by=by, on=likeness, details=pair)
