"""Guides to what an office does for people on line, and a person's own requests (I6)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from diwan.core import clock
from diwan.core.wording import WordingField, choose
from diwan.people.models import Organisation, Person
from diwan.people.models.profiles import new_handle
from diwan.vocabularies.models import Place

from ..queries.guides import GuideQuerySet
from ..words import RequestState


class Guide(models.Model):
    """How one gets something from an office of a country, step by step."""

    slug = models.SlugField(max_length=80, unique=True)
    title = WordingField()
    country = models.ForeignKey(Place, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="guides",
    )
    summary = WordingField(blank=True)
    #: a line a step
    steps = WordingField()
    cost = WordingField(blank=True)
    duration = WordingField(blank=True)
    #: where the request itself is made: the office's own system
    official_url = models.URLField(max_length=500, blank=True)
    source = models.CharField(max_length=500, blank=True)
    valid_until = models.DateField()
    is_published = models.BooleanField(default=False)
    added_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField()

    objects = GuideQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("guide to an office")
        verbose_name_plural = _("guides to offices")

    def __str__(self) -> str:
        return choose(self.title).text

    def get_absolute_url(self) -> str:
        return reverse("services:guide", args=[self.slug])

    @property
    def is_out_of_date(self) -> bool:
        return clock.now().date() > self.valid_until


class GuideDocument(models.Model):
    """A paper that one needs for it."""

    guide = models.ForeignKey(Guide, models.CASCADE, related_name="documents")
    position = models.PositiveSmallIntegerField(default=0)
    name = WordingField()
    details = WordingField(blank=True)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("paper of a guide")
        verbose_name_plural = _("papers of a guide")

    def __str__(self) -> str:
        return choose(self.name).text


class Request(models.Model):
    """A person's own request along a guide: seen by them and by nobody else."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="service_requests")
    guide = models.ForeignKey(Guide, models.CASCADE, related_name="requests")
    #: stands in addresses and says nothing (P-15)
    key = models.CharField(max_length=10, unique=True, default=new_handle)
    state = models.CharField(
        max_length=9,
        choices=RequestState.choices,
        default=RequestState.GATHERING,
    )
    #: primary keys of the papers that are at hand
    ticked = models.JSONField(default=list)
    #: the number that the office gave it
    reference = models.CharField(max_length=100, blank=True)
    sent_on = models.DateField(null=True, blank=True)
    answer_by = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-changed_at", "-pk"]
        verbose_name = _("request to an office")
        verbose_name_plural = _("requests to offices")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=RequestState.values), name="request_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(sent_on__isnull=True)
                | Q(answer_by__isnull=True)
                | Q(answer_by__gte=F("sent_on")),
                name="request_answered_after_it_is_sent",
            ),
        ]

    def __str__(self) -> str:
        return f"request {self.key}"

    def get_absolute_url(self) -> str:
        return reverse("services:request", args=[self.key])
