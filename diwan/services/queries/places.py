"""What can be asked of where services are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Exists, OuterRef, QuerySet

if TYPE_CHECKING:
    from diwan.people.models import Organisation

    from ..models import Location, ServiceAtLocation  # noqa: F401 - named in the bases below


class LocationQuerySet(QuerySet["Location"]):
    def of(self, organisation: Organisation) -> LocationQuerySet:
        return self.filter(organisation=organisation)


class ServiceAtLocationQuerySet(QuerySet["ServiceAtLocation"]):
    def for_rows(self) -> ServiceAtLocationQuerySet:
        """With the place, and ``is_shared``: a service that hides its address is there, too."""
        rows = self.annotate(is_shared=_hidden_there())
        return rows.select_related("location__place").order_by("pk")

    def open_to_all(self) -> ServiceAtLocationQuerySet:
        """Of open services, at a place that no other service hides: the closed one wins."""
        return self.for_rows().filter(~_hidden_there(), service__sensitivity="public")


def _hidden_there() -> Exists:
    """Whether a service that hides its address is at the location of the row."""
    rows = apps.get_model("services", "ServiceAtLocation").objects.all()
    there = rows.filter(location=OuterRef("location_id"))
    return Exists(there.exclude(service__sensitivity="public"))
