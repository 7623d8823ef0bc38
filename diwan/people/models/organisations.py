"""Organisations: the bodies that people act for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from diwan.core import clock
from diwan.core.wording import Wording, WordingField
from diwan.vocabularies.models import Place, Theme

from ..queries.organisations import OrganisationQuerySet
from ..rules import organisations as rules
from ..words import ActorKind
from ..words.organisations import Enforcement, Level, Verification

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Organisation(models.Model):
    """A body that people act for."""

    name = models.CharField(_("name"), max_length=200)
    names = WordingField(_("name in other languages"), blank=True)
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    #: its address; it stays when the name changes
    slug = models.CharField(max_length=80, default="", editable=False)
    #: all its names, also those it had, as the search compares them; ``save`` fills it
    folded = models.TextField(blank=True, editable=False)
    kind = models.CharField(_("kind of actor"), max_length=30, choices=ActorKind.choices)
    level = models.CharField(_("level"), max_length=15, choices=Level.choices, blank=True)
    country = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("country")
    )
    seat = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("seat")
    )
    places = models.ManyToManyField(
        Place, blank=True, related_name="organisations", verbose_name=_("where it works")
    )
    origins = models.ManyToManyField(
        Place, blank=True, related_name="+", verbose_name=_("lands it is tied to")
    )
    themes = models.ManyToManyField(
        Theme, blank=True, related_name="organisations", verbose_name=_("themes")
    )
    #: codes (BCP 47) of the languages one can write to it in
    languages = models.JSONField(_("languages"), default=list, blank=True)
    description = WordingField(_("aims and activity"), blank=True)
    competence = WordingField(_("competence"), blank=True)
    contact = models.CharField(_("office"), max_length=500, blank=True)
    website = models.URLField(_("website"), blank=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="branches",
        verbose_name=_("part of"),
    )
    is_partner = models.BooleanField(_("partner of the network"), default=False)
    created_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)
    self_verified_at = models.DateTimeField(_("confirmed by itself"), null=True, blank=True)
    self_verified_by = models.ForeignKey(
        "people.Person", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    review_asked_at = models.DateTimeField(_("review asked for"), null=True, blank=True)
    verified_at = models.DateTimeField(_("verified"), null=True, blank=True)
    verified_by = models.ForeignKey(
        "people.Person", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    review_due = models.DateField(_("next review"), null=True, blank=True)
    #: a steward's word; until one has looked, no data about persons go there
    enforcement = models.CharField(
        _("part in enforcement"),
        max_length=3,
        choices=Enforcement.choices,
        blank=True,
        default=Enforcement.UNKNOWN,
        editable=False,
    )
    #: the row that this one was a twin of, or its later name; its address leads there
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", editable=False
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ActorKind.values), name="organisation_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(level__in=["", *Level.values]), name="organisation_level_is_known"
            ),
            models.CheckConstraint(
                condition=Q(enforcement__in=Enforcement.values),
                name="organisation_enforcement_is_known",
            ),
            models.UniqueConstraint(
                fields=["slug"], condition=~Q(slug=""), name="organisation_slug_once"
            ),
            models.UniqueConstraint(
                Lower("name"),
                "country",
                condition=Q(merged_into__isnull=True),
                name="organisation_once_a_country",
            ),
            models.UniqueConstraint(
                Lower("name"),
                condition=Q(country__isnull=True, merged_into__isnull=True),
                name="organisation_once_without",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="organisation_not_its_own_parent",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="organisation_not_its_own_twin",
            ),
            models.CheckConstraint(
                condition=Q(verified_at__isnull=True) | Q(review_due__isnull=False),
                name="organisation_verified_until",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Its address and the names to search by are always there."""
        if not self.slug:
            base = rules.slug_base(self.name, self.names)
            taken = Organisation.objects.filter(slug__startswith=base)
            self.slug = rules.free_slug(base, taken.values_list("slug", flat=True))
        self.folded = rules.folded_names(self.all_names())
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "slug", "folded"}
        super().save(*args, **kwargs)

    def all_names(self) -> list[str]:
        """Every name it has or had, the one that its people write first."""
        former = self.former_names() if self.pk else []
        return [self.name, *self.names.values(), self.acronym, *former]

    def former_names(self) -> list[str]:
        """Those of the rows whose address leads here."""
        rows = Organisation.objects.filter(merged_into=self)
        return [
            text
            for name, names in rows.values_list("name", "names")
            for text in (name, *names.values())
        ]

    def get_absolute_url(self) -> str:
        return reverse("organisations:detail", args=[self.slug])

    @property
    def verification(self) -> Verification:
        return Verification(
            rules.verification(
                verified=self.verified_at.date() if self.verified_at else None,
                due=self.review_due,
                is_asked=self.review_asked_at is not None,
                self_verified=self.self_verified_at.date() if self.self_verified_at else None,
                today=clock.now().date(),
            )
        )

    @property
    def is_authority(self) -> bool:
        return rules.is_authority(self.kind)

    @property
    def verification_label(self) -> str | StrPromise:
        return self.verification.label

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
