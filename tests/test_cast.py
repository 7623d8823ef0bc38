"""The fixtures that every room's tests lean on."""

from __future__ import annotations

import pytest

from diwan.vocabularies.models import Place


def test_the_cast_are_five_people(amina, bilal, chloe, dele, admin):
    assert len({person.pk for person in (amina, bilal, chloe, dele, admin)}) == 5
    assert [p.name for p in (amina, bilal, chloe, dele, admin) if p.is_administrator] == ["Widad"]


def test_the_vocabularies_are_loaded(db):
    assert Place.objects.filter(code="TN").exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", [1, 2])
def test_the_vocabularies_are_there_again_after_a_flush(time):
    assert Place.objects.filter(code="TN").exists()
