"""What a council or a project tells of its work, at length and in its own name."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from diwan.core.wording import WordingField, choose
from diwan.people.models import Person
from diwan.people.words import Attribution

from ..queries import EntryQuerySet
from ..words import EntryState
from .talk import Forum, Topic


class Entry(models.Model):
    """One entry of the blog of a forum; its talk is a topic of the forum (A17)."""

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="entries")
    title = WordingField(_("title"))
    text = WordingField(_("text"))
    state = models.CharField(
        _("state"), max_length=9, choices=EntryState.choices, default=EntryState.DRAFT
    )
    written_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", verbose_name=_("written by")
    )
    attribution = models.CharField(
        _("how I am named"),
        max_length=12,
        choices=Attribution.choices,
        default=Attribution.ORGANISATION,
    )
    written_at = models.DateTimeField(_("written"))
    changed_at = models.DateTimeField(_("changed"))
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    topic = models.OneToOneField(
        Topic, models.SET_NULL, null=True, blank=True, related_name="entry"
    )

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        verbose_name = _("entry of a blog")
        verbose_name_plural = _("entries of blogs")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=EntryState.values), name="entry_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False),
                name="entry_published_when",
            ),
        ]

    def __str__(self) -> str:
        return choose(self.title).text

    def get_absolute_url(self) -> str:
        return reverse("forum:entry", args=[self.forum.slug, self.pk])
