"""What the parties and migrants bring in (D8, D10)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from diwan.core.wording import WordingField, choose
from diwan.people.models import Person

from ..words import ResourceKind, ResourceState
from .agreement import Agreement
from .parties import Party


class Resource(models.Model):
    """A line of the ledger. Lines are never changed: a correction is a line of its own."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="resources")
    party = models.ForeignKey(
        Party,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="resources",
        verbose_name=_("brought in by"),
    )
    #: of somebody who is no party, such as "migrants of the valley": never one person's name
    contributor = WordingField(_("brought in by others"), blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=ResourceKind.choices)
    what = WordingField(_("what"))
    #: in minor units of the currency; empty for what has no price
    amount = models.BigIntegerField(_("amount"), null=True, blank=True)
    #: ISO 4217
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ResourceState.choices)
    on = models.DateField(_("date"))
    #: the line that this one corrects or fulfils
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    recorded_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", verbose_name=_("recorded by")
    )
    recorded_at = models.DateTimeField(_("recorded"))

    class Meta:
        ordering = ["on", "pk"]
        verbose_name = _("contribution to an agreement")
        verbose_name_plural = _("contributions to agreements")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ResourceKind.values), name="resource_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ResourceState.values), name="resource_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True, currency="")
                | (Q(amount__isnull=False) & ~Q(currency="")),
                name="resource_amount_has_a_currency",
            ),
        ]

    def __str__(self) -> str:
        return choose(self.what).text

    @property
    def brought_in_by(self) -> str:
        return str(self.party) if self.party else choose(self.contributor).text
