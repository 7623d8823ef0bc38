"""Which data may go from whom to whom and what for (D6), and what went (P-8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from diwan.core import clock
from diwan.core.wording import WordingField, choose
from diwan.people.models import Consent, Organisation, Person
from diwan.people.models.profiles import new_handle

from ..queries.sharing import DataSharingQuerySet, TransferQuerySet
from ..rules import sharing as rules
from ..words.sharing import (
    DataCategory,
    Does,
    Guarantee,
    LegalBasis,
    SharingPurpose,
    SharingStanding,
    SharingState,
)
from .agreement import Agreement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django_stubs_ext import StrPromise


class DataSharing(models.Model):
    """Bodies agree which data about persons they share, what for, on what ground and until when.

    ``digest`` is that of the terms as they were laid before the bodies; see ``sharing_terms``.
    """

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    agreement = models.ForeignKey(
        Agreement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="data_sharings",
        verbose_name=_("under the agreement"),
    )
    title = WordingField(_("title"))
    state = models.CharField(
        _("state"), max_length=9, choices=SharingState.choices, default=SharingState.DRAFT
    )
    #: words of ``SharingPurpose`` and of ``DataCategory``
    purposes = models.JSONField(_("purposes"), default=list)
    categories = models.JSONField(_("kinds of data"), default=list)
    basis = models.CharField(_("legal basis"), max_length=12, choices=LegalBasis.choices)
    basis_text = WordingField(_("legal basis in words"))
    begins_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    retention_days = models.PositiveSmallIntegerField(_("days until data must be erased"))
    may_pass_on = models.BooleanField(_("data may be passed on"), default=False)
    guarantee = models.CharField(
        _("guarantee across the border"),
        max_length=10,
        choices=Guarantee.choices,
        blank=True,
        default=Guarantee.NONE,
    )
    safeguards = WordingField(_("other safeguards"), blank=True)
    #: an office, not a person
    rights_contact = models.CharField(_("where persons turn to"), max_length=300)
    digest = models.CharField(max_length=64, blank=True)
    #: why it was suspended or ended, and the body that did; empty: this site
    stopped_why = models.CharField(_("why it was stopped"), max_length=500, blank=True)
    stopped_for = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", verbose_name=_("drafted by")
    )
    created_at = models.DateTimeField(_("drafted"))
    changed_at = models.DateTimeField(_("changed"))

    objects = DataSharingQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "-pk"]
        verbose_name = _("data-sharing agreement")
        verbose_name_plural = _("data-sharing agreements")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=SharingState.values), name="sharing_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(basis__in=LegalBasis.values), name="sharing_basis_is_known"
            ),
            models.CheckConstraint(
                condition=Q(guarantee__in=Guarantee.values), name="sharing_guarantee_is_known"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("begins_on")), name="sharing_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(retention_days__gte=1)
                & Q(retention_days__lte=rules.LONGEST_RETENTION_DAYS),
                name="sharing_retention_is_bounded",
            ),
        ]

    def __str__(self) -> str:
        return choose(self.title).text

    def get_absolute_url(self) -> str:
        return reverse("sharing:sharing", args=[self.slug])

    @property
    def standing(self) -> SharingStanding:
        today = clock.now().date()
        return SharingStanding(rules.standing(self.state, self.begins_on, self.ends_on, today))

    @property
    def purposes_shown(self) -> list[str | StrPromise]:
        return _named(self.purposes, SharingPurpose)

    @property
    def categories_shown(self) -> list[str | StrPromise]:
        return _named(self.categories, DataCategory)


class SharingBody(models.Model):
    """A body of a data-sharing agreement, and who signed for it; no organisation: this site."""

    sharing = models.ForeignKey(DataSharing, models.CASCADE, related_name="bodies")
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="data_sharing_bodies",
        verbose_name=_("organisation"),
    )
    does = models.CharField(_("what it does"), max_length=8, choices=Does.choices)
    #: of the terms that were signed; the signature holds for no others
    signed_digest = models.CharField(max_length=64, blank=True)
    signed_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", verbose_name=_("signed by")
    )
    #: in which capacity, as the page shows it
    capacity = models.CharField(_("capacity"), max_length=200, blank=True)
    signed_at = models.DateTimeField(_("signed"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("body of a data-sharing agreement")
        verbose_name_plural = _("bodies of data-sharing agreements")
        constraints = [
            models.CheckConstraint(
                condition=Q(does__in=Does.values), name="sharing_body_does_is_known"
            ),
            models.UniqueConstraint(
                fields=["sharing", "organisation"],
                condition=Q(organisation__isnull=False),
                name="sharing_body_once",
            ),
            models.UniqueConstraint(
                fields=["sharing"],
                condition=Q(organisation__isnull=True),
                name="sharing_site_once",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | Q(does=Does.SENDS),
                name="sharing_site_only_sends",
            ),
        ]

    def __str__(self) -> str:
        return self.organisation.name_shown if self.organisation else str(_("This site"))

    @property
    def sends(self) -> bool:
        return self.does in {Does.SENDS, Does.BOTH}

    @property
    def receives(self) -> bool:
        return self.does in {Does.RECEIVES, Does.BOTH}


class Transfer(models.Model):
    """Data about a person went to a body. Only ``core.gates.exchange`` makes one.

    The record outlasts the account and the agreement; after the account is erased it says what
    went where, and no more about whom.
    """

    #: sent along with the data; says nothing about the person
    reference = models.CharField(
        _("reference"), max_length=10, unique=True, default=new_handle, editable=False
    )
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="transfers")
    #: None: this site
    sender = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sender"),
    )
    recipient = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("recipient")
    )
    purpose = models.CharField(_("purpose"), max_length=20, choices=SharingPurpose.choices)
    categories = models.JSONField(_("kinds of data"), default=list)
    sharing = models.ForeignKey(
        DataSharing,
        models.PROTECT,
        related_name="transfers",
        verbose_name=_("data-sharing agreement"),
    )
    consent = models.ForeignKey(
        Consent, models.SET_NULL, null=True, related_name="+", verbose_name=_("consent")
    )
    sent_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", verbose_name=_("sent by")
    )
    sent_at = models.DateTimeField(_("sent"))
    #: by that day the recipient must have erased the data
    erase_by = models.DateField(_("to be erased by"))
    objected_at = models.DateTimeField(_("objected"), null=True, blank=True)

    objects = TransferQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        verbose_name = _("transfer of data")
        verbose_name_plural = _("transfers of data")
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose__in=SharingPurpose.values), name="transfer_purpose_is_known"
            )
        ]
        indexes = [models.Index(fields=["erase_by"], name="transfer_by_day")]

    def __str__(self) -> str:
        return self.reference

    @property
    def categories_shown(self) -> list[str | StrPromise]:
        return _named(self.categories, DataCategory)


def _named(
    words: Iterable[str], choices: type[SharingPurpose | DataCategory]
) -> list[str | StrPromise]:
    """The labels of ``words`` in the order of the choices."""
    wanted = set(words)
    return [label for word, label in choices.choices if word in wanted]
