"""When a service is open, how it is reached, what it costs and what one brings."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from diwan.core.wording import WordingField, choose

from ..rules.hours import Opening, days_of
from ..words import PhoneType
from .places import ServiceAtLocation
from .services import Service


class Schedule(models.Model):
    """``schedule`` of HSDS 3.0, weekly; see ``rules.hours`` for what it means."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="schedules")
    #: None: wherever the service is
    at = models.ForeignKey(
        ServiceAtLocation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="schedules",
    )
    #: ``MO,TU``, as HSDS and iCalendar write it
    byday = models.CharField(max_length=20)
    opens_at = models.TimeField(null=True, blank=True)
    closes_at = models.TimeField(null=True, blank=True)
    #: IANA name
    timezone = models.CharField(max_length=50)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    description = WordingField(blank=True)

    class Meta:
        ordering = ["valid_from", "pk"]
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True, closes_at__isnull=True)
                | Q(opens_at__isnull=False, closes_at__isnull=False),
                name="schedule_opens_and_closes",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="schedule_begins_before_it_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.byday} {self.opens_at}"

    @property
    def opening(self) -> Opening:
        return Opening(
            days_of(self.byday),
            self.opens_at,
            self.closes_at,
            self.timezone,
            self.valid_from,
            self.valid_to,
        )


class Phone(models.Model):
    """``phone`` of HSDS 3.0: of an office, never of a person."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="phones")
    number = models.CharField(max_length=40)
    type = models.CharField(max_length=10, choices=PhoneType.choices, default=PhoneType.VOICE)
    #: codes (BCP 47) of what is spoken there
    languages = models.CharField(max_length=200, default="|")
    description = WordingField(blank=True)
    #: for those who run the service, and nobody else (P-13)
    is_staff = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("telephone number")
        verbose_name_plural = _("telephone numbers")
        constraints = [
            models.CheckConstraint(
                condition=Q(type__in=PhoneType.values), name="phone_type_is_known"
            )
        ]

    def __str__(self) -> str:
        return self.number


class CostOption(models.Model):
    """``cost_option`` of HSDS 3.0."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="costs")
    option = WordingField()
    #: in minor units of the currency
    amount = models.BigIntegerField()
    #: ISO 4217
    currency = models.CharField(max_length=3)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("price")
        verbose_name_plural = _("prices")
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=0), name="cost_is_no_gift"),
            models.CheckConstraint(condition=~Q(currency=""), name="cost_has_a_currency"),
        ]

    def __str__(self) -> str:
        return choose(self.option).text


class RequiredDocument(models.Model):
    """``required_document`` of HSDS 3.0: what one brings along."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="documents")
    document = WordingField()
    url = models.URLField(blank=True, max_length=500)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("document to bring")
        verbose_name_plural = _("documents to bring")

    def __str__(self) -> str:
        return choose(self.document).text
