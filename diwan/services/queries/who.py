"""Who runs services, and who looks after the directory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from diwan.core import clock
from diwan.people.models import Organisation
from diwan.people.queries.organisations import organisations_managed_by
from diwan.people.rules.organisations import SIGNING

if TYPE_CHECKING:
    from django.db.models import QuerySet


def is_steward(person: Any) -> bool:
    return bool(
        person.is_authenticated
        and person.is_active
        and (person.is_steward or person.is_administrator)
    )


def managed_by(person: Any) -> QuerySet[Organisation, Organisation]:
    """The organisations whose services ``person`` may write down today."""
    return organisations_managed_by(person, clock.now().date())


def staffed_by(person: Any) -> QuerySet[Organisation, Organisation]:
    """Those for which ``person`` is a confirmed manager or officer today: its insiders (P-6)."""
    return Organisation.objects.with_mandate(person, clock.now().date(), SIGNING)


def bodies_called(text: str) -> list[Organisation]:
    """The standing organisations of that name or address; at most two."""
    slug = text.strip().rstrip("/").rpartition("/")[2]
    rows = Organisation.objects.standing()
    return list(rows.filter(slug=slug)) or list(rows.filter(name__iexact=text.strip())[:2])


def called(organisation: Organisation) -> str:
    """By what ``bodies_called`` finds it: its name, or its address where two have that name."""
    is_alone = len(bodies_called(organisation.name)) == 1
    return organisation.name if is_alone else organisation.slug
