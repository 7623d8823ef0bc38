"""Network partners never include authorities, however they are dressed (ADR 0015)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from diwan.people.audiences import AUTHORITY, PARTNER
from diwan.people.rules.organisations import AUTHORITIES
from diwan.people.standing import standing_of
from diwan.people.words import ActorKind
from diwan.vocabularies.models import Place

from .factories import make_mandate, make_organisation, make_person

if TYPE_CHECKING:
    from diwan.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def widad() -> Person:
    return make_person("widad@example.org")


@pytest.mark.parametrize("kind", ActorKind.values)
def test_of_partners_those_that_are_authorities_stand_apart(widad, kind):
    make_mandate(widad, make_organisation("A body", kind=kind, is_partner=True))
    assert standing_of(widad).rank == (AUTHORITY if kind in AUTHORITIES else PARTNER)


@pytest.mark.parametrize("depth", [1, 2])
def test_a_part_of_an_authority_is_one_of_that_country(widad, depth):
    italy = Place.objects.get(code="IT")
    above = make_organisation("A ministry", kind="national_government", country=italy)
    for number in range(depth):
        above = make_organisation(f"Institute {number}", parent=above, is_partner=True)
    make_mandate(widad, above)
    with CaptureQueriesContext(connection) as captured:
        found = standing_of(widad)
    assert len(captured) <= 2
    assert (found.rank, found.is_authority, found.countries) == (AUTHORITY, True, {"IT"})


def test_who_takes_part_as_an_authority_is_no_partner_by_another_mandate(widad):
    widad.kind = "national_government"
    widad.save()
    make_mandate(widad, make_organisation(is_partner=True))
    assert standing_of(widad).rank == AUTHORITY
