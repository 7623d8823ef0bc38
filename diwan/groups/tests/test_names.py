"""Where a seat names somebody whom the directory does not."""

from __future__ import annotations

import pytest

from diwan.core import clock, slots
from diwan.groups.models import Holding, Seat

from .factories import make_cast, make_council


@pytest.mark.django_db
def test_a_seat_that_names_somebody_is_told_to_them(django_assert_num_queries):
    cast = make_cast()
    council = make_council(cast)
    held = Holding.objects.create(
        seat=Seat.objects.filter(college__council=council)[0],
        person=cast.asker,
        starts_on=clock.now().date(),
    )
    place = slots.name_places.get("groups.seats")
    assert list(place.shown(cast.asker)) == []
    Holding.objects.filter(pk=held.pk).update(audience="public")
    with django_assert_num_queries(1):
        shown = list(place.shown(cast.asker))
    assert [(each.readers, each.url) for each in shown] == [
        ("Everybody", council.get_absolute_url())
    ]
