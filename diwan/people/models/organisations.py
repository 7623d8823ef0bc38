"""Organisations: the bodies that people act for."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from diwan.core.wording import Wording, WordingField
from diwan.vocabularies.models import Place

from ..queries import OrganisationQuerySet
from ..words import ActorKind


class Organisation(models.Model):
    """A body that people act for."""

    name = models.CharField(_("name"), max_length=200)
    names = WordingField(_("name in other languages"), blank=True)
    kind = models.CharField(_("kind of actor"), max_length=30, choices=ActorKind.choices)
    country = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("country")
    )
    website = models.URLField(_("website"), blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ActorKind.values), name="organisation_kind_is_known"
            ),
            models.UniqueConstraint(Lower("name"), "country", name="organisation_once_a_country"),
            models.UniqueConstraint(
                Lower("name"), condition=Q(country__isnull=True), name="organisation_once_without"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("people:organisation", args=[self.pk])

    @property
    def name_shown(self) -> str:
        """Its name in the reader's language if it has one, else as its people write it."""
        language = (get_language() or "en").split("-")[0]
        return str(self.names.get(language) or self.name)

    @property
    def other_names(self) -> list[Wording]:
        """Its names but the one shown, each marked with its language."""
        shown = self.name_shown
        own = [Wording(self.name, "")] if self.name != shown else []
        others = [Wording(text, code) for code, text in self.names.items() if text != shown]
        return own + others
