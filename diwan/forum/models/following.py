"""Who hears of what is new in a forum, or in one topic of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from diwan.people.models import Person
from diwan.portal.words import Rhythm

from .talk import Forum, Topic


class Subscription(models.Model):
    """``topic`` is empty for the whole forum."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    forum = models.ForeignKey(Forum, models.CASCADE, related_name="subscriptions")
    topic = models.ForeignKey(
        Topic, models.CASCADE, null=True, blank=True, related_name="subscriptions"
    )
    rhythm = models.CharField(
        _("how often letters come"), max_length=6, choices=Rhythm.choices, default=Rhythm.DAILY
    )
    since = models.DateTimeField()
    #: posts shown until then were told, or looked at and were none
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("forum somebody follows")
        verbose_name_plural = _("forums somebody follows")
        constraints = [
            models.CheckConstraint(
                condition=Q(rhythm__in=Rhythm.values), name="forum_rhythm_known"
            ),
            models.UniqueConstraint(
                fields=["person", "forum"],
                condition=Q(topic__isnull=True),
                name="forum_followed_once",
            ),
            models.UniqueConstraint(
                fields=["person", "topic"],
                condition=Q(topic__isnull=False),
                name="topic_followed_once",
            ),
        ]

    def __str__(self) -> str:
        return f"subscription {self.pk}"
