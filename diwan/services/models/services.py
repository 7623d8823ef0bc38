"""A service: what a body does for people, and for whom."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from diwan.core import clock
from diwan.core.wording import WordingField, choose
from diwan.people.models import Organisation, Person
from diwan.vocabularies.models import Place, Theme

from ..queries.services import ServiceQuerySet
from ..rules import assurance, codes
from ..rules.openness import RELAYED
from ..words import Assurance, Sensitivity, ServiceState, Side, Term

if TYPE_CHECKING:
    from datetime import date

    from django_stubs_ext import StrOrPromise


def new_id() -> str:
    """An ``id`` as HSDS wants it."""
    return str(uuid.uuid4())


class Service(models.Model):
    """``service`` of HSDS 3.0; its ``organization`` is one of the register."""

    slug = models.SlugField(max_length=80, unique=True)
    #: the ``id`` of HSDS, of the file it came in or our own
    hsds_id = models.CharField(max_length=80, unique=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="services")
    name = WordingField()
    description = WordingField(blank=True)
    state = models.CharField(
        max_length=8, choices=ServiceState.choices, default=ServiceState.INACTIVE
    )
    side = models.CharField(max_length=12, choices=Side.choices, blank=True)
    sensitivity = models.CharField(
        max_length=14, choices=Sensitivity.choices, default=Sensitivity.PUBLIC
    )
    #: codes of ``Term``, and of languages (BCP 47), as ``rules.codes`` writes them
    terms = models.CharField(max_length=400, default=codes.EMPTY)
    languages = models.CharField(max_length=400, default=codes.EMPTY)
    interpretation_services = WordingField(blank=True)
    areas = models.ManyToManyField(Place, blank=True, related_name="+")
    themes = models.ManyToManyField(Theme, blank=True, related_name="+")
    url = models.URLField(blank=True, max_length=500)
    email = models.EmailField(blank=True)
    is_by_appointment = models.BooleanField(default=False)
    application_process = WordingField(blank=True)
    eligibility_description = WordingField(blank=True)
    minimum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    maximum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    is_free = models.BooleanField(null=True, blank=True)
    fees_description = WordingField(blank=True)
    wait_time = WordingField(blank=True)
    alert = WordingField(blank=True)
    source = models.CharField(max_length=500, blank=True)
    assured_on = models.DateField(null=True, blank=True)
    assurer = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    #: those who run it were asked for their word anew
    asked_on = models.DateField(null=True, blank=True, editable=False)
    #: what it is called, folded, as lists are searched
    folded = models.TextField(blank=True, editable=False)
    added_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    #: when others could read it first: news for those who follow
    published_at = models.DateTimeField(null=True, blank=True)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "-pk"]
        verbose_name = _("service")
        verbose_name_plural = _("services")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ServiceState.values), name="service_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(side__in=["", *Side.values]), name="service_side_is_known"
            ),
            models.CheckConstraint(
                condition=Q(sensitivity__in=Sensitivity.values), name="service_class_is_known"
            ),
            models.CheckConstraint(
                condition=Q(minimum_age__isnull=True)
                | Q(maximum_age__isnull=True)
                | Q(maximum_age__gte=F("minimum_age")),
                name="service_ages_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(sensitivity="public", terms__contains="|shelter|"),
                name="service_shelter_is_never_open",
            ),
        ]

    def __str__(self) -> str:
        return choose(self.name).text

    def get_absolute_url(self) -> str:
        return reverse("services:service", args=[self.slug])

    @property
    def term_labels(self) -> list[StrOrPromise]:
        known = dict(Term.choices)
        return [known[code] for code in codes.parted(self.terms) if code in known]

    @property
    def language_codes(self) -> list[str]:
        return codes.parted(self.languages)

    @property
    def assured_until(self) -> date | None:
        return assurance.assured_until(self.assured_on)

    @property
    def assurance(self) -> Assurance:
        return Assurance(assurance.assurance(self.assured_on, clock.now().date()))

    @property
    def is_relayed(self) -> bool:
        """Whether it is written to through the house."""
        return self.sensitivity in RELAYED
