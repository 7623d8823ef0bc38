"""Places, themes and goals, each named in three languages."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from diwan.core.wording import WordingField, choose

from .queries import PlaceQuerySet
from .words import Framework, PlaceKind


class Place(models.Model):
    """A region (M49), country (ISO 3166-1), subdivision (ISO 3166-2) or municipality.

    ``code``: M49 number such as ``015``, ``TN``, ``TN-11``, or ``TN-11/sfax`` for a
    municipality that a steward added.
    """

    code = models.CharField(_("code"), max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=PlaceKind.choices)
    names = WordingField(_("names"))
    #: shown with the name wherever it stands, e.g. a reservation about a designation
    footnote = WordingField(_("designation footnote"), blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=PlaceKind.values), name="place_kind_is_known"
            )
        ]

    def __str__(self) -> str:
        return self.label()

    def label(self, language: str | None = None) -> str:
        """The name, with a star when a footnote about the designation belongs to it."""
        return choose(self.starred_names, language).text

    @property
    def starred_names(self) -> dict[str, str]:
        """The names as pages show them: the star inside, so that it keeps their direction."""
        star = "*" if self.footnote else ""
        return {language: name + star for language, name in self.names.items() if name}

    def get_absolute_url(self) -> str:
        return reverse("portal:place", args=[self.code])

    @property
    def line(self) -> list[Place]:
        """The places this one lies in, the widest first; ask ``with_parents()`` for it."""
        above: list[Place] = []
        place = self.parent
        while place is not None:
            above.insert(0, place)
            place = place.parent
        return above


class Theme(models.Model):
    """A theme of migration and development, e.g. ``labour-matching``."""

    key = models.SlugField(_("key"), unique=True)
    names = WordingField(_("names"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["position", "key"]
        verbose_name = _("theme")
        verbose_name_plural = _("themes")

    def __str__(self) -> str:
        return choose(self.names).text

    def get_absolute_url(self) -> str:
        return reverse("portal:theme", args=[self.key])


class Goal(models.Model):
    """An SDG target (``10.7``) or an objective of the Global Compact (``21``)."""

    framework = models.CharField(_("framework"), max_length=8, choices=Framework.choices)
    code = models.CharField(_("code"), max_length=12)
    names = WordingField(_("short titles"))
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["framework", "position"]
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        constraints = [
            models.UniqueConstraint(fields=["framework", "code"], name="goal_code_once"),
            models.CheckConstraint(
                condition=Q(framework__in=Framework.values), name="goal_framework_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_framework_display()} {self.code}"
