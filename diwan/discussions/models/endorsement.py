"""The comment round in which members endorse a published reply, statement by statement."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from diwan.people.words import Attribution

from ..endorsing_rules import Marking
from ..queries.endorsement import PositionQuerySet, RoundQuerySet
from ..words import Choice, RoundAudience, RoundOutcome
from .reply import Reply, Statement


class EndorsementRound(models.Model):
    """Days on which members say what they think of each statement of a published reply.

    ``quorum``: how many must endorse or object. ``outcome`` and ``result`` are empty until it is
    closed; they stay as they are then, whoever leaves or takes words back.
    """

    reply = models.ForeignKey(Reply, models.CASCADE, related_name="rounds")
    opens_on = models.DateField(_("first day"))
    closes_on = models.DateField(_("last day"))
    audience = models.CharField(
        _("who may take part"), max_length=12, choices=RoundAudience.choices
    )
    quorum = models.PositiveSmallIntegerField(_("how many must take part"), default=1)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(
        _("outcome"), max_length=10, choices=RoundOutcome.choices, blank=True
    )
    #: ``{"took_part": n, "statements": {key: [endorse, object, abstain, standing]}}``
    result = models.JSONField(_("result"), default=dict, blank=True)
    # when the letters of each kind were queued
    invited_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at"]
        verbose_name = _("endorsement round")
        verbose_name_plural = _("endorsement rounds")
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="round_closes_after_it_opens"
            ),
            models.UniqueConstraint(
                fields=["reply"], condition=Q(closed_at=None), name="one_open_round_a_reply"
            ),
        ]

    def __str__(self) -> str:
        return f"endorsement round {self.pk}"


class Position(models.Model):
    """What one member says to one statement; an objection has a reason and gets an answer."""

    round = models.ForeignKey(EndorsementRound, models.CASCADE, related_name="positions")
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="positions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    choice = models.CharField(_("position"), max_length=8, choices=Choice.choices)
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
    language = models.CharField(_("language"), max_length=8, blank=True)
    attribution = models.CharField(
        _("how you are named"),
        max_length=12,
        choices=Attribution.choices,
        default=Attribution.ANONYMOUS,
    )
    given_at = models.DateTimeField()
    answer = models.TextField(_("answer of the facilitation team"), max_length=2000, blank=True)
    #: the team takes the objection as met; :func:`.endorsing_rules.counts_as_met` says from when
    is_met = models.BooleanField(_("met"), default=False)
    #: when the letter that says so was queued
    met_told_at = models.DateTimeField(null=True, blank=True)
    #: when its member said that it is met, or that it stands all the same
    confirmed_at = models.DateTimeField(null=True, blank=True)
    maintained_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    #: the words of the objection were taken back by whoever wrote them
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = PositionQuerySet.as_manager()

    class Meta:
        ordering = ["statement__number", "given_at"]
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        constraints = [
            models.UniqueConstraint(fields=["round", "statement", "person"], name="position_once"),
            models.CheckConstraint(
                condition=Q(choice__in=Choice.values), name="position_choice_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"position {self.pk}"

    @property
    def marking(self) -> Marking:
        return Marking(
            is_met=self.is_met,
            told_at=self.met_told_at,
            is_confirmed=self.confirmed_at is not None,
            is_maintained=self.maintained_at is not None,
        )
