"""The table of what can be found, filled through ``portal.actions``; who follows what."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from diwan.core import clock, slots
from diwan.core.fulltext import HasWords
from diwan.vocabularies.models import Place, Theme

from .finding.asking import Narrowing
from .queries import FollowQuerySet, SavedSearchQuerySet, SearchDocumentQuerySet
from .words import Rhythm


class SearchDocument(HasWords):
    """Something that can be found, in one language; its folded words stand beside it."""

    #: name of the source in ``core.slots.search_sources``
    source = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    language = models.CharField(max_length=8)
    #: primary keys of places it concerns, with the countries these lie in, and of its themes
    places = models.JSONField(default=list)
    themes = models.JSONField(default=list)
    year = models.PositiveSmallIntegerField(null=True)
    #: since when it can be found, whatever was changed later
    found_at = models.DateTimeField(default=clock.now, db_index=True)
    indexed_at = models.DateTimeField(default=clock.now)

    objects = SearchDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("search document")
        constraints = [
            models.UniqueConstraint(fields=["source", "object_id", "language"], name="found_once")
        ]

    def __str__(self) -> str:
        return f"{self.source}:{self.object_id}"


class Follow(models.Model):
    """Somebody wants to hear what is new about a place, between two places, or on a theme."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    place = models.ForeignKey(
        Place, models.CASCADE, null=True, related_name="+", verbose_name=_("place")
    )
    #: the other end of a corridor; which of them is the land of origin makes no difference
    other = models.ForeignKey(Place, models.CASCADE, null=True, related_name="+")
    theme = models.ForeignKey(
        Theme, models.CASCADE, null=True, related_name="+", verbose_name=_("theme")
    )
    rhythm = models.CharField(
        _("how often letters come"), max_length=6, choices=Rhythm.choices, default=Rhythm.WEEKLY
    )
    since = models.DateTimeField()
    #: when a letter last brought what was new, or looked and found nothing
    told_at = models.DateTimeField(null=True)

    objects = FollowQuerySet.as_manager()

    class Meta:
        ordering = ["since", "pk"]
        verbose_name = _("place, corridor or theme somebody follows")
        verbose_name_plural = _("places, corridors and themes somebody follows")
        constraints = [
            models.CheckConstraint(
                condition=Q(place__isnull=False, theme__isnull=True)
                | Q(place__isnull=True, other__isnull=True, theme__isnull=False),
                name="follow_has_one_subject",
            ),
            models.CheckConstraint(
                condition=Q(other__isnull=True) | Q(other__gt=F("place")),
                name="follow_corridor_is_written_one_way",
            ),
            models.CheckConstraint(
                condition=Q(rhythm__in=Rhythm.values), name="portal_follow_rhythm_is_known"
            ),
            models.UniqueConstraint(
                fields=["person", "place"],
                condition=Q(place__isnull=False, other__isnull=True),
                name="follow_place_once",
            ),
            models.UniqueConstraint(
                fields=["person", "place", "other"],
                condition=Q(other__isnull=False),
                name="follow_corridor_once",
            ),
            models.UniqueConstraint(
                fields=["person", "theme"],
                condition=Q(theme__isnull=False),
                name="follow_theme_once",
            ),
        ]

    def __str__(self) -> str:
        return f"follow {self.pk}"

    @property
    def scope(self) -> slots.Scope:
        return slots.Scope(place=self.place, other=self.other, theme=self.theme)


class SavedSearch(models.Model):
    """A search that somebody keeps, to hear of what it finds later."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    words = models.CharField(_("words to find"), max_length=200, blank=True)
    source = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=8, blank=True)
    place = models.ForeignKey(Place, models.CASCADE, null=True, related_name="+")
    theme = models.ForeignKey(Theme, models.CASCADE, null=True, related_name="+")
    year = models.PositiveSmallIntegerField(null=True)
    rhythm = models.CharField(
        _("how often letters come"), max_length=6, choices=Rhythm.choices, default=Rhythm.WEEKLY
    )
    since = models.DateTimeField()
    #: when a letter last brought what was new, or looked and found nothing
    told_at = models.DateTimeField(null=True)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        ordering = ["since", "pk"]
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        constraints = [
            models.CheckConstraint(
                condition=Q(rhythm__in=Rhythm.values), name="saved_search_rhythm_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(words="")
                | Q(place__isnull=False)
                | Q(theme__isnull=False)
                | Q(year__isnull=False),
                name="saved_search_looks_for_something",
            ),
        ]

    def __str__(self) -> str:
        return f"saved search {self.pk}"

    @property
    def narrowing(self) -> Narrowing:
        return Narrowing(self.source, self.language, self.place_id, self.theme_id, self.year)
