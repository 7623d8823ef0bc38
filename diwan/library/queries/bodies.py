"""Organisations as people name them on items."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from diwan.core import clock
from diwan.people.models import Organisation
from diwan.people.queries.organisations import organisations_managed_by

if TYPE_CHECKING:
    from django.db.models import QuerySet


def body_called(text: str) -> Organisation | None:
    """The one standing organisation of that name or address; None for none or several."""
    slug = text.strip().rstrip("/").rpartition("/")[2]
    rows = Organisation.objects.standing()
    found = list(rows.filter(slug=slug)) or list(rows.filter(name__iexact=text.strip())[:2])
    return found[0] if len(found) == 1 else None


def bodies_of(person: Any) -> QuerySet[Organisation, Organisation]:
    """For which ``person`` may submit: their own, and those that they manage today."""
    managed = organisations_managed_by(person, clock.now().date())
    rows = Organisation.objects.standing()
    return rows.filter(Q(pk__in=managed) | Q(pk=person.organisation_id))
