"""Agreements for the permission matrix: one that is signed, whose parties nobody in it signs for."""

from __future__ import annotations

from typing import Any

from diwan.agreements.models import Agreement
from diwan.agreements.tests.factories import give_mandate, make_twinning
from diwan.people.tests.factories import make_organisation, make_person


def special() -> dict[str, dict[str, Any]]:
    """Arguments of the addresses of agreements."""
    here, there = make_organisation("Olive Town"), make_organisation("High Borough")
    signer = make_person("signer@example.org")
    give_mandate(signer, here)
    twinning = make_twinning(signer, here, there)
    Agreement.objects.filter(pk=twinning.pk).update(state="signed")
    one = {"slug": twinning.slug}
    party = twinning.parties.order_by("pk")[0]
    return {"agreements:agreement": one, "agreements:sign": one | {"pk": party.pk}}
