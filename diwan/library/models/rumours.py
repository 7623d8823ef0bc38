"""The file of a rumour: where it was heard, what is true of it, the answer, who carries it (I7)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from diwan.core.wording import WordingField, choose
from diwan.vocabularies.models import Place

from ..words.kinds import Finding, HeardIn, RumourState, Says
from .items import Item


class Rumour(models.Model):
    """What goes round is the item's title and summary; never who tells it."""

    item = models.OneToOneField(Item, models.CASCADE, primary_key=True, related_name="rumour")
    state = models.CharField(
        _("state"), max_length=9, choices=RumourState.choices, default=RumourState.HEARD
    )
    heard_on = models.DateField(_("heard first"))
    heard_in = models.CharField(
        _("where it goes round"), max_length=8, choices=HeardIn.choices, default=HeardIn.TALK
    )
    finding = models.CharField(_("finding"), max_length=6, choices=Finding.choices, blank=True)
    answer = WordingField(_("answer"), blank=True)
    answered_on = models.DateField(_("answered"), null=True, blank=True)
    #: the campaign that carries the answer
    campaign = models.ForeignKey(
        Item,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="rumours_answered",
        verbose_name=_("campaign"),
    )
    evaluation = WordingField(_("whether the answer worked"), blank=True)

    class Meta:
        verbose_name = _("rumour")
        verbose_name_plural = _("rumours")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=RumourState.values), name="rumour_state_known"
            ),
            models.CheckConstraint(
                condition=Q(heard_in__in=HeardIn.values), name="rumour_heard_known"
            ),
            models.CheckConstraint(
                condition=Q(finding__in=["", *Finding.values]), name="rumour_finding_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["answered", "evaluated"])
                | (Q(answered_on__isnull=False) & ~Q(finding="")),
                name="rumour_answered_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return str(self.item)


class RumourEvidence(models.Model):
    """A fact or an experience beside a rumour, with where it is known from."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="evidence")
    says = models.CharField(_("which way it points"), max_length=8, choices=Says.choices)
    text = WordingField(_("what is known"))
    source = models.CharField(_("source"), max_length=500)
    #: the year of the figures
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("piece of evidence")
        verbose_name_plural = _("evidence")
        constraints = [
            models.CheckConstraint(condition=Q(says__in=Says.values), name="evidence_says_known"),
            models.CheckConstraint(condition=~Q(source=""), name="evidence_has_a_source"),
        ]

    def __str__(self) -> str:
        return choose(self.text).text


class AgentTraining(models.Model):
    """How many people were trained to answer rumours, where and when; never who."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="trainings")
    held_on = models.DateField(_("day"))
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("place")
    )
    agents = models.PositiveIntegerField(_("people trained"))

    class Meta:
        ordering = ["-held_on", "-pk"]
        verbose_name = _("training of anti-rumour agents")
        verbose_name_plural = _("trainings of anti-rumour agents")
        constraints = [
            models.CheckConstraint(condition=Q(agents__gte=1), name="training_of_somebody")
        ]

    def __str__(self) -> str:
        return str(self.held_on)
