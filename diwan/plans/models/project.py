"""A project, where it works, and who takes part."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from diwan.agreements.models import Agreement
from diwan.core.wording import WordingField, choose
from diwan.people.models import Organisation, Person
from diwan.vocabularies.models import Place, Theme

from ..queries import ProjectQuerySet
from ..words import ParticipantRole, ProjectState, Side

_MONEY = Q(amount__isnull=True, currency="") | (Q(amount__gte=0) & ~Q(currency=""))


class Project(models.Model):
    """What is done under an agreement or by itself, led by one organisation (C8, D3)."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    title = WordingField(_("title"))
    objectives = WordingField(_("objectives"), blank=True)
    summary = WordingField(_("main activities"), blank=True)
    agreement = models.ForeignKey(
        Agreement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name=_("under the agreement"),
    )
    lead = models.ForeignKey(
        Organisation, models.PROTECT, related_name="led_projects", verbose_name=_("led by")
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="+", verbose_name=_("themes"))
    state = models.CharField(
        _("state"), max_length=10, choices=ProjectState.choices, default=ProjectState.DRAFT
    )
    phase = models.PositiveSmallIntegerField(_("phase"), null=True, blank=True)
    #: the phase before this one
    follows = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="followed_by",
        verbose_name=_("goes on from"),
    )
    starts_on = models.DateField(_("starts"), null=True, blank=True)
    ends_on = models.DateField(_("ends"), null=True, blank=True)
    #: the whole budget, in minor units of the currency
    amount = models.BigIntegerField(_("budget"), null=True, blank=True)
    #: ISO 4217
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    source = models.CharField(_("source"), max_length=500, blank=True)
    added_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", verbose_name=_("added by")
    )
    added_at = models.DateTimeField(_("added"))
    changed_at = models.DateTimeField(_("changed"))
    #: when everybody could read it first: news for those who follow
    published_at = models.DateTimeField(_("published"), null=True, blank=True)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "-pk"]
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ProjectState.values), name="project_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="project_starts_before_it_ends",
            ),
            models.CheckConstraint(condition=_MONEY, name="project_budget_has_a_currency"),
            models.CheckConstraint(
                condition=Q(follows__isnull=True) | ~Q(follows=F("id")),
                name="project_not_its_own_phase",
            ),
        ]

    def __str__(self) -> str:
        return choose(self.title).text

    def get_absolute_url(self) -> str:
        return reverse("plans:project", args=[self.slug])


class ProjectPlace(models.Model):
    """A place where a project works, on one side or the other."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="places")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    side = models.CharField(_("side"), max_length=12, choices=Side.choices)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("place of a project")
        verbose_name_plural = _("places of projects")
        constraints = [
            models.CheckConstraint(condition=Q(side__in=Side.values), name="project_side_is_known"),
            models.UniqueConstraint(fields=["project", "place", "side"], name="project_place_once"),
        ]

    def __str__(self) -> str:
        return str(self.place)


class Participant(models.Model):
    """Who gives, implements or helps: an organisation of the register, or one only named."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="participants")
    role = models.CharField(_("role"), max_length=12, choices=ParticipantRole.choices)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="project_parts",
        verbose_name=_("organisation"),
    )
    #: of a body that is not in the register, as its people write it
    name = models.CharField(_("name"), max_length=200, blank=True)
    #: what a donor gives, in minor units of the currency
    amount = models.BigIntegerField(_("amount"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("participant of a project")
        verbose_name_plural = _("participants of projects")
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=ParticipantRole.values), name="participant_role_is_known"
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, name="")
                | (Q(organisation__isnull=True) & ~Q(name="")),
                name="participant_is_named_once",
            ),
            models.CheckConstraint(condition=_MONEY, name="participant_amount_has_a_currency"),
            models.UniqueConstraint(
                fields=["project", "role", "organisation"],
                condition=Q(organisation__isnull=False),
                name="participant_once",
            ),
        ]

    def __str__(self) -> str:
        return self.organisation.name_shown if self.organisation else self.name
