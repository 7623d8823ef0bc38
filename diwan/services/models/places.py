"""Where services are: a place of an organisation, and which services are there."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from diwan.core.wording import WordingField, choose
from diwan.people.models import Organisation
from diwan.vocabularies.models import Place

from ..queries.places import LocationQuerySet, ServiceAtLocationQuerySet
from ..rules import codes
from ..words import Access, LocationType
from .services import Service


class Location(models.Model):
    """``location`` of HSDS 3.0 with its address, which others see only of open services."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="locations")
    location_type = models.CharField(
        max_length=8, choices=LocationType.choices, default=LocationType.PHYSICAL
    )
    name = WordingField(blank=True)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    address = models.CharField(max_length=300, blank=True)
    city = models.CharField(max_length=120, blank=True)
    postal_code = models.CharField(max_length=20, blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    transportation = WordingField(blank=True)
    #: codes of ``Access``, as ``rules.codes`` writes them
    accessibility = models.CharField(max_length=200, default=codes.EMPTY)
    accessibility_details = WordingField(blank=True)
    url = models.URLField(blank=True, max_length=500)

    objects = LocationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("location")
        verbose_name_plural = _("locations")
        constraints = [
            models.CheckConstraint(
                condition=Q(location_type__in=LocationType.values), name="location_type_is_known"
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    latitude__gte=-90,
                    latitude__lte=90,
                    longitude__gte=-180,
                    longitude__lte=180,
                ),
                name="location_is_on_earth",
            ),
        ]

    def __str__(self) -> str:
        lines = (choose(self.name).text, self.address, f"{self.postal_code} {self.city}")
        return ", ".join(line.strip() for line in lines if line.strip()) or str(self.place or "")

    @property
    def access_labels(self) -> list[str]:
        known = dict(Access.choices)
        return [str(known[code]) for code in codes.parted(self.accessibility) if code in known]


class ServiceAtLocation(models.Model):
    """``service_at_location`` of HSDS 3.0."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="at")
    location = models.ForeignKey(Location, models.CASCADE, related_name="at")

    objects = ServiceAtLocationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("service at a location")
        verbose_name_plural = _("services at locations")
        constraints = [
            models.UniqueConstraint(fields=["service", "location"], name="service_there_once")
        ]

    def __str__(self) -> str:
        return f"{self.service} · {self.location}"
