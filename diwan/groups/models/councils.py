"""Councils: who sits there, for whom, from when to when, and when they meet (A18)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from diwan.core.wording import WordingField, choose
from diwan.people.models import Organisation, Person
from diwan.people.words import Audience
from diwan.vocabularies.models import Place

from ..queries import CouncilQuerySet, HoldingQuerySet
from ..rules import OPINION_DAYS
from ..words import CollegeKind, HoldingRole

if TYPE_CHECKING:
    from datetime import date


class Council(models.Model):
    """A standing body in which those concerned advise a territory or an authority."""

    slug = models.SlugField(max_length=80, unique=True)
    name = WordingField(_("name"))
    mandate = WordingField(_("mandate"), blank=True)
    place = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="councils",
        verbose_name=_("territory"),
    )
    authority = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="advised_by",
        verbose_name=_("authority it advises"),
    )
    #: who signs for this body keeps the record
    secretariat = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="secretariat_of",
        verbose_name=_("secretariat"),
    )
    term_from = models.DateField(_("term from"), null=True, blank=True)
    term_to = models.DateField(_("term to"), null=True, blank=True)
    founding_act = models.CharField(_("founding act"), max_length=300, blank=True)
    source = models.URLField(_("where the act can be read"), max_length=500, blank=True)
    answer_days = models.PositiveSmallIntegerField(
        _("days to answer an opinion"), default=OPINION_DAYS
    )
    created_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", verbose_name=_("written in by")
    )
    created_at = models.DateTimeField(_("written in"))

    objects = CouncilQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("council")
        verbose_name_plural = _("councils")
        constraints = [
            models.CheckConstraint(
                condition=Q(term_from__isnull=True)
                | Q(term_to__isnull=True)
                | Q(term_to__gte=F("term_from")),
                name="council_term_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return choose(self.name).text

    def get_absolute_url(self) -> str:
        return reverse("councils:council", args=[self.slug])


class College(models.Model):
    """Those who sit for one side of the matter, and how they are named."""

    council = models.ForeignKey(Council, models.CASCADE, related_name="colleges")
    kind = models.CharField(_("kind"), max_length=12, choices=CollegeKind.choices)
    name = WordingField(_("name"))
    naming = WordingField(_("how its members are named"), blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("college")
        verbose_name_plural = _("colleges")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=CollegeKind.values), name="college_kind_is_known"
            )
        ]

    def __str__(self) -> str:
        return choose(self.name).text


class Seat(models.Model):
    """A place at the table; vacant on a day on which nobody holds it."""

    college = models.ForeignKey(College, models.CASCADE, related_name="seats")
    number = models.PositiveSmallIntegerField(_("number"))

    class Meta:
        ordering = ["college", "number"]
        verbose_name = _("seat of a council")
        verbose_name_plural = _("seats of councils")
        constraints = [
            models.UniqueConstraint(fields=["college", "number"], name="seat_numbered_once")
        ]

    def __str__(self) -> str:
        return f"seat {self.number}"


class Holding(models.Model):
    """Somebody, or a body, holds a seat or stands in for who does, from when to when."""

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="holdings")
    role = models.CharField(
        _("as"), max_length=10, choices=HoldingRole.choices, default=HoldingRole.HOLDER
    )
    person = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="seats_held",
        verbose_name=_("person"),
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="seats_held",
        verbose_name=_("organisation"),
    )
    #: who may read the person's name here; only the person decides
    audience = models.CharField(
        _("who may read my name here"),
        max_length=8,
        choices=Audience.choices,
        default=Audience.PRIVATE,
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)

    objects = HoldingQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        verbose_name = _("holder of a seat")
        verbose_name_plural = _("holders of seats")
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=HoldingRole.values), name="holding_role_is_known"
            ),
            models.CheckConstraint(
                condition=Q(audience__in=Audience.values), name="holding_audience_is_known"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="holding_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"holding {self.pk}"

    @property
    def stretch(self) -> tuple[date, date | None]:
        return self.starts_on, self.ends_on


class Meeting(models.Model):
    """A day on which the council sits."""

    council = models.ForeignKey(Council, models.CASCADE, related_name="meetings")
    held_on = models.DateField(_("day"))
    title = WordingField(_("title"), blank=True)
    where = models.CharField(_("where"), max_length=200, blank=True)
    minutes = WordingField(_("minutes"), blank=True)

    class Meta:
        ordering = ["-held_on", "-pk"]
        verbose_name = _("meeting of a council")
        verbose_name_plural = _("meetings of councils")
        constraints = [
            models.UniqueConstraint(fields=["council", "held_on"], name="meeting_once_a_day")
        ]

    def __str__(self) -> str:
        return f"meeting {self.held_on}"

    def get_absolute_url(self) -> str:
        return reverse("councils:meeting", args=[self.council.slug, self.pk])


class AgendaItem(models.Model):
    """What a meeting takes up, in its order, and what came of it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(_("number"))
    title = WordingField(_("title"))
    outcome = WordingField(_("what came of it"), blank=True)
    opinion = models.ForeignKey(
        "groups.Opinion",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="agenda_items",
        verbose_name=_("opinion"),
    )

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("item of an agenda")
        verbose_name_plural = _("items of agendas")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "position"], name="item_numbered_once")
        ]

    def __str__(self) -> str:
        return choose(self.title).text
