"""The parties, what they signed, and which states recognise it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from diwan.core.wording import WordingField, choose
from diwan.people.models import Organisation, Person
from diwan.vocabularies.models import Place

from ..words import Level, Side
from .agreement import Agreement


class Party(models.Model):
    """A body that is bound: an organisation of the register, or one that is only named."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="parties")
    side = models.CharField(_("side"), max_length=12, choices=Side.choices)
    level = models.CharField(_("level"), max_length=15, choices=Level.choices)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agreement_parties",
        verbose_name=_("organisation"),
    )
    #: of a party that is not in the register
    name = WordingField(_("name"), blank=True)
    place = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agreement_parties",
        verbose_name=_("territory"),
    )
    role = WordingField(_("role and commitment"), blank=True)
    joined_on = models.DateField(_("joined"), null=True, blank=True)
    left_on = models.DateField(_("left"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        constraints = [
            models.CheckConstraint(condition=Q(side__in=Side.values), name="party_side_is_known"),
            models.CheckConstraint(
                condition=Q(level__in=Level.values), name="party_level_is_known"
            ),
            models.UniqueConstraint(
                fields=["agreement", "organisation"],
                condition=Q(organisation__isnull=False),
                name="party_once",
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True)
                | Q(joined_on__isnull=True)
                | Q(left_on__gte=models.F("joined_on")),
                name="party_joins_before_it_leaves",
            ),
        ]

    def __str__(self) -> str:
        return self.organisation.name_shown if self.organisation else choose(self.name).text


class Terms(models.Model):
    """What was laid before the parties, word for word; a later change makes new terms."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="terms")
    number = models.PositiveSmallIntegerField(_("version"))
    #: see ``rules.digest``
    digest = models.CharField(max_length=64)
    content = models.JSONField(_("terms"))
    proposed_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", verbose_name=_("proposed by")
    )
    proposed_at = models.DateTimeField(_("proposed"))

    class Meta:
        ordering = ["number"]
        verbose_name = _("terms of an agreement")
        verbose_name_plural = _("terms of agreements")
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="terms_numbered_once")
        ]

    def __str__(self) -> str:
        return f"terms {self.number}"


class SignOff(models.Model):
    """A party says yes to terms, through a person who may act for it."""

    terms = models.ForeignKey(Terms, models.CASCADE, related_name="sign_offs")
    party = models.ForeignKey(Party, models.CASCADE, related_name="sign_offs")
    signed_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", verbose_name=_("signed by")
    )
    #: in which capacity, as the page shows it
    capacity = models.CharField(_("capacity"), max_length=200)
    signed_at = models.DateTimeField(_("signed"))

    class Meta:
        ordering = ["signed_at", "pk"]
        verbose_name = _("sign-off")
        verbose_name_plural = _("sign-offs")
        constraints = [models.UniqueConstraint(fields=["terms", "party"], name="signed_off_once")]

    def __str__(self) -> str:
        return f"sign-off {self.pk}"


class Recognition(models.Model):
    """A state takes note of an accord of its territories (D7)."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="recognitions")
    state = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("state"))
    authority = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("authority"),
    )
    recognised_on = models.DateField(_("recognised on"))
    recorded_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", verbose_name=_("recorded by")
    )
    source = models.CharField(_("source"), max_length=500, blank=True)

    class Meta:
        ordering = ["recognised_on", "pk"]
        verbose_name = _("recognition by a state")
        verbose_name_plural = _("recognitions by states")
        constraints = [
            models.UniqueConstraint(fields=["agreement", "state"], name="recognised_once")
        ]

    def __str__(self) -> str:
        return f"recognition {self.pk}"
