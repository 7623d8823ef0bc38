"""An agreement, its dates and its documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from diwan.core.wording import WordingField, choose
from diwan.people.models import Person
from diwan.vocabularies.models import Theme

from ..queries import AgreementQuerySet
from ..rules import span
from ..words import AgreementKind, AgreementState, MilestoneKind, Precision, Side

if TYPE_CHECKING:
    from datetime import date

    from .parties import Party


class Agreement(models.Model):
    """What parties on both shores agreed on.

    ``is_recorded``: concluded elsewhere and written down here by a steward, with its sources;
    the others are drafted, signed and followed here.
    """

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=30, choices=AgreementKind.choices)
    state = models.CharField(
        _("state"), max_length=12, choices=AgreementState.choices, default=AgreementState.DRAFT
    )
    title = WordingField(_("title"))
    summary = WordingField(_("summary"), blank=True)
    themes = models.ManyToManyField(Theme, blank=True, related_name="+", verbose_name=_("themes"))
    is_recorded = models.BooleanField(_("concluded elsewhere"), default=False)
    #: an umbrella such as a territorial accord under a bilateral agreement
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
    )
    created_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", verbose_name=_("drafted by")
    )
    created_at = models.DateTimeField(_("drafted"))
    changed_at = models.DateTimeField(_("changed"))

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "-pk"]
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=AgreementKind.values), name="agreement_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=AgreementState.values), name="agreement_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return choose(self.title).text

    def get_absolute_url(self) -> str:
        return reverse("agreements:agreement", args=[self.slug])

    @property
    def shores(self) -> list[list[Party]]:
        """Its parties by side, without empty sides; ask ``for_listing()`` for it."""
        bound: list[Party] = getattr(self, "bound", [])
        by_side = [[row for row in bound if row.side == side] for side in Side.values]
        return [rows for rows in by_side if rows]


class Milestone(models.Model):
    """A date of an agreement, as exactly as it is known, and where it is known from."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="milestones")
    kind = models.CharField(_("what happened"), max_length=12, choices=MilestoneKind.choices)
    #: the first day of the month or of the year where only that is known
    on = models.DateField(_("date"))
    precision = models.CharField(
        _("how exact"), max_length=5, choices=Precision.choices, default=Precision.DAY
    )
    is_confirmed = models.BooleanField(_("confirmed"), default=False)
    source = models.CharField(_("source"), max_length=500, blank=True)
    #: what the parties planned, and may have signed, before it came otherwise
    planned_on = models.DateField(_("planned for"), null=True, blank=True)
    planned_precision = models.CharField(
        _("how exact the plan was"), max_length=5, choices=Precision.choices, blank=True
    )

    class Meta:
        ordering = ["on", "pk"]
        verbose_name = _("date of an agreement")
        verbose_name_plural = _("dates of agreements")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=MilestoneKind.values), name="milestone_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(precision__in=Precision.values), name="milestone_precision_is_known"
            ),
            models.UniqueConstraint(
                fields=["agreement", "kind"],
                condition=~Q(kind__in=["reviewed", "renewed"]),
                name="milestone_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"

    @property
    def span(self) -> tuple[date, date]:
        """The first and the last day it may have been."""
        return span(self.on, self.precision)


class Document(models.Model):
    """A text that belongs to an agreement; where it can be read.

    What stands when the terms are laid before the parties is part of them; what came once all had
    signed says so with its day.
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="documents")
    title = WordingField(_("title"))
    language = models.CharField(_("language"), max_length=8, blank=True)
    url = models.URLField(_("address"), max_length=500)
    position = models.PositiveSmallIntegerField(default=0)
    #: the day it was added after the signatures; empty for what was signed
    late_on = models.DateField(_("added after the signatures"), null=True, blank=True)
    #: in whose name it was added then
    late_by = models.ForeignKey(
        "agreements.Party",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("added by the party"),
    )

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("document of an agreement")
        verbose_name_plural = _("documents of agreements")

    def __str__(self) -> str:
        return choose(self.title).text
