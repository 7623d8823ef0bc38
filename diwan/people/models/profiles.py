"""What a person shows of themselves, and what of it the directory finds."""

from __future__ import annotations

import secrets

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from diwan.core.fulltext import HasWords
from diwan.vocabularies.models import Place

from ..audiences import RANKS
from ..finding import HANDLE_LETTERS, DirectoryQuerySet, ProfileQuerySet
from ..words import Audience, ProfileField
from .persons import Person


def new_handle() -> str:
    """Ten letters and digits that mean nothing: names never stand in an address (P-15)."""
    return "".join(secrets.choice(HANDLE_LETTERS) for _place in range(10))


class Profile(models.Model):
    """What a person says in the members' directory, beside what their account says.

    Nobody else sees any of it without the consent ``directory``, a field with no audience, or a
    profile that was not confirmed for 180 days.
    """

    person = models.OneToOneField(Person, models.CASCADE, related_name="profile")
    handle = models.CharField(max_length=10, unique=True, default=new_handle)
    about = models.TextField(_("about"), blank=True, max_length=1000)
    expertise = models.CharField(_("field of expertise"), blank=True, max_length=300)
    institution = models.CharField(_("institution"), blank=True, max_length=200)
    #: BCP 47 codes
    languages = models.JSONField(_("languages spoken"), default=list, blank=True)
    is_in_expert_register = models.BooleanField(
        _("in the register of highly skilled expatriates"), default=False
    )
    is_public_figure = models.BooleanField(_("public figure"), default=False)
    partners_include_authorities = models.BooleanField(
        _("network partners may be authorities"), default=False
    )
    never_to = models.ManyToManyField(
        Place, blank=True, related_name="+", verbose_name=_("never to authorities of")
    )
    confirmed_at = models.DateTimeField(_("confirmed"))
    #: told that confirmation is due, and that the profile is hidden; empty once confirmed
    reminded_at = models.DateTimeField(null=True, blank=True)
    told_hidden_at = models.DateTimeField(null=True, blank=True)

    objects = ProfileQuerySet.as_manager()

    class Meta:
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")

    def __str__(self) -> str:
        return self.handle

    def get_absolute_url(self) -> str:
        return reverse("members:member", args=[self.handle])

    @property
    def audience_of(self) -> dict[str, str]:
        """By field; what has no row is private."""
        if self.pk is None:
            return {}
        return {row.field: row.audience for row in self.audiences.all()}

    @property
    def countries_never_to(self) -> set[str]:
        """Codes of the countries whose authorities see only what is public."""
        return set() if self.pk is None else {place.code for place in self.never_to.all()}


class FieldAudience(models.Model):
    """Who sees one field of a profile."""

    profile = models.ForeignKey(Profile, models.CASCADE, related_name="audiences")
    field = models.CharField(max_length=24, choices=ProfileField.choices)
    audience = models.CharField(max_length=8, choices=Audience.choices)

    class Meta:
        verbose_name = _("audience of a field")
        constraints = [
            models.UniqueConstraint(fields=["profile", "field"], name="audience_once_a_field"),
            models.CheckConstraint(
                condition=Q(field__in=ProfileField.values), name="audience_field_is_known"
            ),
            models.CheckConstraint(
                condition=Q(audience__in=Audience.values), name="audience_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field}: {self.audience}"


class DirectoryEntry(HasWords):
    """What readers of some ranks find and see of a person: nothing else stands in the row.

    ``audience_from <= rank < audience_to``. A search reads these rows only, so that what a reader
    may not see can be neither searched, sorted by nor counted. ``actions.directory`` keeps them.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="directory_entries")
    audience_from = models.PositiveSmallIntegerField()
    audience_to = models.PositiveSmallIntegerField()
    #: the folded name, if these readers see it; those whose name they do not see come last
    is_nameless = models.BooleanField()
    sort_name = models.CharField(max_length=150)
    handle = models.CharField(max_length=10)
    #: field → what these readers see of it
    seen = models.JSONField()
    shown_until = models.DateTimeField()
    #: editions of the consents it rests on; 0: not in the register of experts
    directory_edition = models.PositiveSmallIntegerField()
    register_edition = models.PositiveSmallIntegerField(default=0)

    objects = DirectoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the directory")
        verbose_name_plural = _("entries of the directory")
        constraints = [
            models.UniqueConstraint(fields=["person", "audience_from"], name="entry_once_a_rank"),
            models.CheckConstraint(
                condition=Q(audience_from__lt=F("audience_to"), audience_to__lte=len(RANKS)),
                name="entry_is_for_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["is_nameless", "sort_name", "handle"], name="entry_in_order"),
            models.Index(fields=["handle"], name="entry_by_handle"),
            models.Index(fields=["register_edition"], name="entry_in_register"),
        ]

    def __str__(self) -> str:
        return self.handle

    def get_absolute_url(self) -> str:
        return reverse("members:member", args=[self.handle])
