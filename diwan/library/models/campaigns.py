"""Messages with their tests, and the campaigns that carry them (I4, I8, I10)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from diwan.core.wording import WordingField, choose

from ..words.kinds import CampaignState, Channel, TriedBy
from .items import Item, ItemFile


class Message(models.Model):
    """One message in one or more languages, for one channel; of a campaign or a message bank."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="messages")
    channel = models.CharField(_("channel"), max_length=10, choices=Channel.choices)
    text = WordingField(_("message"))
    #: for whom, where it is narrower than the campaign
    audience = WordingField(_("for whom"), blank=True)
    picture = models.ForeignKey(
        ItemFile,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    #: what the picture shows, for those who do not see it
    picture_says = WordingField(_("what the picture shows"), blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values), name="message_channel_known"
            )
        ]

    def __str__(self) -> str:
        return choose(self.text).text


class MessageTest(models.Model):
    """How a message was tried: how many were asked, understood it and believed it."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="tests")
    tested_on = models.DateField(_("day"))
    method = models.CharField(_("method"), max_length=9, choices=TriedBy.choices)
    asked = models.PositiveIntegerField(_("people asked"))
    understood = models.PositiveIntegerField(_("understood it"))
    believed = models.PositiveIntegerField(_("believed it"))
    finding = WordingField(_("what was learnt"), blank=True)

    class Meta:
        ordering = ["tested_on", "pk"]
        verbose_name = _("test of a message")
        verbose_name_plural = _("tests of messages")
        constraints = [
            models.CheckConstraint(
                condition=Q(method__in=TriedBy.values), name="message_test_method_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    asked__gte=1, understood__lte=F("asked"), believed__lte=F("understood")
                ),
                name="message_test_adds_up",
            ),
        ]

    def __str__(self) -> str:
        return str(self.tested_on)


class Campaign(models.Model):
    """Whom a campaign speaks to, from when to when, and what came of it."""

    item = models.OneToOneField(Item, models.CASCADE, primary_key=True, related_name="campaign")
    state = models.CharField(
        _("state"), max_length=9, choices=CampaignState.choices, default=CampaignState.PLANNED
    )
    audience = WordingField(_("for whom"), blank=True)
    starts_on = models.DateField(_("starts"), null=True, blank=True)
    ends_on = models.DateField(_("ends"), null=True, blank=True)
    #: whether everybody may take its texts and pictures along to pass them on
    is_shared = models.BooleanField(_("offer a share pack"), default=False)
    evaluation = WordingField(_("what came of it"), blank=True)

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=CampaignState.values), name="campaign_state_known"
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="campaign_starts_before_it_ends",
            ),
        ]

    def __str__(self) -> str:
        return str(self.item)


class Reach(models.Model):
    """How many people a campaign reached by one channel until a day, and how that is known."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="reach")
    channel = models.CharField(_("channel"), max_length=10, choices=Channel.choices)
    measured_on = models.DateField(_("day"))
    reached = models.PositiveIntegerField(_("people reached"))
    source = models.CharField(_("how that is known"), max_length=500)

    class Meta:
        ordering = ["channel", "-measured_on", "-pk"]
        verbose_name = _("reach of a campaign")
        verbose_name_plural = _("reach of campaigns")
        constraints = [
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values), name="reach_channel_known"
            ),
            models.UniqueConstraint(
                fields=["item", "channel", "measured_on"], name="reach_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return str(self.measured_on)
