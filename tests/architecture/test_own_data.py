"""Each room names every field of what it exports about a person, and no name for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from diwan.core import slots
from diwan.people import own_data
from diwan.people.models import Person

from .world import build

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diwan.people.own_data import Record


@pytest.mark.django_db
def test_no_field_of_my_data_is_without_a_name(settings):
    settings.STORAGES = dict(settings.STORAGES)  # files of its own, gone afterwards
    build()
    unnamed = {
        f"{room}: {label}"
        for person in Person.objects.all()
        for room, source in slots.personal_data.items()
        for label in _unnamed(own_data.told(source.export(person), source.fields))
    }
    assert unnamed == set()


def _unnamed(record: Record) -> Iterator[str]:
    yield from (fact.label for fact in record.facts if not fact.is_named)
    for group in record.groups:
        if not group.is_named:
            yield group.label
        for part in group.records:
            yield from _unnamed(part)


def test_a_field_without_a_name_is_found():
    told = own_data.told({"a": [{"b": 1}]}, {"a": slots.PersonalField("A")})
    assert list(_unnamed(told)) == ["b"]
