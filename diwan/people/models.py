"""People and organisations."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from diwan.core.wording import Wording, WordingField
from diwan.vocabularies.models import Place, Theme

from .queries import (
    InvitationQuerySet,
    OrganisationQuerySet,
    PersonManager,
    SignInLinkQuerySet,
)
from .words import ActorKind, Attribution, Gender


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


class Person(AbstractBaseUser):
    """Somebody with an account. Roles: administrator, steward; facilitators are named by room."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    language = models.CharField(_("language"), max_length=5, default="en")
    time_zone = models.CharField(_("time zone"), max_length=60, default="UTC")
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("organisation"),
    )
    kind = models.CharField(
        _("kind of actor"), max_length=30, choices=ActorKind.choices, blank=True
    )
    countries_of_origin = models.ManyToManyField(
        Place, blank=True, related_name="+", verbose_name=_("countries of origin")
    )
    country_of_residence = models.ForeignKey(
        Place,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("country of residence"),
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="+", verbose_name=_("themes"))
    gender = models.CharField(
        _("gender, if you wish to say"), max_length=10, choices=Gender.choices, blank=True
    )
    attribution = models.CharField(
        _("how I am named by default"),
        max_length=12,
        choices=Attribution.choices,
        default=Attribution.NAMED,
    )
    wants_announcements = models.BooleanField(
        _("tell me by mail when a discussion opens"), default=True
    )
    #: on the clock of ``time_zone``; letters that can wait are not sent from one to the other
    quiet_from = models.TimeField(_("no letters from"), null=True, blank=True)
    quiet_until = models.TimeField(_("no letters until"), null=True, blank=True)
    is_administrator = models.BooleanField(_("administrator"), default=False)
    is_steward = models.BooleanField(_("steward of the vocabularies"), default=False)
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_demo = models.BooleanField(_("demo account"), default=False)
    joined_at = models.DateTimeField(_("joined"), auto_now_add=True)
    suspended_at = models.DateTimeField(_("suspended"), null=True, blank=True)
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        ordering = ["id"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="person_email_once"),
            models.CheckConstraint(
                condition=Q(attribution__in=Attribution.values),
                name="person_attribution_is_known",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["", *ActorKind.values]), name="person_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(gender__in=["", *Gender.values]), name="person_gender_is_known"
            ),
            models.CheckConstraint(
                condition=Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="person_quiet_hours_begin_and_end",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(is_active=False),
                name="person_erased_is_inactive",
            ),
        ]

    def __str__(self) -> str:
        """The name a page may show to people who may see it; never the address."""
        return self.name or str(_("A member"))

    def get_full_name(self) -> str:
        return str(self)


class SignInLink(models.Model):
    """A link that signs one person in, once; only the hash of its token is kept."""

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="sign_in_links", verbose_name=_("person")
    )
    #: SHA-256, hexadecimal
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(_("made"))
    expires_at = models.DateTimeField(_("expires"), db_index=True)
    used_at = models.DateTimeField(_("used"), null=True, blank=True)

    objects = SignInLinkQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("sign-in link")
        verbose_name_plural = _("sign-in links")

    def __str__(self) -> str:
        return f"sign-in link {self.pk}"


class Invitation(models.Model):
    """An administrator asks somebody to join; accepting makes an account with that address."""

    email = models.EmailField(_("e-mail address"))
    language = models.CharField(_("language"), max_length=5, default="en")
    #: SHA-256, hexadecimal
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        related_name="invitations",
        verbose_name=_("invited by"),
    )
    created_at = models.DateTimeField(_("sent"))
    expires_at = models.DateTimeField(_("expires"), db_index=True)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return f"invitation {self.pk}"


class RetentionRun(models.Model):
    """What the retention schedule removed, and when: counts by rule, nothing else."""

    ran_at = models.DateTimeField(_("when"))
    #: None when the clock ran it
    ran_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    #: name of the rule in ``core.slots.retention`` → how many it removed
    removed = models.JSONField(_("removed"), default=dict)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("retention run")
        verbose_name_plural = _("retention runs")

    def __str__(self) -> str:
        return f"retention run {self.pk}"

    @property
    def total(self) -> int:
        return sum(self.removed.values())
