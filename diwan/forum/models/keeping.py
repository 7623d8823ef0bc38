"""Who looks after a forum, what members point out to them, and who may not write."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from diwan.people.models import Person

from ..queries import FlagQuerySet
from ..words import FlagOutcome
from .talk import Forum, Post


class Keeper(models.Model):
    """Somebody named to look after a forum, besides those who keep its council or project."""

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="keepers")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("keeper of a forum")
        verbose_name_plural = _("keepers of forums")
        constraints = [
            models.UniqueConstraint(fields=["forum", "person"], name="forum_keeper_once")
        ]

    def __str__(self) -> str:
        return f"keeper {self.pk}"


class Bar(models.Model):
    """A member who may not write in a forum, until a day or for good."""

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="bars")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    until = models.DateField(_("until"), null=True, blank=True)
    #: what the member is told
    why = models.TextField(_("why"))
    barred_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("member who may not write in a forum")
        verbose_name_plural = _("members who may not write in a forum")
        constraints = [models.UniqueConstraint(fields=["forum", "person"], name="forum_bar_once")]

    def __str__(self) -> str:
        return f"bar {self.pk}"


class Flag(models.Model):
    """A member asks the keepers to look at a post."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="flags")
    flagged_by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    reason = models.TextField(_("what is wrong"))
    flagged_at = models.DateTimeField(_("reported"))
    outcome = models.CharField(_("decision"), max_length=6, choices=FlagOutcome.choices, blank=True)
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = FlagQuerySet.as_manager()

    class Meta:
        ordering = ["flagged_at", "pk"]
        verbose_name = _("report of a post")
        verbose_name_plural = _("reports of posts")
        constraints = [
            models.UniqueConstraint(
                fields=["post", "flagged_by"],
                condition=Q(outcome=""),
                name="flag_waits_once",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", *FlagOutcome.values]), name="flag_outcome_known"
            ),
        ]

    def __str__(self) -> str:
        return f"flag {self.pk}"
