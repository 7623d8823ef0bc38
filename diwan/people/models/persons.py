"""Somebody with an account."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from diwan.vocabularies.models import Place, Theme

from ..queries import PersonManager
from ..words import ActorKind, Attribution, Gender
from .organisations import Organisation


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody with an account. Roles: administrator, steward; facilitators are named by room.

    The groups and permissions are those of the editors' rooms (ADR 0019). The house asks nothing
    of them, and nobody is a superuser, for whom Django would ask nothing at all.
    """

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
            models.CheckConstraint(
                condition=Q(is_superuser=False), name="person_nobody_is_above_the_rules"
            ),
        ]

    def __str__(self) -> str:
        """The name a page may show to people who may see it; never the address."""
        return self.name or str(_("A member"))

    def get_full_name(self) -> str:
        return str(self)
