"""Parties of one agreement stay two in the register."""

from __future__ import annotations

import pytest

from diwan.core.errors import Refusal
from diwan.people.actions import organisations as actions
from diwan.people.models import Merge
from diwan.people.tests.factories import make_organisation, make_person

from .factories import make_signed


@pytest.mark.django_db
def test_two_parties_of_one_agreement_are_not_merged():
    steward = make_person("steward@example.org", is_steward=True)
    here, there, twin = (make_organisation(name) for name in ("Here", "There", "Here twice"))
    make_signed("two-towns", origin=here, destination=there)
    with pytest.raises(Refusal, match="Both are parties of one agreement"):
        actions.merge(here, into=there, by=steward)
    actions.merge(twin, into=here, by=steward)
    assert Merge.objects.get().source == twin
